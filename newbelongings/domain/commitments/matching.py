"""What care leavers asked for beside what is offered, area by area. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Offered(Protocol):
    """What matching needs to know of an offer."""

    @property
    def area(self) -> str: ...

    @property
    def is_open(self) -> bool: ...


Offering = TypeVar("Offering", bound=Offered)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that care leavers asked for: in a few words, and where it was asked (a priority, the forum)."""

    area: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class AreaMatch(Generic[Offering]):
    """One area: what was asked for in it, and the offers that stand open in it."""

    area: str
    asked: tuple[Asked, ...]
    offers: tuple[Offering, ...]

    @property
    def is_unmet(self) -> bool:
        """Asked for, and nothing is offered."""
        return bool(self.asked) and not self.offers

    @property
    def is_unasked(self) -> bool:
        """Offered, and nobody asked for it."""
        return bool(self.offers) and not self.asked


def match(areas: Iterable[str], asked: Iterable[Asked], offers: Iterable[Offering]) -> tuple[AreaMatch[Offering], ...]:
    """For each of ``areas`` in its order, what was asked for and which open offers answer it; empty areas left out."""
    asked, offers = list(asked), [offer for offer in offers if offer.is_open]
    found = (
        AreaMatch(
            area,
            tuple(each for each in asked if each.area == area),
            tuple(offer for offer in offers if offer.area == area),
        )
        for area in areas
    )
    return tuple(each for each in found if each.asked or each.offers)
