"""Submitting the plan, writing down that it was agreed, sharing it with the cluster; and reading its versions."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, QuerySet

from newbelongings.domain.authorities.models import Authority, Cluster
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import changes, checks, queries
from .content import Content, content_of, sha256_of
from .models import Plan, PlanShare, PlanVersion

State = PlanVersion.State


@transaction.atomic
def submit_plan(scope: Scope, *, plan_id: int) -> PlanVersion:
    """Freeze the plan as it stands, for review. Work on it goes on; the version never changes."""
    scope.require(Permission.EDIT_PLAN)
    plan = _locked(scope, plan_id)
    content = content_of(scope, plan)
    last = plan.versions.last()
    if last is not None and last.sha256 == sha256_of(content):
        raise Refused(f"This is word for word version {last.number}. Change the plan first, then submit it again.")
    version = _freeze(scope, plan, State.SUBMITTED, content)
    audit.note(scope, "sent_plan_for_review", version, number=version.number, sha256=version.sha256)
    return version


@transaction.atomic
def agree_plan(scope: Scope, *, plan_id: int, agreed_on: dt.date) -> PlanVersion:
    """Write down that the board agreed the version submitted last, on a day. What was changed since is not in it."""
    scope.require(Permission.EDIT_PLAN)
    plan = _locked(scope, plan_id)
    last = plan.versions.last()
    if last is None:
        raise Refused("Submit the plan for review first: the board agrees a version, not a draft.")
    if last.state == State.AGREED:
        raise Refused(f"Version {last.number} is agreed already. Submit the plan again before it is agreed anew.")
    day = checks.not_after_today(agreed_on, field="agreed_on")
    version = _freeze(scope, plan, State.AGREED, last.content)
    before, plan.agreed_on = plan.agreed_on, day
    plan.version += 1
    plan.changed_by = scope.actor_name
    plan.save(update_fields=["agreed_on", "version", "changed_by", "changed_at"])
    if before != day:
        changes.write(scope, plan, {"agreed_on": (before, day)}, version=plan.version)
    audit.note(scope, "agreed_plan", version, number=version.number, agreed_on=day.isoformat(), sha256=version.sha256)
    return version


@transaction.atomic
def share_plan(scope: Scope, *, plan_id: int) -> PlanShare:
    """Let the councils of the cluster read the last version, whichever it is, and comment on it."""
    scope.require(Permission.EDIT_PLAN)
    plan = _locked(scope, plan_id)
    if not Cluster.objects.filter(authorities=scope.authority).exists():
        raise Refused("Your council is in no cluster here yet. Ask the programme team to put it into one.")
    if not plan.versions.exists():
        raise Refused("Submit the plan first: your cluster reads a version, not a draft.")
    share, new = PlanShare.objects.get_or_create(
        plan=plan, defaults={"shared_by": scope.actor_name, "shared_on": today()}
    )
    if new:
        audit.note(scope, "shared_plan", plan)
    return share


@transaction.atomic
def stop_sharing_plan(scope: Scope, *, plan_id: int) -> None:
    """Close the plan to the cluster again. What it said stays."""
    scope.require(Permission.EDIT_PLAN)
    plan = _locked(scope, plan_id)
    if PlanShare.objects.filter(plan=plan).delete()[0]:
        audit.note(scope, "stopped_sharing_plan", plan)


def versions(scope: Scope, plan_id: int) -> list[PlanVersion]:
    """Every version of a plan of the council, the newest first, without their content."""
    plan = queries.plan_row(scope, plan_id)
    return list(PlanVersion.objects.filter(plan=plan).defer("content").order_by("-number"))


def version(scope: Scope, version_id: int) -> PlanVersion:
    """One version of a plan of the council."""
    scope.require(Permission.READ_PLAN)
    here = PlanVersion.objects.filter(plan__cycle__authority_id=scope.authority, pk=version_id)
    found = here.select_related("plan__cycle").first()
    if found is None:
        raise NotFound("This version is not in your council's plan. Choose one from the list.")
    return found


def last_agreed(scope: Scope, plan_id: int) -> PlanVersion | None:
    """The version that the board agreed last."""
    plan = queries.plan_row(scope, plan_id)
    return PlanVersion.objects.filter(plan=plan, state=State.AGREED).last()


def is_shared(scope: Scope, plan_id: int) -> bool:
    """Whether the council's cluster may read this plan."""
    return PlanShare.objects.filter(plan=queries.plan_row(scope, plan_id)).exists()


def shared_plans(scope: Scope) -> QuerySet[Plan]:
    """The plans that other councils of the scope's clusters share, the newest year first."""
    scope.require(Permission.COMMENT_ON_PLAN)
    near = Authority.objects.filter(clusters__authorities=scope.authority)
    others = Plan.objects.filter(share__isnull=False, cycle__authority__in=near)
    found = others.exclude(cycle__authority_id=scope.authority).select_related("cycle__authority", "share")
    return found.order_by("cycle__authority__name", "-cycle__starts")


def shared_version(scope: Scope, plan_id: int) -> PlanVersion:
    """The last version of a plan that the cluster shares: all that another council reads of it."""
    plan = shared_plans(scope).filter(pk=plan_id).first()
    found = None
    if plan is not None:
        found = PlanVersion.objects.filter(plan=plan).select_related("plan__cycle__authority").last()
    if found is None:
        raise NotFound("No council of your cluster shares this plan with you. Choose one from the list.")
    return found


def _locked(scope: Scope, plan_id: int) -> Plan:
    """The plan, held until the transaction ends, so that two who submit at once get two numbers."""
    row = queries.plan_row(scope, plan_id)
    return Plan.objects.select_for_update().get(pk=row.pk)


def _freeze(scope: Scope, plan: Plan, state: str, content: Content) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=plan,
        number=(plan.versions.aggregate(top=Max("number"))["top"] or 0) + 1,
        state=state,
        content=content,
        sha256=sha256_of(content),
        made_by=scope.actor_name[:120],
    )
