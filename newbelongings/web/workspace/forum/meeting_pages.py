"""What a meeting's page shows, worked out before it is drawn: above all the one next thing."""

from dataclasses import dataclass
from typing import Final

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum import meeting_queries, queries
from newbelongings.domain.forum.meeting_queries import Invited, NotesHeard
from newbelongings.domain.forum.meeting_words import when
from newbelongings.domain.forum.models import AgendaItem, Meeting, MeetingInvitation, Member
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count
from newbelongings.web.workspace.content.pages import pounds

from .meeting_next import NextThing, next_thing


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which an item of the agenda can end."""

    name: str
    sentence: str


KINDS: Final = {
    AgendaItem.INFORMATION: Kind("Information", "The group knows something now. Nobody has to do anything."),
    AgendaItem.DECISION: Kind("A decision", "Something was decided about an issue. It stands with that issue."),
    AgendaItem.ACTION: Kind("An action", "Somebody does something. It comes back next time, until it is done."),
    AgendaItem.ISSUE: Kind(
        "An issue raised", "The council owes an answer from that day. It stands on your public page."
    ),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One line of what was given; ``pounds`` is empty where it cost nothing."""

    id: int
    kind: str
    people: Shown
    pounds: str
    words: str


@dataclass(frozen=True, slots=True)
class GivenYear:
    """What was given in one financial year: its name (2026 to 2027), and each kind with how often and how much."""

    begins: int
    name: str
    meetings: int
    pounds: str
    kinds: tuple[tuple[str, Shown, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything on one meeting's page. ``by_hand``, ``said`` and ``came`` are people: empty for all but the worker."""

    meeting: Meeting
    name: str
    when: str
    state: str
    to_come: bool
    held: bool
    open: bool
    agenda: tuple[AgendaItem, ...]
    invited: Invited
    by_hand: tuple[MeetingInvitation, ...]
    said: tuple[MeetingInvitation, ...]
    came: tuple[Member, ...]
    attended: Shown | None
    thanks: tuple[Given, ...]
    heard: NotesHeard
    notes_state: str
    next: NextThing
    sees_members: bool


def meeting_name(meeting: Meeting) -> str:
    """``Speak Up, 3 December 2026``."""
    return f"{meeting.forum.name}, {long_date(meeting.date)}"


def meeting_page(scope: Scope, meeting_id: int) -> MeetingPage:
    """One meeting, with as much of its people as the reader may see."""
    meeting = queries.meeting(scope, meeting_id)
    agenda = tuple(meeting_queries.agenda(scope, meeting_id))
    invited = meeting_queries.invited(scope, meeting)
    heard = meeting_queries.notes_heard(scope, meeting)
    sees = scope.may(Permission.KEEP_MEMBERS)
    people = meeting_queries.invitations(scope, meeting) if sees else []
    state = state_of(meeting)
    return MeetingPage(
        meeting=meeting,
        name=meeting_name(meeting),
        when=when(meeting),
        state=state,
        to_come=meeting.date >= today() and meeting.called_off_on is None and meeting.attended is None,
        held=meeting.date <= today() and meeting.called_off_on is None,
        open=meeting.called_off_on is None and meeting.attended is None,
        agenda=agenda,
        invited=invited,
        by_hand=tuple(one for one in people if one.told_on is None),
        said=tuple(one for one in people if one.answer),
        came=tuple(meeting_queries.who_came(scope, meeting)) if sees else (),
        attended=_attended(scope, meeting),
        thanks=_thanks(scope, meeting),
        heard=heard,
        notes_state=notes_state(meeting),
        next=next_thing(meeting, agenda, invited, heard),
        sees_members=sees,
    )


def given_years(scope: Scope) -> list[GivenYear]:
    """What the council gave to care leavers for coming, the newest year first."""
    return [
        GivenYear(
            begins=year.begins,
            name=f"{year.begins} to {year.begins + 1}",
            meetings=year.meetings,
            pounds=pounds(year.pence),
            kinds=tuple((kind, people, pounds(pence)) for kind, people, pence in year.kinds),
        )
        for year in meeting_queries.thanks_by_year(scope)
    ]


def _thanks(scope: Scope, meeting: Meeting) -> tuple[Given, ...]:
    lines = meeting_queries.thanks_lines(scope, meeting)
    return tuple(Given(one.id, one.kind, one.people, pounds(one.pence), one.words) for one in lines)


def _attended(scope: Scope, meeting: Meeting) -> Shown | None:
    limit = authorities.own_authority(scope).hide_up_to
    return None if meeting.attended is None else show_count(meeting.attended, limit=limit)


def notes_state(meeting: Meeting) -> str:
    """How far the notes of a meeting are, from the last step back to the first."""
    steps = (
        (meeting.notes_published_on, "Published"),
        (meeting.notes_checked_on, "Checked by the group"),
        (meeting.notes_shown_on, "With the group"),
    )
    return next((f"{words}, {long_date(on)}" for on, words in steps if on is not None), "Only you see them")


def state_of(meeting: Meeting) -> str:
    """Where a meeting stands, in a word or two."""
    if meeting.called_off_on is not None:
        return "Called off"
    if meeting.attended is not None:
        return "Written up"
    if meeting.date == today():
        return "Today"
    return "To come" if meeting.date > today() else "To write up"
