"""What a plan says beside its objectives and actions, in the shapes of the Guide's two examples (Appendix C)."""

from newbelongings.domain.plans import known_facts, queries, writing

from .place import Year, day
from .story import Story


def write_content(year: Year, told: Story) -> None:
    """All of it, by the same actions as the pages; nothing where no story is told."""
    scope = year.place.lead
    plan = queries.plan(scope, year.cycle.pk)
    if plan is None or not told:
        return
    objectives = {objective.position: objective.id for objective in plan.objectives}
    for part in writing.PARTS:
        row = queries.plan_row(scope, plan.id)
        writing.write_part(scope, plan_id=plan.id, version=row.version, part=part, words=told[part].strip())
    _facts(year, plan.id, told)
    for promise, said in told["promises"].items():
        writing.assess_promise(scope, plan_id=plan.id, promise=promise, version=0, **said)
    for resource in told["resources"]:
        _resource(year, plan.id, objectives, resource)
    for commitment, met in told["coverage"].items():
        by = {"words": met} if isinstance(met, str) else {"objective_ids": [objectives[n] for n in met]}
        writing.cover_commitment(scope, plan_id=plan.id, commitment=commitment, **by)
    for objective in told["objectives"]:
        _shape(year, objectives[objective["number"]], objective)


def _facts(year: Year, plan_id: int, told: Story) -> None:
    """The typed ones, and the first that the service knows by itself."""
    scope = year.place.lead
    for fact in known_facts.known_facts(scope, year.cycle.pk)[:4]:
        known_facts.draw_key_fact(scope, plan_id=plan_id, key=fact.key)
    for fact in told["facts"]:
        writing.add_key_fact(scope, plan_id=plan_id, words=fact["words"], source=fact["source"], as_of=day(fact["day"]))


def _resource(year: Year, plan_id: int, objectives: dict[int, int], resource: Story) -> None:
    pounds = resource.get("pounds")
    writing.add_resource(
        year.place.lead,
        plan_id=plan_id,
        kind=resource["kind"],
        words=resource["words"],
        pence=None if pounds is None else pounds * 100,
        objective_id=objectives[resource["objective"]],
        secured=resource.get("secured", False),
    )


def _shape(year: Year, objective_id: int, told: Story) -> None:
    scope = year.place.lead
    row = queries.objective(scope, objective_id)
    measured = {name: told[name] for name in ("measure", "baseline", "target")}
    writing.measure_objective(scope, objective_id=objective_id, version=row.version, **measured)
    places: dict[int, int | None] = {}
    for area in told["areas"]:
        made = writing.add_development_area(scope, objective_id=objective_id, title=area["title"])
        places |= {year.actions[key]: made.pk for key in area["actions"]}
    writing.arrange_actions(scope, objective_id=objective_id, places=places)
