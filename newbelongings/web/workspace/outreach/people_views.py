"""People to ask by telephone or visit, and what came of it: for whoever runs the survey, and for their own adviser."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import actions, queries
from newbelongings.domain.surveys import queries as surveys
from newbelongings.web.parts.gate import gate

from .list_forms import AttemptForm
from .people_pages import own_rounds, person_card, person_page

_A_PAGE = 50


@gate(Permission.HELP_ANSWER)
@never_cache
def own_people(request: HttpRequest) -> HttpResponse:
    """The surveys that are open, with how many of an adviser's own young people are still to be asked."""
    page = {"rounds": own_rounds(request.scope)}  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/own_people.html", page)


@gate(Permission.HELP_ANSWER)
@never_cache
def people_to_ask(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who is to be asked, and how each can be reached."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    runs = scope.may(Permission.RUN_SURVEYS)
    found = Paginator(queries.people_to_ask(scope, round_id), _A_PAGE).get_page(request.GET.get("page"))
    page = {
        "round": round_,
        "page": found,
        "people": [person_card(person) for person in found],
        "runs": runs,
        "left_alone": queries.left_alone(scope, round_id) if runs else [],
    }
    return render(request, "workspace/outreach/people_to_ask.html", page)


@gate(Permission.HELP_ANSWER)
@never_cache
def record_attempt(request: HttpRequest, contact_id: int) -> HttpResponse:
    """One person: how to reach them, what was tried, and a form for the next try."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    person = queries.contact(scope, contact_id)
    form = AttemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_attempt(scope, contact_id=contact_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "It is written down.")
            return redirect("people_to_ask", person.contacts.round_id)
    page = person_page(person) | {"form": form, "runs": scope.may(Permission.RUN_SURVEYS)}
    return render(request, "workspace/outreach/record_attempt.html", page)


@gate(Permission.RUN_SURVEYS)
@require_POST
def leave_alone(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Never ask somebody, or take that back."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    person = actions.set_do_not_contact(
        scope, contact_id=contact_id, do_not_contact=request.POST.get("leave_alone") == "yes"
    )
    said = "will be left alone" if person.do_not_contact else "may be asked again"
    messages.success(request, f"This person {said}.")
    return redirect("people_to_ask", person.contacts.round_id)
