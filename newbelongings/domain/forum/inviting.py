"""Asking members to a meeting by the channel that they prefer, and hearing whether they come.

Whom no message reaches is for the participation worker to tell, who ticks them off. Each message carries a link of the
member's own; ``address`` is always that of a member's page with ``{token}`` in it.
"""

from collections.abc import Callable, Iterable

from django.db import transaction

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import meeting_words, queries
from .letters import reached_by_message, write_to_member
from .links import new_link
from .models import Meeting, MeetingInvitation, Member

Words = Callable[[Meeting, str, str], tuple[str, str]]


@transaction.atomic
def invite_members(scope: Scope, *, meeting_id: int, address: str) -> int:
    """Ask every member of the forum who was not asked yet; returns how many that were.

    Pressed again, it asks those who have joined since.
    """
    scope.require(Permission.KEEP_FORUM)
    queries.meeting(scope, meeting_id)
    meeting = Meeting.objects.select_for_update().select_related("forum").get(pk=meeting_id)
    _must_be_ahead(meeting)
    asked = list(meeting.forum.members.exclude(invitations__meeting=meeting))
    new = [MeetingInvitation(meeting=meeting, member=one, channel=one.channel, invited_on=today()) for one in asked]
    _tell(scope, new, meeting_words.invitation, address)
    MeetingInvitation.objects.bulk_create(new)
    audit.note(scope, "invited_members", meeting)
    return len(new)


def tell_of_change(scope: Scope, meeting: Meeting, *, address: str) -> None:
    """Tell everybody who was invited that a meeting was moved or called off. Messages that have not gone out yet go
    back; those whom no message reaches are to be told by hand once more. Within the caller's transaction."""
    invitations = list(meeting.invitations.select_related("member"))
    outbox.withdraw(scope, [one.message_key for one in invitations if one.message_key])
    words = meeting_words.called_off if meeting.called_off_on else meeting_words.moved
    _tell(scope, invitations, words, address)
    MeetingInvitation.objects.bulk_update(invitations, ["message_key", "told_on"])


@transaction.atomic
def tell_member(scope: Scope, *, invitation_id: int) -> MeetingInvitation:
    """Tick off a member whom somebody has told in person or by phone."""
    scope.require(Permission.KEEP_MEMBERS)
    found = MeetingInvitation.objects.filter(meeting__forum__authority_id=scope.authority, pk=invitation_id).first()
    if found is None:
        raise NotFound("This member is not on the list any more. Load the page again.")
    if found.told_on is None:
        found.told_on = today()
        found.save(update_fields=["told_on"])
        audit.note(scope, "told_member", found.meeting)
    return found


@transaction.atomic
def answer_invitation(scope: Scope, member: Member, *, meeting_id: int, answer: str) -> MeetingInvitation:
    """A member says whether they come; said again, the last word stands. Nobody needs to have asked them first."""
    scope.require(Permission.SPEAK_UP)
    meeting = Meeting.objects.filter(forum=member.forum_id, pk=meeting_id).first()
    if meeting is None:
        raise NotFound("We cannot find this meeting. Go back to your page.")
    _must_be_ahead(meeting)
    if answer not in dict(MeetingInvitation.ANSWERS):
        raise Refused("Choose if you are coming or not.", field="answer")
    found, _ = meeting.invitations.get_or_create(
        member=member, defaults={"channel": member.channel, "invited_on": today(), "told_on": today()}
    )
    found.answer = answer
    found.save(update_fields=["answer"])
    audit.note(scope, "answered_invitation", meeting)
    return found


def _tell(scope: Scope, invitations: Iterable[MeetingInvitation], say: Words, address: str) -> None:
    for one in invitations:
        meeting, member = one.meeting, one.member
        occasion = f"meeting-{meeting.pk}-{meeting.version}"
        one.message_key = write_with_link(scope, member, meeting, say, occasion=occasion, address=address)
        one.told_on = today() if one.message_key else None


def write_with_link(scope: Scope, member: Member, meeting: Meeting, say: Words, *, occasion: str, address: str) -> str:
    """Write to a member about a meeting, with a new link of their own; returns the message's key, or nothing where a
    person must tell them."""
    if not reached_by_message(member):
        return ""
    subject, words = say(meeting, member.name, address.format(token=new_link(member)))
    return write_to_member(scope, member, occasion=occasion, subject=subject, words=words)


def _must_be_ahead(meeting: Meeting) -> None:
    if meeting.called_off_on is not None:
        raise Refused("This meeting is called off.")
    if meeting.date < today():
        raise Refused("This meeting is over.")
