"""Key facts about care leavers that the service already holds: offered to a plan, never typed again.

Numbers come hidden where they are small; a fact whose number is hidden is not offered, nor is one that grows while a
survey is open: two days subtracted would show what the few of between said.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import queries as themes

from . import queries, writing
from .models import KeyFact

THEMES_AT_MOST = 6
WORDS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact as it would stand in the plan. ``key`` finds it again when somebody takes it."""

    key: str
    words: str
    source: str
    as_of: dt.date


def known_facts(scope: Scope, cycle_id: int) -> list[KnownFact]:
    """Who there is, who answered, what most spoke of, and what most chose in each question of a closed survey."""
    scope.require(Permission.EDIT_PLAN)
    rounds = [row for row in surveys.rounds(scope) if row.cycle_id == cycle_id]
    closed = [row for row in rounds if row.closes < today()]
    facts = [fact for row in rounds for fact in _people(scope, row)]
    facts += _themes(scope, cycle_id)
    return facts + [fact for row in closed for fact in _answers(scope, row)]


def draw_key_fact(scope: Scope, *, plan_id: int, key: str) -> KeyFact:
    """Take one of them into the plan, as it stands now."""
    plan = queries.plan_row(scope, plan_id)
    for fact in known_facts(scope, plan.cycle_id):
        if fact.key == key:
            return writing.add_key_fact(scope, plan_id=plan_id, words=fact.words, source=fact.source, as_of=fact.as_of)
    raise NotFound("This figure is not there any more. Choose another, or type it with its source.")


def _people(scope: Scope, row: Round) -> Iterator[KnownFact]:
    found = surveys.round_summary(scope, row.pk)
    if found.population:
        words = f"{found.population:,} care leavers were there to ask"
        yield KnownFact(f"population-{row.pk}", words, f"The council’s own count, for “{row.title}”", row.opens)
    if row.closes < today() and isinstance(found.responses, int) and found.responses:
        of = f" of {found.population:,}" if found.population else ""
        words = f"{found.responses:,}{of} care leavers answered"
        yield KnownFact(f"responses-{row.pk}", words, f"“{row.title}”", row.closes)


def _themes(scope: Scope, cycle_id: int) -> Iterator[KnownFact]:
    table = themes.theme_table(scope, cycle_id=cycle_id)
    shown = [row for row in table.rows if isinstance(row.people, int) and row.people][:THEMES_AT_MOST]
    for row in shown:
        of = f" of {table.base:,}" if isinstance(table.base, int) else ""
        words = f"{row.people:,}{of} people spoke of: {row.name}"
        yield KnownFact(
            f"theme-{row.theme_id}", words[:WORDS_AT_MOST], "What people wrote in this year’s survey", today()
        )


def _answers(scope: Scope, row: Round) -> Iterator[KnownFact]:
    for name, table in surveys.closed_question_tables(scope, row.pk).items():
        shown = [(number, option) for option, number in table if isinstance(number, int) and number]
        if shown:
            number, option = max(shown)
            words = f"{number:,} people chose “{option}” for “{surveys.question_sheet(row, name).text}”"
            if len(words) <= WORDS_AT_MOST:
                yield KnownFact(f"answer-{row.pk}-{name}", words, f"“{row.title}”", row.closes)
