"""Who came to a meeting, and what was given to them."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import actions, meeting_queries, meetings, queries
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import WriteUpForm
from .meeting_forms import AttendanceForm, ThanksForm
from .meeting_pages import meeting_name
from .pressing import press


@gate(Permission.KEEP_FORUM)
def write_up_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Close a meeting with how many came, once each thing on its agenda has an outcome."""
    found = queries.meeting(request.scope, meeting_id)
    page = Ask(
        title="Write it up",
        lead=f"{meeting_name(found)}. Afterwards its outcomes stay as they are.",
        button="Keep this",
        done="The meeting is written up.",
        to=reverse("meeting", args=[meeting_id]),
        back_words=meeting_name(found),
    )
    return ask(request, WriteUpForm(request.POST or None), actions.write_up_meeting, page, meeting_id=meeting_id)


@gate(Permission.KEEP_MEMBERS)
def note_attendance(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Who came, of those who agreed that it is written down."""
    found = queries.meeting(request.scope, meeting_id)
    page = Ask(
        title="Who came",
        lead="How many came is kept apart, and stays when somebody leaves the forum.",
        button="Keep this",
        done="Kept.",
        to=_came(meeting_id),
        back_words=meeting_name(found),
    )
    came = [one.pk for one in meeting_queries.who_came(request.scope, found)]
    form = AttendanceForm(request.scope, found, request.POST or None, initial={"members": came})
    return ask(request, form, meetings.note_attendance, page, meeting_id=meeting_id)


@gate(Permission.KEEP_FORUM)
def give_thanks(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """What was given to those who came."""
    found = queries.meeting(request.scope, meeting_id)
    page = Ask(
        title="What was given",
        lead="Payment, vouchers, travel, a meal: to how many, and what it cost. Nobody’s name.",
        button="Keep this",
        done="Kept. It counts in the year’s sum.",
        to=_came(meeting_id),
        back_words=meeting_name(found),
    )
    return ask(request, ThanksForm(request.POST or None), meetings.give_thanks, page, meeting_id=meeting_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def strike_thanks(request: ScopedRequest, thanks_id: int) -> HttpResponse:
    """Take out what was written down by mistake."""
    meeting_id = queries.thanks_given(request.scope, thanks_id).meeting_id
    return press(request, meetings.strike_thanks, done="Taken out.", to=_came(meeting_id), thanks_id=thanks_id)


def _came(meeting_id: int) -> str:
    return reverse("meeting", args=[meeting_id]) + "#came"
