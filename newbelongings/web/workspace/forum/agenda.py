"""The agenda of a meeting, and what came of each thing on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import agendas, meeting_queries, outcomes, queries
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .meeting_forms import OUTCOME_FORMS, AgendaItemForm
from .meeting_pages import KINDS, meeting_name
from .pressing import press


@gate(Permission.KEEP_FORUM)
def add_agenda_item(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Put something on the agenda."""
    found = queries.meeting(request.scope, meeting_id)
    page = Ask(
        title="Add to the agenda",
        lead="Members see it on their pages, and can add things too.",
        button="Add it",
        done="It is on the agenda.",
        to=_agenda(meeting_id),
        back_words=meeting_name(found),
    )
    form = AgendaItemForm(request.scope, request.POST or None)
    return ask(request, form, agendas.add_agenda_item, page, meeting_id=meeting_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def move_agenda_item(request: ScopedRequest, item_id: int) -> HttpResponse:
    """One place up or down."""
    item = meeting_queries.agenda_item(request.scope, item_id)
    up = request.POST.get("to") == "up"
    return press(request, agendas.move_agenda_item, done="", to=_agenda(item.meeting_id), item_id=item_id, up=up)


@gate(Permission.KEEP_FORUM)
@require_POST
def remove_agenda_item(request: ScopedRequest, item_id: int) -> HttpResponse:
    """Take out what was added by mistake."""
    item = meeting_queries.agenda_item(request.scope, item_id)
    done = f"Taken off the agenda: {item.title}"
    return press(request, agendas.remove_agenda_item, done=done, to=_agenda(item.meeting_id), item_id=item_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def show_agenda_item(request: ScopedRequest, item_id: int) -> HttpResponse:
    """Let members see an item that was held because it may name somebody."""
    item = meeting_queries.agenda_item(request.scope, item_id)
    done = "Members can see it now."
    return press(request, agendas.show_agenda_item, done=done, to=_agenda(item.meeting_id), item_id=item_id)


@gate(Permission.KEEP_FORUM)
def write_outcome(request: ScopedRequest, item_id: int) -> HttpResponse:
    """What came of an item: first of which kind (``?as=action``), then in words."""
    item = meeting_queries.agenda_item(request.scope, item_id)
    to = _agenda(item.meeting_id)
    kind = request.GET.get("as", item.outcome)
    if kind not in OUTCOME_FORMS:
        context = {"item": item, "kinds": KINDS, "to": to, "name": meeting_name(item.meeting)}
        return render(request, "workspace/forum/choose_outcome.html", context)
    written = {"words": item.outcome_words, "who": item.who, "due_on": item.due_on}
    form = OUTCOME_FORMS[kind](request.scope, item, request.POST or None, initial=written if item.outcome else {})
    page = Ask(
        title=item.title,
        lead=f"{KINDS[kind].name}. {KINDS[kind].sentence}",
        button="Keep this outcome",
        done="Kept.",
        to=to,
        back_words=meeting_name(item.meeting),
    )
    return ask(request, form, outcomes.write_outcome, page, item_id=item_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def finish_action(request: ScopedRequest, item_id: int) -> HttpResponse:
    """An action is done."""
    item = meeting_queries.agenda_item(request.scope, item_id)
    done = "Done. If the next meeting asks after it, it says so there."
    return press(request, outcomes.finish_action, done=done, to=_agenda(item.meeting_id), item_id=item_id)


def _agenda(meeting_id: int) -> str:
    return reverse("meeting", args=[meeting_id]) + "#agenda"
