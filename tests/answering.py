"""What replies answer, built by calling actions: a survey with themes that many people spoke of, and a plan."""

import datetime as dt
from typing import Any

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.plans.models import Action
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes.models import Theme
from tests.world import World


def days_ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def themes_of(world: World, people: dict[str, int], *, base: int) -> dict[str, Theme]:
    """One theme a name, each spoken of by so many of ``base`` people, no person of two themes."""
    scope = world.as_alice
    instrument = surveys.install_shipped_instruments(world.as_system())[0]
    name = next(q.name for q in survey_queries.instrument_questions(instrument.pk) if q.kind == "three_things")
    round_ = surveys.open_round(
        scope,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="spring",
        title="Spring survey",
        opens=days_ago(90),
        closes=days_ago(30),
    )
    said = [ImportedResponse([GivenAnswer(name, text=f"answer {n}")]) for n in range(base)]
    surveys.import_responses(scope, round_id=round_.pk, responses=said)
    answers = iter(survey_queries.open_answers(scope, round_id=round_.pk))
    made = {name: themes.add_theme(scope, cycle_id=world.cycle.pk, area="A6", name=name) for name in people}
    themes.code_answers(
        scope, codings={next(answers).pk: [made[name].pk] for name, count in people.items() for _ in range(count)}
    )
    return made


def issue_of(scope: Scope, title: str = "Letters that scare people", **more: Any) -> Issue:
    given = {"words": "The letter said court.", "area": "A7", "raised_on": days_ago(61)} | more
    return forum.raise_issue(scope, title=title, **given)


def action_of(world: World, *, priority_id: int | None = None) -> Action:
    scope = world.as_alice
    plan = plans.write_plan(scope, cycle_id=world.cycle.pk, aim="Better homes", lead="Head of service")
    objective = plans.set_objective(
        scope,
        plan_id=plan.pk,
        title="A guarantor for all",
        success="Nobody loses a flat for want of a signature",
        area="A6",
        priority_ids=[priority_id] if priority_id else [],
    )
    return plans.add_action(
        scope,
        objective_id=objective.pk,
        title="Sign as guarantor until 25",
        lead="Housing",
        starts=days_ago(60),
        ends=days_ago(5),
    )


UNREAD = "No forum has met since this was asked."
WORDS: dict[str, Any] = {
    "title": "Someone to sign for your first flat",
    "area": "A6",
    "said": "“I had no mum or dad to sign.”",
    "state": "did",
    "answer": "The council signs for you until you are 25.",
    "changed": "11 people have a flat this way.",
}


def draft_of(world: World, **more: Any) -> Reply:
    return replies.write_reply(world.as_alice, cycle_id=world.cycle.pk, **(WORDS | more))


def publish(world: World, *, on: dt.date | None = None, **more: Any) -> Reply:
    """A published reply that no forum read; to an issue of its own where nothing else is joined."""
    if not {"issue_ids", "theme_ids"} & more.keys():
        more["issue_ids"] = [issue_of(world.as_alice).pk]
    reply = draft_of(world, **more)
    return replies.publish_reply(world.as_alice, reply_id=reply.pk, on=on, unchecked_because=UNREAD)
