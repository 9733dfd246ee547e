"""An invented council with a round, and answers for it; made by calling actions."""

import datetime as dt
import random
from collections.abc import Iterator

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Round

CODE = "901"
WORDS = (
    "my worker rang every week even after I moved out and that kept me going",
    "they moved me three times in a year and nobody said why or when",
    "more money for the first flat, the allowance ran out before I had a bed",
    "somebody to sign for the flat because I have no mum or dad to ask",
    "the letters scare people, write them so we can understand",
    "a dentist. I have waited two years and I am in pain",
)
OPEN = ("best", "worst", "prepared", "change-self", "change-councils")
AGES = ("16-17", "18-20", "21-25", "over-25")
CHANCE = random.Random(7)


def found() -> tuple[Scope, Cycle]:
    """The service acting for the council, and the year that runs."""
    authority = authorities.add_authority(
        system_scope(), code=CODE, name="Ravensmere", region="Invented region", imagined=True
    )
    scope = system_scope(authority.pk)
    starts = today() - dt.timedelta(days=200)
    return scope, authorities.start_cycle(scope, starts=starts, ends=starts + dt.timedelta(days=364))


def ask(scope: Scope, cycle: Cycle, slug: str = "autumn") -> Round:
    """A round of the 2015 questions that is open today."""
    instrument = next(i for i in surveys.install_shipped_instruments(system_scope()) if i.slug.endswith("2015"))
    return surveys.open_round(
        scope,
        cycle_id=cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title="Autumn survey",
        opens=today() - dt.timedelta(days=30),
        closes=today() + dt.timedelta(days=30),
        population=283,
    )


def responses(count: int) -> Iterator[ImportedResponse]:
    """So many people, each with two closed answers and six in words."""
    for _ in range(count):
        answers = [GivenAnswer("age", option=CHANCE.choice(AGES)), GivenAnswer("sex", option="female")]
        answers += [GivenAnswer(name, text=f"{CHANCE.choice(WORDS)} {CHANCE.randrange(10**6)}") for name in OPEN]
        answers.append(GivenAnswer("advice", text=CHANCE.choice(WORDS)))
        yield ImportedResponse(answers)
