"""Versions of the plan: submitting, agreeing, sharing; reading one as it was; what differs between two."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import queries, versions
from newbelongings.domain.plans.content import Content, content_of
from newbelongings.domain.plans.difference import difference
from newbelongings.domain.plans.models import Plan, PlanVersion
from newbelongings.web.parts.gate import ScopedRequest, gate

from .content_page import content_page
from .difference_page import difference_page
from .review_forms import AgreeForm
from .saving import number, saved
from .version_page import versions_page
from .views import chosen_cycle
from .writing import draw_form

NO_PLAN = "This year has no plan yet. Write it first."


def plan_here(request: ScopedRequest) -> Plan:
    """The plan of this year, or of the year named by ``?year=``; raises ``NotFound`` where none is written yet."""
    cycle = chosen_cycle(request, list(authorities.cycles(request.scope)))
    found = queries.plan_of(request.scope, cycle.pk)
    if found is None:
        raise NotFound(NO_PLAN)
    return found


@gate(Permission.READ_PLAN)
def plan_versions(request: ScopedRequest) -> HttpResponse:
    """Every version, the next thing to do with them, and whether the cluster may read the last."""
    return _draw_versions(request, plan_here(request))


def _draw_versions(request: ScopedRequest, plan: Plan, refusal: Refused | None = None) -> HttpResponse:
    context = versions_page(request.scope, plan)
    status = 400 if refusal else 200
    return render(request, "workspace/plan/versions.html", context | {"refusal": refusal}, status=status)


@gate(Permission.EDIT_PLAN)
@require_POST
def submit_plan(request: ScopedRequest) -> HttpResponse:
    """Freeze the plan as it stands, for review."""
    plan = plan_here(request)
    try:
        version = versions.submit_plan(request.scope, plan_id=plan.pk)
    except Refused as refusal:
        return _draw_versions(request, plan, refusal)
    messages.success(request, f"Submitted. Version {version.number} is frozen, and you can go on with the plan.")
    return _back(plan)


@gate(Permission.EDIT_PLAN)
def agree_plan(request: ScopedRequest) -> HttpResponse:
    """Write down that the board agreed the version submitted last."""
    plan = plan_here(request)
    form = AgreeForm(request.POST or None, initial={"agreed_on": today()})
    if request.method == "POST" and saved(form, request.scope, versions.agree_plan, plan_id=plan.pk):
        messages.success(request, "Agreed. What the board agreed is frozen.")
        return _back(plan)
    return draw_form(
        request,
        form,
        title="The board agreed the plan",
        lead="The version submitted last is frozen as agreed. What you changed since is not in it.",
        button="Write it down",
        back=f"{reverse('plan_versions')}?year={plan.cycle_id}",
        back_words="Versions",
    )


@gate(Permission.EDIT_PLAN)
@require_POST
def share_plan(request: ScopedRequest) -> HttpResponse:
    """Let the cluster read the last version and comment on it."""
    plan = plan_here(request)
    try:
        versions.share_plan(request.scope, plan_id=plan.pk)
    except Refused as refusal:
        return _draw_versions(request, plan, refusal)
    messages.success(request, "Shared. Councils of your cluster can read the last version and comment on it.")
    return _back(plan)


@gate(Permission.EDIT_PLAN)
@require_POST
def stop_sharing_plan(request: ScopedRequest) -> HttpResponse:
    """Close the plan to the cluster again."""
    plan = plan_here(request)
    versions.stop_sharing_plan(request.scope, plan_id=plan.pk)
    messages.success(request, "Your cluster can no longer read this plan.")
    return _back(plan)


def _back(plan: Plan) -> HttpResponse:
    return redirect(f"{reverse('plan_versions')}?year={plan.cycle_id}")


@gate(Permission.READ_PLAN)
def plan_version(request: ScopedRequest, version_id: int) -> HttpResponse:
    """One version as it was."""
    version = versions.version(request.scope, version_id)
    return render(request, "workspace/plan/version.html", content_page(version.content) | {"version": version})


@gate(Permission.READ_PLAN)
def plan_difference(request: ScopedRequest) -> HttpResponse:
    """What differs between ``?from=`` and ``?to=``: from the last agreed version (or the last at all), to the plan as
    it stands now, unless the address names others."""
    scope = request.scope
    before = _version(scope, number(request, "from"))
    plan = before.plan if before else plan_here(request)
    listed = versions.versions(scope, plan.pk)
    if before is None and listed:
        last = versions.last_agreed(scope, plan.pk) or listed[0]
        before = versions.version(scope, last.pk)
    after = _version(scope, number(request, "to"))
    if after is not None and after.plan_id != plan.pk:
        raise NotFound("Choose two versions of the same plan.")
    context = {"plan": plan, "versions": listed, "before": before, "after": after}
    if before is not None:
        context |= difference_page(difference(before.content, _content(scope, plan, after)))
    return render(request, "workspace/plan/difference.html", context)


def _version(scope: Scope, version_id: int | None) -> PlanVersion | None:
    return versions.version(scope, version_id) if version_id is not None else None


def _content(scope: Scope, plan: Plan, version: PlanVersion | None) -> Content:
    return version.content if version else content_of(scope, plan)
