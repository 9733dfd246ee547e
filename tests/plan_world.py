"""A plan's whole content and two votes, for a world with something on every page. Returns the ids of what it made."""

import datetime as dt
from typing import Any

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import said, votes, writing


def write_the_rest(scope: Scope, plan_id: int, objective_id: int) -> dict[str | tuple[str, str], Any]:
    """Every kind of content that a plan has beside its objectives and actions."""
    writing.write_part(scope, plan_id=plan_id, version=1, part="governance", words="The board looks twice a year.")
    fact = writing.add_key_fact(
        scope,
        plan_id=plan_id,
        words="283 care leavers",
        source="The council's list",
        as_of=today() - dt.timedelta(days=60),
    )
    writing.assess_promise(scope, plan_id=plan_id, promise="CH6", version=0, well="Keys on the day", better="Notice")
    writing.cover_commitment(scope, plan_id=plan_id, commitment="PC10", objective_ids=[objective_id])
    writing.cover_commitment(scope, plan_id=plan_id, commitment="PC4", words="The forum's own plan does this.")
    paid = writing.add_resource(
        scope, plan_id=plan_id, kind="money", words="Vans", pence=120_050, objective_id=objective_id
    )
    area = writing.add_development_area(scope, objective_id=objective_id, title="Moves are agreed")
    return {
        "fact_id": fact.pk,
        "resource_id": paid.pk,
        "area_id": area.pk,
        "part": "definition",
        "promise": "CH1",
        "commitment": "PC1",
    }


def hold_votes(scope: Scope, cycle_id: int) -> dict[str | tuple[str, str], Any]:
    """One vote that is open, and one that was closed with a result to confirm."""
    offered = [one.key for one in said.most_said(scope, cycle_id)][:6]
    opened, closed = (
        votes.open_vote(scope, cycle_id=cycle_id, title="What should we work on?", dots=3, choices=offered)
        for _ in range(2)
    )
    hands = {choice.pk: n for n, choice in enumerate(closed.choices.all(), 2)}
    votes.count_hands(scope, vote_id=closed.pk, dots=hands)
    votes.close_vote(scope, vote_id=closed.pk)
    codes = {("cast_ballot", "code"): opened.code, ("ballot_cast", "code"): opened.code}
    return {"vote_id": opened.pk, ("confirm_vote", "vote_id"): closed.pk, **codes}
