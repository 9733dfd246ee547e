"""Is it everyone? The page of a running survey that says who is missing; goals, and how many there are to ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.adapters import uploads
from newbelongings.adapters.tables import Unreadable, open_table
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import coverage_actions
from newbelongings.domain.outreach.characteristics import CHARACTERISTICS
from newbelongings.domain.outreach.coverage import coverage
from newbelongings.domain.outreach.populations import Cohort, Sheet, cohort
from newbelongings.domain.outreach.weighing import weighed_results
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.web.parts.gate import gate

from .coverage_forms import GoalForm, PopulationForm, WeighForm
from .coverage_pages import everyone_page, goal_choices


@gate(Permission.SEE_RESULTS)
@never_cache
def everyone(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who was asked, reached and heard, and who is missing."""
    page = everyone_page(request.scope, round_id)  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/everyone.html", page)


@gate(Permission.RUN_SURVEYS)
def count_population(request: HttpRequest, round_id: int) -> HttpResponse:
    """How many care leavers there are of each group, from the council's SSDA903 return: counted, and not kept."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    form = PopulationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _counted(scope, round_, form)
            coverage_actions.count_population(scope, round_id=round_id, counts=found.counts)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{found.people:,} care leavers are counted. The files were not kept.")
            return redirect("everyone", round_id)
    return render(request, "workspace/outreach/count_population.html", {"form": form, "round": round_})


def _counted(scope: Scope, round_: Round, form: PopulationForm) -> Cohort:
    """The files of the form, read and counted; each lies on the disk only while it is read."""
    with (
        _sheet(scope, form, "oc3") as care_leavers,
        _sheet(scope, form, "header") as children,
        _sheet(scope, form, "episodes") as episodes,
    ):
        if care_leavers is None:
            raise Refused("Choose the file of care leavers (OC3).", field="oc3")
        return cohort(care_leavers, children, episodes, on=round_.opens)


@contextmanager
def _sheet(scope: Scope, form: PopulationForm, name: str) -> Iterator[Sheet | None]:
    file: UploadedFile | None = form.cleaned_data[name]
    if file is None:
        yield None
        return
    owner = f"{scope.actor_id}-{name}"
    upload = uploads.keep_upload(file.chunks(), owner=owner)
    try:
        table = open_table(uploads.kept_upload(upload, owner=owner), max_bytes=settings.IMPORT_MAX_BYTES)
        yield Sheet(name, table.header, table.rows())
    except Unreadable as problem:
        raise Refused(str(problem), field=name) from problem
    finally:
        uploads.drop_upload(upload, owner=owner)


@gate(Permission.RUN_SURVEYS)
def set_goal(request: HttpRequest, round_id: int) -> HttpResponse:
    """How many in every hundred of a group the council wants to hear from."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = coverage(scope, round_id)
    form = GoalForm(request.POST or None, groups=goal_choices(found))
    if request.method == "POST" and form.is_valid():
        characteristic, _, group = form.cleaned_data["group"].partition(":")
        percent = form.cleaned_data["percent"]
        try:
            coverage_actions.set_goal(
                scope, round_id=round_id, characteristic=characteristic, group=group, percent=percent
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The goal is set.")
            return redirect("everyone", round_id)
    return render(request, "workspace/outreach/set_goal.html", {"form": form, "round": found.round})


@gate(Permission.RUN_SURVEYS)
@require_POST
def drop_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Take a goal away."""
    round_id = coverage_actions.drop_goal(request.scope, goal_id=goal_id)  # type: ignore[attr-defined]
    messages.success(request, "The goal is taken away.")
    return redirect("everyone", round_id)


@gate(Permission.READ_ANSWERS)
@never_cache
def weigh_results(request: HttpRequest, round_id: int) -> HttpResponse:
    """What people chose, as it is and weighted to look like all care leavers, side by side."""
    found = weighed_results(request.scope, round_id, by=request.GET.getlist("by"))  # type: ignore[attr-defined]
    choices = [(name, CHARACTERISTICS[name].label) for name in found.choices]
    form = WeighForm(initial={"by": found.by}, choices=choices) if choices else None
    return render(request, "workspace/outreach/weigh_results.html", {"found": found, "form": form})
