"""What a member does about a meeting: say whether they come, add to its agenda, check its notes, keep its day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import agendas, inviting, meeting_queries, noting
from newbelongings.domain.forum.meeting_words import when
from newbelongings.web.parts.meeting_file import meeting_file

from .door import Visit, behind_their_link
from .frame import frame
from .meeting import NotesVoiceForm, SuggestForm, sent


@behind_their_link
@require_POST
def answer_invitation(request: HttpRequest, visit: Visit, meeting_id: int) -> HttpResponse:
    """I'm coming, or I can't."""
    answer = request.POST.get("answer", "")
    inviting.answer_invitation(visit.scope, visit.member, meeting_id=meeting_id, answer=answer)
    return redirect(_home(visit) + "#meeting")


@behind_their_link
def suggest_agenda_item(request: HttpRequest, visit: Visit, meeting_id: int) -> HttpResponse:
    """Put something on the list of what the meeting talks about."""
    meeting = meeting_queries.meeting_of(visit.scope, visit.member, meeting_id)
    form = SuggestForm(request.POST if request.method == "POST" else None)
    if sent(request, form, visit, agendas.suggest_agenda_item, meeting_id=meeting_id):
        return redirect(_home(visit) + "#agenda")
    context = frame(visit) | {"form": form, "meeting": meeting, "when": when(meeting)}
    return render(request, "public/member/suggest_agenda_item.html", context)


@behind_their_link
def say_of_notes(request: HttpRequest, visit: Visit, meeting_id: int) -> HttpResponse:
    """Read the notes of a meeting, and say whether they are right."""
    meeting = meeting_queries.notes_for(visit.scope, visit.member, meeting_id)
    form = NotesVoiceForm(request.POST if request.method == "POST" else None)
    right = request.POST.get("say") == "right"
    if sent(request, form, visit, noting.say_of_notes, meeting_id=meeting_id, right=right):
        return redirect(_home(visit) + "#notes")
    return render(request, "public/member/say_of_notes.html", frame(visit) | {"form": form, "meeting": meeting})


@behind_their_link
def member_calendar(request: HttpRequest, visit: Visit, meeting_id: int) -> HttpResponse:
    """The meeting for their own calendar. Their link is not in it."""
    return meeting_file(meeting_queries.meeting_of(visit.scope, visit.member, meeting_id))


def _home(visit: Visit) -> str:
    return reverse("member_page", args=[visit.token])
