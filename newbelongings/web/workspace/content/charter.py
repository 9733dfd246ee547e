"""The plan held against two lists: the promises of the Charter, and the commitments of section 2.2."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import content_queries, queries, writing
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan import choices
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import CoverageForm, PromiseForm
from .parts import BACK_WORDS, this_years_plan
from .saying import says_now


@gate(Permission.EDIT_PLAN)
def self_assessment(request: ScopedRequest) -> HttpResponse:
    """The seven promises, with what the council says of itself."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    promises = content_queries.content(request.scope, plan.pk).promises
    first = next((view for view in promises if not view.is_written), None)
    return render(request, "workspace/content/charter.html", {"promises": promises, "first": first})


@gate(Permission.EDIT_PLAN)
def assess_promise(request: ScopedRequest, promise: str) -> HttpResponse:
    """What the council does well and could do better on one promise."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    view = content_queries.promise(request.scope, plan.pk, promise)
    initial = {"version": view.version, "well": view.well, "better": view.better}
    form = PromiseForm(request.POST or None, initial=initial)
    given = {"plan_id": plan.pk, "promise": promise, "version": 0}
    if request.method == "POST" and saved(form, request.scope, writing.assess_promise, **given):
        messages.success(request, "Saved.")
        return redirect("self_assessment")
    now = []
    if form.was_changed:
        standing = content_queries.promise(request.scope, plan.pk, promise)
        now = says_now(form, {"well": standing.well, "better": standing.better})
    return draw_form(
        request,
        form,
        title=view.promise.name,
        lead="A promise of the Charter for Care Leavers. Be as honest as they would be.",
        button="Save",
        says=now,
        back=reverse("self_assessment"),
        back_words="The Charter",
    )


@gate(Permission.READ_PLAN)
def plan_coverage(request: ScopedRequest) -> HttpResponse:
    """The twelve commitments, which objectives meet each, and the gaps."""
    scope = request.scope
    plan = queries.plan_of(scope, authorities.current_cycle(scope).pk)
    found = content_queries.content(scope, plan.pk) if plan else None
    context = {"content": found, "may_edit": scope.may(Permission.EDIT_PLAN), "back_words": BACK_WORDS}
    return render(request, "workspace/content/coverage.html", context)


@gate(Permission.EDIT_PLAN)
def cover_commitment(request: ScopedRequest, commitment: str) -> HttpResponse:
    """Say which objectives meet a commitment, or why none does."""
    plan = this_years_plan(request)
    if plan is None:
        return redirect("write_plan")
    view, objective_ids = content_queries.commitment(request.scope, plan.pk, commitment)
    form = CoverageForm(
        request.POST or None,
        objectives=choices.objectives(request.scope, plan.pk),
        initial={"objectives": objective_ids, "words": view.because},
    )
    given = {"plan_id": plan.pk, "commitment": commitment}
    if request.method == "POST" and saved(form, request.scope, writing.cover_commitment, **given):
        messages.success(request, "Saved.")
        return redirect("plan_coverage")
    return draw_form(
        request,
        form,
        title=view.commitment.name,
        lead="A commitment that the Guide asks of every plan (section 2.2). Who meets it here?",
        button="Save",
        back=reverse("plan_coverage"),
        back_words="Twelve commitments",
    )
