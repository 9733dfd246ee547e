"""Saying how a thing stands: from the plan, or from the list of one's own actions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import actions, queries
from newbelongings.domain.plans.plan_view import ActionView
from newbelongings.web.parts import numbers as ids
from newbelongings.web.parts.evidence_files import acting_with_files
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import UpdateForm
from .pages import line
from .saving import number, saved
from .writing import draw_form

UPDATERS = (Permission.UPDATE_ACTIONS, Permission.UPDATE_OWN_ACTIONS)


@gate(*UPDATERS)
def add_update(request: ScopedRequest) -> HttpResponse:
    """Add an update to the action or milestone named by ``?action=`` or ``?milestone=``."""
    about = {"action_id": number(request, "action"), "milestone_id": number(request, "milestone")}
    subject = _subject(request, **about)
    form = UpdateForm(request.POST or None, request.FILES or None, today=today(), owner=_owner(request, subject))
    if request.method == "POST":
        if saved(form, request.scope, acting_with_files(actions.add_update), **about):
            form.forget_kept()
            messages.success(request, "Your update is added. What was said before stays below it.")
            return redirect("milestone" if about["action_id"] is None else "action", subject.pk)
        form.keep_for_later()
    return draw_form(
        request,
        form,
        title="Say how it stands",
        lead=f"{subject.title}.",
        button="Add this update",
        **_way_back(request),
    )


def _way_back(request: ScopedRequest) -> dict[str, str]:
    """Whoever may not read the plan goes back to their own list."""
    if request.scope.may(Permission.READ_PLAN):
        return {}
    return {"back": reverse("own_actions"), "back_words": "Your actions"}


def _subject(request: ScopedRequest, *, action_id: int | None, milestone_id: int | None) -> Any:
    if action_id is not None:
        return queries.action(request.scope, action_id)
    if milestone_id is not None:
        return queries.milestone(request.scope, milestone_id)
    raise Refused("Choose an action or a milestone from the plan, then say how it stands.")


@gate(*UPDATERS)
def own_actions(request: ScopedRequest) -> HttpResponse:
    """Your own actions, the soonest first, each with its form. Nothing else is shown."""
    mine = queries.own_actions(request.scope)
    forms = {action.id: _form(request, action) for action in mine}
    chosen = request.POST.get("action", "")
    if request.method == "POST":
        action_id = ids.number(chosen) or 0
        # An action that is not in the list is not found, by the domain's own rule.
        form = forms.get(action_id) or UpdateForm(request.POST, today=today(), owner="nobody")
        if saved(form, request.scope, acting_with_files(actions.add_update), action_id=action_id):
            form.forget_kept()
            messages.success(request, "Your update is added.")
            return redirect("own_actions")
        form.keep_for_later()
    entries = [(line(action), forms[action.id]) for action in mine]
    wrong = next((form for form in forms.values() if form.errors), None)
    return render(request, "workspace/plan/own_actions.html", {"entries": entries, "wrong": wrong})


def _form(request: ScopedRequest, action: ActionView) -> UpdateForm:
    is_typed = request.POST.get("action") == str(action.id)
    typed = (request.POST, request.FILES) if is_typed else ()
    return UpdateForm(*typed, today=today(), prefix=f"a{action.id}", owner=f"{request.user.pk}-action-{action.id}")


def _owner(request: ScopedRequest, subject: Any) -> str:
    """Whose files wait, and for which line."""
    return f"{request.user.pk}-{subject._meta.model_name}-{subject.pk}"
