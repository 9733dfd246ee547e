"""Two colleagues read the same answers and settle what they differ on; what no theme fits is grouped."""

from random import Random

from newbelongings.domain.themes import together, together_actions
from newbelongings.domain.themes.finding import find_emerging

from .making_sense import manner, meant
from .place import SHOWN_FIRST, Year

SAMPLE, SEED = 40, 1958
DIFFER = 0.15  # how often the second reader sees one thing less, or another


def show(year: Year, read_by_two: int, grouped: int) -> None:
    """Rounds by their ids; at one council only, since it takes a second or two."""
    if year.place.name == SHOWN_FIRST:
        read_together(year, read_by_two)
        group_strays(year, grouped)


def read_together(year: Year, round_id: int) -> None:
    """A sample that two have read, each alone, and settled to the last."""
    first, second = year.place.lead, year.place.who("colleague")
    people = {"first_id": first.actor_id, "second_id": second.actor_id}
    if None in people.values() or first.actor_id == second.actor_id:
        return
    sample = together_actions.make_shared_sample(first, round_id=round_id, size=SAMPLE, seed=SEED, **people)
    chance = Random(SEED)
    others = sorted(year.themes.values())
    for shared in sample.shared.select_related("answer__question"):
        said = meant(year, shared.answer)
        spoken = manner(shared.answer, chance)
        seen = said[:-1] or [chance.choice(others)] if chance.random() < DIFFER else said
        for scope, themes in ((first, said), (second, seen)):
            together_actions.judge_shared_answer(
                scope, sample_id=sample.pk, place=shared.place, theme_ids=themes, sentiment=spoken
            )
    together_actions.take_over_agreed(first, sample_id=sample.pk)
    for both in together.compare(first, together.shared_sample(first, sample.pk)).differences:
        together_actions.settle_difference(
            second,
            sample_id=sample.pk,
            place=both.shared.place,
            theme_ids=sorted(both.said[0]),
            sentiment=both.sentiments[0],
        )


def group_strays(year: Year, round_id: int) -> None:
    """One group of answers that no theme fits waits to be looked at."""
    find_emerging(year.place.system, round_id=round_id)
