"""The section about the next meeting."""

from newbelongings.domain.forum import meeting_queries

from .door import Visit
from .section import Section


def next_meeting(visit: Visit) -> Section:
    """When and where the forum meets next; where no day is set, the section says so."""
    return Section(
        "public/member/meeting.html", {"meeting": meeting_queries.next_meeting_of(visit.scope, visit.member)}
    )
