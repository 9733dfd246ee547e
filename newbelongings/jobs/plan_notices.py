"""Reminders and weekly lists about every plan that runs."""

from django.conf import settings

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import comments
from newbelongings.domain.plans.letters import Addresses
from newbelongings.domain.plans.notices import plans_running, send_due_notices


def send_plan_notices(scope: Scope) -> int:
    """Write to whoever leads an action, and to those who lead a plan; returns how many emails are on their way."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    addresses = Addresses(link=f"{public}/u/{{token}}/", plan=f"{public}/plan/")
    return sum(
        send_due_notices(scope.at(council), plan_id=plan_id, addresses=addresses)
        for council, plan_id in plans_running(scope)
    )


def tell_of_comments(scope: Scope) -> int:
    """Write to leads that their plan has new comments, once a day; returns of how many plans."""
    return comments.tell_of_comments(scope, address=f"{settings.PUBLIC_ADDRESS.rstrip('/')}/plan/comments/")
