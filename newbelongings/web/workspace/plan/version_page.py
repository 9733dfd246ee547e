"""What the page of versions shows."""

from typing import Any

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import versions
from newbelongings.domain.plans.content import content_of
from newbelongings.domain.plans.difference import difference
from newbelongings.domain.plans.models import Plan, PlanVersion

from .pages import may


def versions_page(scope: Scope, plan: Plan) -> dict[str, Any]:
    """The versions, the newest first; what was changed since the last; and the one next thing."""
    listed = versions.versions(scope, plan.pk)
    last = listed[0] if listed else None
    since = None
    if last is not None:
        since = difference(versions.version(scope, last.pk).content, content_of(scope, plan))
    may_edit = scope.may(Permission.EDIT_PLAN)
    changed = since is None or not since.is_empty
    return may(scope) | {
        "plan": plan,
        "versions": listed,
        "since": since,
        "may_submit": may_edit and changed,
        "may_agree": may_edit and last is not None and last.state == PlanVersion.State.SUBMITTED,
        "is_shared": versions.is_shared(scope, plan.pk) if may_edit else False,
    }
