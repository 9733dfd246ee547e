"""Questions about one meeting and its agenda: for those who keep the forum, and for its members by their links."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown, hide_row, show_count

from . import queries
from .finding import one_of
from .models import AgendaItem, Meeting, MeetingInvitation, Member, NotesVoice, Thanks

FINANCIAL_YEAR_BEGINS: Final = (4, 1)
_GONE = "This is not on the agenda any more. Go back to the meeting."


@dataclass(frozen=True, slots=True)
class Invited:
    """How many were asked to a meeting and what they said; small numbers hidden from who may not see the members."""

    asked: Shown
    coming: Shown
    cannot: Shown
    silent: Shown
    to_tell: Shown
    not_asked: Shown


@dataclass(frozen=True, slots=True)
class ThanksLine:
    """What was given at a meeting. ``people`` is hidden where small; ``pence`` is None where it cost nothing."""

    id: int
    kind: str
    people: Shown
    pence: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ThanksYear:
    """What a council gave in one financial year (1 April to 31 March), named by the year in which it begins."""

    begins: int
    meetings: int
    pence: int
    kinds: tuple[tuple[str, Shown, int], ...]
    """Each kind of thanks, how many times somebody had it, and pence in all."""


@dataclass(frozen=True, slots=True)
class NotesHeard:
    """What members said of the notes: how many found them right (hidden where small), and what is wrong."""

    right: Shown
    wrong: tuple[str, ...]


def agenda(scope: Scope, meeting_id: int) -> QuerySet[AgendaItem]:
    """A meeting's agenda in its order, with what each item asks after and what it is about."""
    return agenda_items(scope).filter(meeting=queries.meeting(scope, meeting_id))


def agenda_item(scope: Scope, item_id: int) -> AgendaItem:
    """One item of an agenda of one of the council's forums."""
    return one_of(agenda_items(scope), item_id, _GONE)


def agenda_items(scope: Scope) -> QuerySet[AgendaItem]:
    """Every item of the council's agendas."""
    scope.require(Permission.KEEP_FORUM)
    found = AgendaItem.objects.filter(meeting__forum__authority_id=scope.authority)
    return found.select_related("meeting__forum", "follows__meeting", "issue", "decision", "followed_by__meeting")


def invited(scope: Scope, meeting: Meeting) -> Invited:
    """How the invitations to a meeting stand."""
    queries.meeting(scope, meeting.pk)
    of_answer = dict(meeting.invitations.order_by().values_list("answer").annotate(Count("pk")))
    to_tell = meeting.invitations.filter(told_on=None).count()
    not_asked = meeting.forum.members.exclude(invitations__meeting=meeting).count()
    row = [of_answer.get(answer, 0) for answer in (MeetingInvitation.COMING, MeetingInvitation.CANNOT, "")]
    if scope.may(Permission.KEEP_MEMBERS):
        return Invited(sum(row), row[0], row[1], row[2], to_tell, not_asked)
    limit = authorities.own_authority(scope).hide_up_to
    asked = show_count(sum(row), limit=limit)
    coming, cannot, silent = [HIDDEN] * 3 if isinstance(asked, Hidden) else hide_row(row, limit=limit)
    return Invited(asked, coming, cannot, silent, show_count(to_tell, limit=limit), show_count(not_asked, limit=limit))


def invitations(scope: Scope, meeting: Meeting) -> list[MeetingInvitation]:
    """Who was asked to a meeting, how, and what they said; for those who may see the members."""
    scope.require(Permission.KEEP_MEMBERS)
    queries.meeting(scope, meeting.pk)
    return list(meeting.invitations.select_related("member").order_by("member__name"))


def may_be_noted(scope: Scope, meeting: Meeting) -> QuerySet[Member]:
    """The members who agreed that it is written down when they come."""
    scope.require(Permission.KEEP_MEMBERS)
    queries.meeting(scope, meeting.pk)
    return meeting.forum.members.filter(may_note_attendance=True)


def who_came(scope: Scope, meeting: Meeting) -> list[Member]:
    """Who came, of those who agreed that it is written down."""
    return list(may_be_noted(scope, meeting).filter(attendances__meeting=meeting))


def thanks_lines(scope: Scope, meeting: Meeting) -> list[ThanksLine]:
    """What was given to those who came."""
    scope.require(Permission.KEEP_FORUM)
    queries.meeting(scope, meeting.pk)
    limit = authorities.own_authority(scope).hide_up_to
    return [
        ThanksLine(one.pk, one.get_kind_display(), show_count(one.people, limit=limit), one.pence, one.words)
        for one in meeting.thanks.all()
    ]


