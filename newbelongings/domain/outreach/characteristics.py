"""What is known of a person who is to be asked, as the names of groups: the one spelling for lists, goals and counts.

Each name is a column of ``Contact``. A group that is not known is the empty text. Age bands are called as the
standard questionnaires call them, so that those who answered can be held against those who were asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

NOT_KNOWN: Final = ""
YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One thing known of a person: its name, its name on a page, and its groups in their order with their labels.

    ``groups`` is empty for ``area``, whose groups are the places that the council itself names.
    """

    name: str
    label: str
    groups: Mapping[str, str]

    def label_of(self, group: str) -> str:
        """A group in words for a page."""
        return "Not known" if group == NOT_KNOWN else self.groups.get(group, group)

    def in_order(self, found: Iterable[str]) -> list[str]:
        """Groups that were found, in the order a page shows them: as listed, or by name; not known comes last."""
        places = {group: place for place, group in enumerate(self.groups)}
        return sorted(set(found), key=lambda group: (group == NOT_KNOWN, places.get(group, len(places)), group))


def _of(name: str, label: str, groups: Mapping[str, str]) -> Characteristic:
    return Characteristic(name, label, MappingProxyType(dict(groups)))


def _yes_no(name: str, label: str, yes: str, no: str) -> Characteristic:
    return _of(name, label, {YES: yes, NO: no})


CHARACTERISTICS: Final[Mapping[str, Characteristic]] = MappingProxyType(
    {
        characteristic.name: characteristic
        for characteristic in (
            _of(
                "age_band",
                "Age",
                {
                    "under-16": "Under 16",
                    "16-17": "16 or 17",
                    "18-20": "18 to 20",
                    "21-25": "21 to 25",
                    "over-25": "Over 25",
                },
            ),
            _of("sex", "Sex", {"male": "Male", "female": "Female", "another-way": "Says it another way"}),
            _of(
                "stage",
                "Stage of leaving care",
                {
                    "eligible": "Under 18, still in care (eligible)",
                    "relevant": "Under 18, has left care (relevant)",
                    "former-relevant": "18 or over, has left care (former relevant)",
                    "qualifying": "Was in care for a shorter time (qualifying)",
                },
            ),
            _of("area", "Where they live", {}),
            _yes_no("disability", "Disability", "Disabled", "Not disabled"),
            _yes_no("uasc", "Came alone to seek asylum", "Came alone to seek asylum", "Did not"),
            _yes_no(
                "out_of_area", "Lives outside the council’s area", "Lives elsewhere", "Lives in the council’s area"
            ),
            _yes_no("in_custody", "In custody", "In custody", "Not in custody"),
        )
    }
)

_LAST_AGES: Final = {15: "under-16", 17: "16-17", 20: "18-20", 25: "21-25"}


def age_band_of(age: int) -> str:
    """The age band of an age in whole years."""
    return next((band for last, band in _LAST_AGES.items() if age <= last), "over-25")
