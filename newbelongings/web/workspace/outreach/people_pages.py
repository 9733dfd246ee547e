"""What the pages of people to ask show, worked out before a template sees it."""

from dataclasses import dataclass
from typing import Any

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import queries
from newbelongings.domain.outreach.given import FORMATS, STANDARD
from newbelongings.domain.outreach.models import CHANNELS, Attempt, Contact
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round

_CHANNELS, _OUTCOMES = dict(CHANNELS), dict(Attempt.OUTCOMES)


@dataclass(frozen=True)
class PersonCard:
    """One person with how to ask them, and the latest attempt in words."""

    id: int
    called: str
    reference: str
    ways: list[tuple[str, str]]
    wishes: str
    latest: str


def person_card(person: Contact) -> PersonCard:
    """A line of the list. The person's attempts are fetched already."""
    tried = sorted(person.attempts.all(), key=lambda attempt: (attempt.made_on, attempt.pk))
    return PersonCard(
        id=person.pk,
        called=person.name or person.reference,
        reference=person.reference if person.name else "",
        ways=_ways(person),
        wishes=_wishes(person),
        latest=_in_words(tried[-1]) if tried else "Not tried yet",
    )


def _ways(person: Contact) -> list[tuple[str, str]]:
    known = [("Telephone", person.phone), ("Email", person.email), ("Address", ", ".join(person.address.splitlines()))]
    return [(label, value) for label, value in known if value]


def _wishes(person: Contact) -> str:
    """The language and format somebody would rather have; empty for the usual ones."""
    wishes = [person.language, FORMATS.get(person.format, "") if person.format != STANDARD else ""]
    return ". ".join(wish for wish in wishes if wish)


def _in_words(attempt: Attempt) -> str:
    return f"{_CHANNELS[attempt.channel]}, {long_date(attempt.made_on)}: {_OUTCOMES[attempt.outcome].lower()}"


def person_page(person: Contact) -> dict[str, Any]:
    """One person with every attempt, latest first."""
    tried = sorted(person.attempts.all(), key=lambda attempt: (attempt.made_on, attempt.pk), reverse=True)
    return {
        "person": person,
        "card": person_card(person),
        "round": person.contacts.round,
        "attempts": [_in_words(attempt) for attempt in tried],
    }


def own_rounds(scope: Scope) -> list[tuple[Round, int]]:
    """Each survey that is open today with how many people the scope still has to ask."""
    day = today()
    open_now = surveys.rounds(scope).filter(opens__lte=day, closes__gte=day)
    return [(round_, queries.people_to_ask(scope, round_.pk).count()) for round_ in open_now]
