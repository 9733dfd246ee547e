"""The first page of a council: what became of what they said, and what to do next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from newbelongings.domain.authorities import actions as authorities_actions
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.evidence import queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .break_pages import breaks_page
from .forms import StartCycleForm, year_around
from .pages import home_page


@gate(Permission.READ_THREAD)
def home(request: ScopedRequest) -> HttpResponse:
    """The thread with its breaks, and the one next thing."""
    scope = request.scope
    if not authorities.cycles(scope).exists():
        return _no_cycle(request)
    cycle = authorities.current_cycle(scope)
    thread = queries.thread(scope, cycle_id=cycle.pk)
    waiting = queries.waiting(scope, cycle_id=cycle.pk)
    steps = queries.steps(scope, cycle_id=cycle.pk, thread=thread)
    context = home_page(scope, cycle, thread, waiting, steps, timezone.localtime())
    return render(request, "workspace/home/home.html", context)


def _no_cycle(request: ScopedRequest) -> HttpResponse:
    may_start = request.scope.may(Permission.EDIT_PLAN)
    form = StartCycleForm(initial=year_around(today()))
    return render(request, "workspace/home/no_cycle.html", {"form": form, "may_start": may_start})


@gate(Permission.EDIT_PLAN)
def start_cycle(request: ScopedRequest) -> HttpResponse:
    """Start the council's next year."""
    form = StartCycleForm(request.POST or None, initial=year_around(today()))
    if request.method == "POST" and form.is_valid():
        try:
            cycle = authorities_actions.start_cycle(request.scope, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{cycle} is started.")
            return redirect("home")
    return render(request, "workspace/home/start_cycle.html", {"form": form})


@gate(Permission.READ_THREAD)
def breaks(request: ScopedRequest, kind: str) -> HttpResponse:
    """Every place where the thread is broken in one way, and what to do about each."""
    scope = request.scope
    cycle = authorities.current_cycle(scope)
    thread = queries.thread(scope, cycle_id=cycle.pk)
    limit = authorities.own_authority(scope).hide_up_to
    return render(request, "workspace/home/breaks.html", breaks_page(scope, kind, thread, limit))
