"""What care leavers were told in one year: done, under way, no; one draft, one taken back."""

from newbelongings.domain.replies import actions

from .place import Year, chosen, day
from .story import Story


def tell_back(year: Year, told: Story) -> None:
    """Every reply of the story, written by the participation worker and published when it was ready."""
    for reply in told["replies"]:
        _write(year, reply)


def _write(year: Year, reply: Story) -> None:
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
    if "published" in reply:
        actions.publish_reply(
            scope,
            reply_id=written.pk,
            on=day(reply["published"]),
            unchecked_because=reply.get("unchecked", "The forum had not met since this was asked."),
        )
    if "withdrawn" in reply:
        actions.withdraw_reply(scope, reply_id=written.pk, because=reply["because"], on=day(reply["withdrawn"]))
