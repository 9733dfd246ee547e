"""The plan before others: submitted, commented on, answered, agreed. Invented, like everything here."""

from newbelongings.domain.plans import comments, queries, versions

from .place import Year, day
from .story import Story


def review_plan(year: Year, told: Story) -> None:
    """A submitted version, what was said of it, and the version that the board agreed."""
    lead = year.place.lead
    plan = queries.plan_of(lead, year.cycle.pk)
    if plan is None:
        return
    versions.submit_plan(lead, plan_id=plan.pk)
    for said in told["comments"]:
        comment = comments.comment_on_plan(
            year.place.who(said["by"]),
            plan_id=plan.pk,
            thing="action",
            thing_id=year.actions[said["about"]],
            words=said["words"],
        )
        if answer := said.get("answer"):
            comments.answer_comment(lead, comment_id=comment.pk, answer=answer)
    versions.agree_plan(lead, plan_id=plan.pk, agreed_on=day(told["agreed"]))
