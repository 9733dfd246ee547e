"""One meeting: set, moved, called off, and who is asked to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import inviting, queries
from newbelongings.domain.forum import meetings as actions
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.meeting_file import meeting_file
from newbelongings.web.public.member.door import member_address

from .meeting_forms import ArrangeForm, PlanMeetingForm
from .meeting_pages import given_years, meeting_name, meeting_page
from .pressing import press


@gate(Permission.KEEP_FORUM)
def meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Everything about one meeting, and the next thing to do for it."""
    return render(request, "workspace/forum/meeting.html", {"page": meeting_page(request.scope, meeting_id)})


@gate(Permission.KEEP_FORUM)
def plan_meeting(request: ScopedRequest) -> HttpResponse:
    """Set the day of a meeting that is to come."""
    if not queries.forums(request.scope).exists():
        return redirect("start_forum")
    form = PlanMeetingForm(request.scope, request.POST or None, initial={"way": "in_person"})
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_meeting(request.scope, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The day is set. Nobody has been told yet.")
            return redirect("meeting", planned.pk)
    page = Ask(
        title="Plan a meeting",
        lead="When, where and how. What the last meeting left to do is on its agenda by itself. About 2 minutes.",
        button="Set this day",
        done="",
        to=reverse("forum"),
        back_words="The forum",
    )
    return render(request, "parts/form_page.html", {"form": form, "page": page})


@gate(Permission.KEEP_FORUM)
def move_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Another day, time, place or way; those who were asked are told."""
    found = queries.meeting(request.scope, meeting_id)
    kept = ("date", "starts_at", "ends_at", "way", "place", "joining")
    form = ArrangeForm(request.POST or None, initial={name: getattr(found, name) for name in kept})
    page = Ask(
        title="Change when or where",
        lead="Everybody who was invited gets a message. With another day or time they are asked again if they come.",
        button="Change it and tell them",
        done="Changed. Those who were invited are told; look below for those to tell by hand.",
        to=reverse("meeting", args=[meeting_id]),
        back_words=meeting_name(found),
    )
    return ask(request, form, actions.move_meeting, page, meeting_id=meeting_id, address=member_address())


@gate(Permission.KEEP_FORUM)
def call_off_meeting(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Ask once whether it is called off, since everybody is told at once."""
    to = reverse("meeting", args=[meeting_id])
    if request.method == "POST":
        done = "Called off. Those who were invited are told; look below for those to tell by hand."
        return press(
            request, actions.call_off_meeting, done=done, to=to, meeting_id=meeting_id, address=member_address()
        )
    found = queries.meeting(request.scope, meeting_id)
    return render(request, "workspace/forum/call_off_meeting.html", {"name": meeting_name(found), "to": to})


@gate(Permission.KEEP_FORUM)
@require_POST
def invite_members(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Ask everybody of the forum who was not asked yet."""
    done = "Invited. Messages go out between 8 in the morning and 8 in the evening."
    to = reverse("meeting", args=[meeting_id]) + "#invited"
    return press(request, inviting.invite_members, done=done, to=to, meeting_id=meeting_id, address=member_address())


@gate(Permission.KEEP_MEMBERS)
@require_POST
def tell_member(request: ScopedRequest, invitation_id: int) -> HttpResponse:
    """Tick off somebody who was told by hand."""
    told = inviting.tell_member(request.scope, invitation_id=invitation_id)
    return redirect(reverse("meeting", args=[told.meeting_id]) + "#invited")


@gate(Permission.KEEP_FORUM)
def meeting_calendar(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """The meeting for one's own calendar."""
    return meeting_file(queries.meeting(request.scope, meeting_id))


@gate(Permission.KEEP_FORUM)
def thanks(request: ScopedRequest) -> HttpResponse:
    """What was given to care leavers for coming, year by year."""
    return render(request, "workspace/forum/thanks.html", {"years": given_years(request.scope)})
