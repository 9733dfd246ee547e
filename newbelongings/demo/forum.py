"""The forum of one year: meetings, issues in their own words, decisions."""

from newbelongings.domain.forum import actions, queries

from .place import Year, day
from .story import Story


def hold_forum(year: Year, told: Story) -> None:
    """Everything the story tells of the forum, kept by the participation worker."""
    scope = year.place.who("colleague")
    forum = queries.forums(scope).filter(name=told["forum"]).first() or actions.start_forum(scope, name=told["forum"])
    for meeting in told["meetings"]:
        held = actions.hold_meeting(
            scope,
            forum_id=forum.pk,
            date=day(meeting["day"]),
            place=meeting.get("place", ""),
            attended=meeting.get("attended"),
            notes=meeting.get("notes", ""),
        )
        year.meetings[meeting["key"]] = held.pk
    for issue in told["issues"]:
        _raise(year, issue)


def _raise(year: Year, issue: Story) -> None:
    scope = year.place.who("colleague")
    raised = actions.raise_issue(
        scope,
        title=issue["title"],
        words=issue["words"],
        area=issue["area"],
        meeting_id=year.meetings[issue["meeting"]],
        quotable=issue.get("quotable", False),
        looked=True,  # by whoever wrote the story down: "room 4" is no address
    )
    year.issues[issue["key"]] = raised.pk
    for decision in issue.get("decisions", ()):
        meeting = decision.get("meeting")
        actions.decide(
            scope,
            issue_id=raised.pk,
            body=decision["body"],
            words=decision["words"],
            meeting_id=year.meetings[meeting] if meeting else None,
            decided_on=None if meeting else day(decision["day"]),
        )
