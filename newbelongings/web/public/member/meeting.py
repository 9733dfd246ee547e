"""The sections about the next meeting and about notes that wait to be checked."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from newbelongings.domain.forum import agendas, meeting_queries, noting
from newbelongings.domain.forum.meeting_words import when
from newbelongings.domain.forum.models import MeetingInvitation
from newbelongings.domain.kernel.errors import Refused
from newbelongings.web.parts.forms import GivingForm
from newbelongings.web.parts.pace import within_pace

from .door import Visit
from .section import Section

HOUR = 3600
SENT_AN_HOUR = 20
TOO_FAST = "You have sent a lot in a short time. Wait an hour, then press the button again."


class SuggestForm(GivingForm):
    title = forms.CharField(
        label="What do you want to talk about?",
        help_text="A few words. Please name nobody.",
        max_length=120,
        error_messages={"required": "Say in a few words what to talk about."},
    )
    words = forms.CharField(
        label="More about it (if you want)",
        required=False,
        max_length=agendas.MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NotesVoiceForm(GivingForm):
    words = forms.CharField(
        label="What is wrong? (If something is)",
        help_text="Say what you remember. Please name nobody.",
        required=False,
        max_length=noting.MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def next_meeting(visit: Visit) -> Section:
    """When and where the forum meets next, what it will talk about, and whether this member comes."""
    meeting = meeting_queries.next_meeting_of(visit.scope, visit.member)
    shows: dict[str, Any] = {
        "meeting": meeting,
        "called_off": meeting_queries.called_off_for(visit.scope, visit.member),
    }
    if meeting is not None:
        answer = meeting_queries.answer_of(visit.scope, visit.member, meeting)
        shows |= {
            "when": when(meeting),
            "agenda": meeting_queries.agenda_for(visit.scope, meeting),
            "coming": answer == MeetingInvitation.COMING,
            "cannot": answer == MeetingInvitation.CANNOT,
            "form": SuggestForm(),
        }
    return Section("public/member/meeting.html", shows)


def notes_to_check(visit: Visit) -> Section | None:
    """Notes that the group is asked to look at; None where there are none."""
    waiting = meeting_queries.notes_to_check(visit.scope, visit.member)
    return Section("public/member/notes_to_check.html", {"waiting": waiting}) if waiting else None


def sent(request: HttpRequest, form: GivingForm, visit: Visit, act: Callable[..., object], **given: Any) -> bool:
    """Whether the form was sent and ``act`` took it for this member; otherwise the form says why not."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        if not within_pace(f"member-sent.{visit.member.pk}", at_most=SENT_AN_HOUR, seconds=HOUR):
            raise Refused(TOO_FAST)
        act(visit.scope, visit.member, **given, **form.given())
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
