"""Building the region, step by step, so that the command can show how far it has come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from newbelongings.domain.evidence import actions as evidence
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions as surveys

from . import (
    commitments,
    contacts,
    councils,
    forum,
    help_now,
    making_sense,
    meetings,
    members,
    paths,
    plan_content,
    plans,
    pledge,
    public_forum,
    replies,
    reviewing,
    rounds,
    suggesting,
    two_readers,
)
from .place import SHOWN_FIRST, Place, Year
from .story import Story, content_story, part_of_story, region, story


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the work, with the words that the progress bar shows meanwhile."""

    words: str
    run: Callable[[], object]


def build_region(*, scale: float = 1.0, progress: Callable[[list[Step]], Iterator[Step]] = iter) -> list[Place]:
    """Build all of it in the caller's transaction; ``scale`` shrinks how many people answer.

    The same day and the same scale give the same region, except for the random numbers that hide who said what.
    """
    facts = region()
    places = [councils.found_council(council, facts["region"]) for council in facts["councils"]]
    steps = [Step("Questionnaires", lambda: surveys.install_shipped_instruments(system_scope()))]
    for place, council in zip(places, facts["councils"], strict=True):
        steps += _council_steps(place, council, scale)
    steps.append(Step("Programme and cluster", lambda: councils.join_up(places, facts)))
    for step in progress(steps):
        step.run()
    return places


def _council_steps(place: Place, council: Story, scale: float) -> list[Step]:
    name = place.name
    people = [
        Step(f"{name}: {person['name']}", partial(councils.bring_person, place, person)) for person in council["people"]
    ]
    this_year = Year(place, this_year=True)
    return [
        *people,
        Step(f"{name}: two years", lambda: councils.start_years(place)),
        *_last_year(Year(place, this_year=False), name, scale),
        *_this_year(this_year, name, scale),
        *_partners(this_year, name),
    ]


def _partners(year: Year, name: str) -> list[Step]:
    """One council has a full set; at the others the pages show how they begin."""
    if name != SHOWN_FIRST:
        return []
    return [
        Step(f"{name}: promises and partners", lambda: commitments.promise(year)),
        Step(f"{name}: the pledge", lambda: pledge.pledge(year)),
        Step(f"{name}: posts and pictures", lambda: pledge.share(year)),
    ]


def _last_year(year: Year, name: str, scale: float) -> list[Step]:
    told = story(name, this_year=False)
    return [
        Step(f"{name}: last year's survey", lambda: _ask_last_year(year, scale)),
        Step(f"{name}: last year's plan", lambda: _act(year, told)),
        Step(f"{name}: last year's pack", lambda: evidence.make_pack(year.place.lead, cycle_id=year.cycle.pk)),
    ]


def _this_year(year: Year, name: str, scale: float) -> list[Step]:
    told = story(name, this_year=True)
    made: dict[str, int] = {}

    def ask() -> None:
        made["main"] = rounds.ask_this_year(year, scale).pk

    def ask_again() -> None:
        made["now"] = rounds.ask_now(year, scale).pk
        if name == SHOWN_FIRST:
            contacts.list_contacts(year, made["now"])

    def keep_codebook() -> None:
        making_sense.keep_codebook(year)
        if name == SHOWN_FIRST:
            making_sense.merge_twins(year)

    def read() -> None:
        making_sense.code_round(year, made["main"], of_ten=making_sense.READ_OF_TEN)
        making_sense.clear_quotations(year, told)

    def look_at_concerns() -> None:
        help_now.read_concerns(year.place)
        if name == SHOWN_FIRST:
            help_now.raise_two(year.place)

    def suggest() -> None:
        """All of it takes the model a minute, so at the other councils only what was said lately."""
        suggesting.suggest(year, made.values() if name == SHOWN_FIRST else [made["now"]])

    return [
        Step(f"{name}: codebook", keep_codebook),
        Step(f"{name}: this year's survey", ask),
        Step(f"{name}: the survey that is open now", ask_again),
        Step(f"{name}: concerns", look_at_concerns),
        Step(f"{name}: suggestions", suggest),
        Step(f"{name}: reading", read),
        Step(f"{name}: two readers", lambda: two_readers.show(year, made["main"], made["now"])),
        Step(f"{name}: forum, plan and replies", lambda: _act(year, told)),
        Step(
            f"{name}: what became of what was raised",
            partial(paths.walk_issues, year, part_of_story(name, "path"), told["forum"]),
        ),
        Step(f"{name}: what else the plan says", lambda: plan_content.write_content(year, content_story(name))),
    ]


def _ask_last_year(year: Year, scale: float) -> None:
    making_sense.keep_codebook(year)
    making_sense.code_round(year, rounds.ask_last_year(year, scale).pk)


def _act(year: Year, told: Story) -> None:
    forum.hold_forum(year, told)
    if year.this_year:
        members.bring_in(year)
        meetings.meet(year)
    plans.choose_priorities(year, told)
    plans.write_plan(year, told)
    if "comments" in told:
        reviewing.review_plan(year, told)
    replies.tell_back(year, told)
    public_forum.come_in(year, told)
