"""What care leavers were told in one year: done, under way, no; one draft, one taken back."""

import datetime as dt

from newbelongings.domain.forum import queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.replies import actions, checking
from newbelongings.domain.replies.models import ForumCheck, Reply
from newbelongings.domain.replies.reacting import KINDS, react

from .place import Year, chosen, day
from .story import Story


def tell_back(year: Year, told: Story) -> None:
    """Every reply of the story, written by the participation worker, read by the forum if it met, and published."""
    for reply in told["replies"]:
        _write(year, reply, told["forum"])


def _write(year: Year, reply: Story, forum: str) -> None:
    scope = year.place.who("colleague")
    written = actions.write_reply(
        scope,
        cycle_id=year.cycle.pk,
        title=reply["title"],
        area=reply["area"],
        said=reply["said"],
        state=reply["state"],
        answer=reply["answer"],
        changed=reply.get("changed", ""),
        promised_by=day(reply["promised"]) if "promised" in reply else None,
        promised_who=reply.get("who", ""),
        theme_ids=chosen(year.themes, reply["themes"]),
        issue_ids=chosen(year.issues, reply.get("issues", [])),
        action_ids=chosen(year.actions, reply.get("actions", [])),
        milestone_ids=chosen(year.milestones, reply.get("milestones", [])),
        written_on=day(reply["written"]),
    )
    if "checked" in reply:
        _check(year, written, reply["checked"], forum)
    if "published" in reply:
        actions.publish_reply(
            scope,
            reply_id=written.pk,
            on=day(reply["published"]),
            unchecked_because="" if "checked" in reply else "The forum had not met since this was written.",
        )
        _react(year, written, reply)
    if "withdrawn" in reply:
        actions.withdraw_reply(scope, reply_id=written.pk, because=reply["because"], on=day(reply["withdrawn"]))


def _check(year: Year, written: Reply, told: Story, forum: str) -> None:
    """What a meeting said of a draft; or, where no meeting is told, that it waits for what each member says."""
    scope = year.place.who("colleague")
    forum_id = queries.forums(scope).get(name=forum).pk
    check = checking.ask_forum(scope, reply_id=written.pk, forum_id=forum_id, on=written.written_on)
    if "meeting" in told:
        checking.record_meeting_check(
            scope,
            check_id=check.pk,
            meeting_id=year.meetings[told["meeting"]],
            people=told["people"],
            outcome=ForumCheck.AGREED,
            words=told["words"],
        )


def _react(year: Year, written: Reply, reply: Story) -> None:
    """Presses on the public page, spread over the weeks since."""
    authority, published = year.place.authority.pk, day(reply["published"])
    for kind, times in zip(KINDS, reply.get("pressed", ()), strict=False):
        for number in range(times):
            on = min(published + dt.timedelta(days=7 * (number % 3)), today())
            react(public_scope(authority), authority_id=authority, reply_id=written.pk, kind=kind, on=on)
