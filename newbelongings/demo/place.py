"""One council while its story is told: who acts, in which year, and by which key a thing made earlier is found."""

import datetime as dt
from dataclasses import dataclass, field

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope

SHOWN_FIRST = "Ravensmere"


@dataclass
class Place:
    """``people`` are scopes by their key in region.toml; ``cycles`` the year before this one, and this one.

    ``care_leavers`` is how many there are to ask; ``answered`` how many did, last year (False) and this year (True).
    """

    authority: Authority
    care_leavers: int
    answered: dict[bool, int]
    system: Scope
    people: dict[str, Scope] = field(default_factory=dict)
    cycles: dict[bool, Cycle] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.authority.name

    @property
    def lead(self) -> Scope:
        return self.people["lead"]

    def who(self, key: str) -> Scope:
        """The person of that key; the lead where the story names nobody with an account."""
        return self.people.get(key, self.lead)


@dataclass
class Year:
    """One year of a place, and the ids of what its story has made so far."""

    place: Place
    this_year: bool
    themes: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    issues: dict[str, int] = field(default_factory=dict)
    priorities: dict[str, int] = field(default_factory=dict)
    actions: dict[str, int] = field(default_factory=dict)
    milestones: dict[str, int] = field(default_factory=dict)

    @property
    def cycle(self) -> Cycle:
        return self.place.cycles[self.this_year]


def day(days: int) -> dt.date:
    """A day of a story, counted from today; negative ones lie behind."""
    return today() + dt.timedelta(days=days)


def chosen(ids: dict[str, int], keys: list[str]) -> list[int]:
    """The ids of these keys, each once: two subjects may be one theme."""
    return list(dict.fromkeys(ids[key] for key in keys))
