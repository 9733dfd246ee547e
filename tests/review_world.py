"""A plan before others, for the full world: a version, comments, and a plan that another council shares."""

from typing import Any

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.plans import actions, comments, queries, versions
from tests.world import World


def review_plan(world: World) -> dict[str | tuple[str, str], Any]:
    """Ravensmere's plan submitted and commented on. Wexcombe, of its cluster but not of Aldersea's, shares its plan."""
    plan = queries.plan_of(world.as_alice, world.cycle.pk)
    version = versions.submit_plan(world.as_alice, plan_id=plan.pk)
    friend = world.scope(world.people[Role.CRITICAL_FRIEND])
    hostile = "<script>alert(1)</script> Who checks it?"
    said = [
        comments.comment_on_plan(friend, plan_id=plan.pk, thing="plan", thing_id=plan.pk, words=words)
        for words in (hostile, "What lasts?")
    ]
    comments.answer_comment(world.as_bob, comment_id=said[1].pk, answer="The rule stays.")
    there = _shared(world)
    doors = {(name, "plan_id"): there for name in ("shared_plan", "comment_on_shared_plan")}
    return {"version_id": version.pk, "comment_id": said[0].pk, **doors}


def _shared(world: World) -> int:
    system = system_scope()
    wexcombe = authorities.add_authority(system, code="903", name="Wexcombe", region="Invented region", imagined=True)
    authorities.form_cluster(system, name="Invented cluster", authorities=[world.ravensmere, wexcombe])
    there = system.at(wexcombe.pk)
    cycle = authorities.start_cycle(there, starts=world.cycle.starts, ends=world.cycle.ends)
    plan = actions.write_plan(there, cycle_id=cycle.pk, aim="Nobody waits for a home", lead="Head of service")
    objective = actions.set_objective(there, plan_id=plan.pk, title="Homes", success="No queue", area="A6")
    actions.add_action(
        there, objective_id=objective.pk, title="Ask", lead="Tom", starts=world.cycle.starts, ends=world.cycle.ends
    )
    actions.add_milestone(there, plan_id=plan.pk, title="Ten homes", due=world.cycle.ends)
    versions.submit_plan(there, plan_id=plan.pk)
    versions.share_plan(there, plan_id=plan.pk)
    return plan.pk