def thanks_by_year(scope: Scope) -> list[ThanksYear]:
    """What the council gave to care leavers for coming, year by year, the newest first."""
    scope.require(Permission.KEEP_FORUM)
    limit = authorities.own_authority(scope).hide_up_to
    years: dict[int, list[Thanks]] = {}
    found = Thanks.objects.filter(meeting__forum__authority_id=scope.authority).select_related("meeting")
    for one in found:
        years.setdefault(_financial_year(one.meeting.date), []).append(one)
    return [_thanks_year(begins, years[begins], limit) for begins in sorted(years, reverse=True)]


def _financial_year(day: dt.date) -> int:
    return day.year if (day.month, day.day) >= FINANCIAL_YEAR_BEGINS else day.year - 1


def _thanks_year(begins: int, given: Iterable[Thanks], limit: int) -> ThanksYear:
    given = list(given)
    kinds = []
    for kind, name in Thanks.KINDS:
        own = [one for one in given if one.kind == kind]
        if own:
            people = show_count(sum(one.people for one in own), limit=limit)
            kinds.append((name, people, sum(one.pence or 0 for one in own)))
    meetings = len({one.meeting_id for one in given})
    return ThanksYear(begins, meetings, sum(one.pence or 0 for one in given), tuple(kinds))


def notes_heard(scope: Scope, meeting: Meeting) -> NotesHeard:
    """What members said of the notes, without who."""
    scope.require(Permission.KEEP_FORUM)
    queries.meeting(scope, meeting.pk)
    voices = list(meeting.notes_voices.order_by("?"))
    limit = authorities.own_authority(scope).hide_up_to
    right = show_count(sum(voice.right for voice in voices), limit=limit)
    return NotesHeard(right, tuple(voice.words for voice in voices if not voice.right))


def next_meeting_of(scope: Scope, member: Member) -> Meeting | None:
    """The next meeting of a member's forum, for that member; today's counts. None where no day is set."""
    scope.require(Permission.SPEAK_UP)
    found = Meeting.objects.filter(forum=member.forum_id, date__gte=today(), attended=None, called_off_on=None)
    return found.order_by("date").first()


def called_off_for(scope: Scope, member: Member) -> list[Meeting]:
    """Meetings of a member's forum that were called off and whose day has not passed."""
    scope.require(Permission.SPEAK_UP)
    found = Meeting.objects.filter(forum=member.forum_id, date__gte=today(), called_off_on__isnull=False)
    return list(found.order_by("date"))


def meeting_of(scope: Scope, member: Member, meeting_id: int) -> Meeting:
    """One meeting of a member's forum, for that member."""
    scope.require(Permission.SPEAK_UP)
    found = Meeting.objects.filter(forum=member.forum_id).select_related("forum")
    return one_of(found, meeting_id, "We cannot find this meeting. Go back to your page.")


def notes_for(scope: Scope, member: Member, meeting_id: int) -> Meeting:
    """One meeting whose notes this member may read: the group was shown them."""
    scope.require(Permission.SPEAK_UP)
    found = Meeting.objects.filter(forum=member.forum_id, notes_shown_on__isnull=False).select_related("forum")
    return one_of(found, meeting_id, "These notes are not here now. Go back to your page and look again later.")


def agenda_for(scope: Scope, meeting: Meeting) -> list[AgendaItem]:
    """What members see of an agenda: all but what is held until somebody has looked at it."""
    scope.require(Permission.SPEAK_UP)
    return list(AgendaItem.objects.filter(meeting=meeting, held=False).select_related("follows"))


def answer_of(scope: Scope, member: Member, meeting: Meeting) -> str:
    """What this member said about coming; nothing where they have not."""
    scope.require(Permission.SPEAK_UP)
    found = MeetingInvitation.objects.filter(meeting=meeting, member=member).first()
    return found.answer if found else ""


def notes_to_check(scope: Scope, member: Member) -> list[tuple[Meeting, NotesVoice | None]]:
    """Notes that wait for this member's eyes, the newest first, each with what the member said already."""
    scope.require(Permission.SPEAK_UP)
    shown = Meeting.objects.filter(forum=member.forum_id, notes_shown_on__isnull=False, notes_checked_on=None).order_by(
        "-date"
    )
    meetings = list(shown)
    said = {voice.meeting_id: voice for voice in NotesVoice.objects.filter(meeting__in=meetings, member=member)}
    return [(meeting, said.get(meeting.pk)) for meeting in meetings]
