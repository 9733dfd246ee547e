"""A round with invented people to ask, for tests. Every name, number and address here is made up."""

import datetime as dt

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.outreach import actions
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.models import Round
from tests.world import World

AREAS = ["Quayside", "Hill End", "Old Town"]


def round_of(world: World, slug: str = "autumn", *, days: int = 30) -> Round:
    """A round of Ravensmere that is open now, for ``days`` more."""
    instruments = surveys.install_shipped_instruments(world.as_system())
    return surveys.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=next(found for found in instruments if found.slug == "new-belongings-2015").pk,
        slug=slug,
        title=f"{slug} survey",
        opens=today() - dt.timedelta(days=10),
        closes=today() + dt.timedelta(days=days),
    )


def person(number: int, **values) -> GivenContact:
    """One invented care leaver."""
    known = {
        "reference": f"LC-{number:03}",
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "phone": f"07700 900{number % 1000:03}",
        "age_band": ["16-17", "18-20", "21-25"][number % 3],
        "sex": "female" if number % 2 else "male",
        "area": AREAS[number % 7 % 3],
    }
    return GivenContact(**{**known, **values})


def people(count: int) -> list[GivenContact]:
    return [person(number) for number in range(count)]


def round_with_contacts(world: World, count: int = 30, slug: str = "autumn") -> Round:
    """A round of Ravensmere with this many people on its contact list, nobody chosen yet."""
    round_ = round_of(world, slug)
    actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people(count), source="Test list")
    return round_


def round_with_sample(world: World, count: int = 30, slug: str = "autumn") -> Round:
    """The same, with everyone chosen and invited."""
    round_ = round_with_contacts(world, count, slug)
    actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
    return round_
