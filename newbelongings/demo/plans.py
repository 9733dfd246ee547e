"""The plan of one year: priorities with their reasons, objectives, actions, milestones, and how each was going."""

from newbelongings.domain.plans import actions, edits
from newbelongings.domain.plans.models import Action

from .place import Year, chosen, day
from .story import Story


def choose_priorities(year: Year, told: Story) -> None:
    """What care leavers and the council chose to work on, in their order."""
    for priority in told["priorities"]:
        made = actions.choose_priority(
            year.place.lead,
            cycle_id=year.cycle.pk,
            title=priority["title"],
            area=priority["area"],
            chosen_by=priority["chosen_by"],
            chosen_on=day(priority["day"]),
            theme_ids=chosen(year.themes, priority["themes"]),
            issue_ids=chosen(year.issues, priority.get("issues", [])),
        )
        year.priorities[priority["key"]] = made.pk


def write_plan(year: Year, told: Story) -> None:
    """The plan with all that has been said about it since."""
    plan = actions.write_plan(
        year.place.lead, cycle_id=year.cycle.pk, aim=told["aim"], lead=told["lead"], agreed_on=day(told["agreed"])
    )
    for objective in told["objectives"]:
        made = actions.set_objective(
            year.place.lead,
            plan_id=plan.pk,
            title=objective["title"],
            success=objective["success"],
            area=objective["area"],
            priority_ids=chosen(year.priorities, objective.get("priorities", [])),
        )
        for action in objective.get("actions", ()):
            _add_action(year, action, made.pk)
        for milestone in objective.get("milestones", ()):
            _add_milestone(year, milestone, plan.pk, made.pk)
    for milestone in told.get("milestones", ()):
        _add_milestone(year, milestone, plan.pk, None)


def _add_action(year: Year, action: Story, objective_id: int) -> None:
    owner = year.place.people.get(action.get("owner", ""))
    made = actions.add_action(
        year.place.lead,
        objective_id=objective_id,
        title=action["title"],
        lead=action["lead"],
        starts=day(action["starts"]),
        ends=day(action["ends"]),
        owner_id=owner.actor_id if owner else None,
        lead_email=action.get("email", ""),
    )
    year.actions[action["key"]] = made.pk
    if "moved_to" in action:
        _plan_anew(year, action, made)
    for update in action.get("updates", ()):
        actions.add_update(
            owner or year.place.lead,
            rag=update["rag"],
            words=update["words"],
            action_id=made.pk,
            made_on=day(update["day"]),
        )


def _plan_anew(year: Year, action: Story, made: Action) -> None:
    """An end that was agreed and then moved, with the reason and with what it has to wait for."""
    edits.edit_action(
        year.place.lead,
        action_id=made.pk,
        version=made.version,
        title=made.title,
        lead=made.lead,
        starts=made.starts,
        ends=day(action["moved_to"]),
        owner_id=made.owner_id,
        waits_for_ids=chosen(year.actions, action.get("waits_for", [])),
        why=action["moved_because"],
    )


def _add_milestone(year: Year, milestone: Story, plan_id: int, objective_id: int | None) -> None:
    made = actions.add_milestone(
        year.place.lead, plan_id=plan_id, title=milestone["title"], due=day(milestone["due"]), objective_id=objective_id
    )
    year.milestones[milestone["key"]] = made.pk
    for update in milestone.get("updates", ()):
        actions.add_update(
            year.place.lead,
            rag=update["rag"],
            words=update["words"],
            milestone_id=made.pk,
            made_on=day(update["day"]),
        )
