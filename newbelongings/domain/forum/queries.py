"""Questions about the forum. A forum, meeting or issue of another council is not found."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count

from .finding import one_of
from .models import Forum, Issue, Meeting, Member, Thanks


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as lists show it. ``attended`` is None where nobody wrote it down, and hidden where small."""

    id: int
    forum: str
    date: dt.date
    place: str
    attended: Shown | None
    notes: str
    to_come: bool
    called_off: bool


@dataclass(frozen=True, slots=True)
class PublishedNotes:
    """The notes of one meeting as anybody may read them: plain words, checked with the group."""

    forum: str
    date: dt.date
    notes: str


def forums(scope: Scope) -> QuerySet[Forum]:
    """The council's forums by name."""
    _require_reader(scope)
    return Forum.objects.filter(authority_id=scope.authority).order_by("name")


def forum(scope: Scope, forum_id: int) -> Forum:
    """One forum of the council."""
    return one_of(forums(scope), forum_id, "There is no such forum in your list. Choose one from the forum page.")


def meetings(scope: Scope) -> QuerySet[Meeting]:
    """The meetings of all the council's forums, newest first."""
    _require_reader(scope)
    return Meeting.objects.filter(forum__authority_id=scope.authority).select_related("forum")


def meeting_lines(scope: Scope) -> list[MeetingLine]:
    """The meetings, newest first, with small attendances hidden. Notes only for those who keep the forum."""
    limit = authorities.own_authority(scope).hide_up_to
    keeps, now = scope.may(Permission.KEEP_FORUM), today()
    return [
        MeetingLine(
            id=meeting.pk,
            forum=meeting.forum.name,
            date=meeting.date,
            place=meeting.place,
            attended=None if meeting.attended is None else show_count(meeting.attended, limit=limit),
            notes=meeting.notes if keeps else "",
            to_come=meeting.date > now,
            called_off=meeting.called_off_on is not None,
        )
        for meeting in meetings(scope)
    ]


def meeting(scope: Scope, meeting_id: int) -> Meeting:
    """One meeting of one of the council's forums."""
    return one_of(meetings(scope), meeting_id, "There is no such meeting in your list. Choose one from the forum page.")


def published_notes(scope: Scope, authority_id: int, *, most: int = 12) -> list[PublishedNotes]:
    """The notes that a council's forums have checked and published, the newest meeting first."""
    scope.require(Permission.SPEAK_UP)
    found = Meeting.objects.filter(forum__authority_id=authority_id, notes_published_on__isnull=False)
    newest = found.select_related("forum").order_by("-date", "-pk")[:most]
    return [PublishedNotes(one.forum.name, one.date, one.notes) for one in newest]


def thanks_given(scope: Scope, thanks_id: int) -> Thanks:
    """One line of what was given at a meeting of the council."""
    scope.require(Permission.KEEP_FORUM)
    found = Thanks.objects.filter(meeting__forum__authority_id=scope.authority).select_related("meeting")
    return one_of(found, thanks_id, "This is not in the list any more. Load the page again.")


def issues(scope: Scope) -> QuerySet[Issue]:
    """What was raised, newest first, with its meeting and its decisions."""
    _require_reader(scope)
    return _raised(scope.authority)


def _raised(authority_id: int) -> QuerySet[Issue]:
    return (
        Issue.objects.filter(authority_id=authority_id)
        .select_related("meeting__forum")
        .prefetch_related("decisions__meeting__forum")
    )


def issues_on_their_way(scope: Scope) -> QuerySet[Issue]:
    """The same, with everything that ``stops`` tells of: also who had each."""
    return issues(scope).prefetch_related("handovers")


def issues_for_members(scope: Scope, member: Member) -> QuerySet[Issue]:
    """The same for a member by their link: everything that was raised with their council, by whatever way."""
    scope.require(Permission.SPEAK_UP)
    return _raised(member.forum.authority_id).prefetch_related("handovers")


def issue_for_members(scope: Scope, member: Member, issue_id: int) -> Issue:
    """One of those."""
    return one_of(issues_for_members(scope, member), issue_id, "There is no such issue. Go back to your page.")


def issue(scope: Scope, issue_id: int) -> Issue:
    """One issue, with its meeting and its decisions."""
    return one_of(issues(scope), issue_id, "There is no such issue in your list. Choose one from the forum page.")


def issues_by_ids(scope: Scope, ids: Iterable[int]) -> list[Issue]:
    """These issues; raises ``NotFound`` if any of them is not the council's."""
    wanted = set(ids)
    _require_reader(scope)
    found = list(Issue.objects.filter(authority_id=scope.authority, pk__in=wanted))
    if len(found) != len(wanted):
        raise NotFound("One of the issues is not in your list any more. Choose again.")
    return found


def _require_reader(scope: Scope) -> None:
    """Those who keep the forum, and those who read the thread: its issues are where the thread begins."""
    if not scope.may(Permission.READ_THREAD):
        scope.require(Permission.KEEP_FORUM)
