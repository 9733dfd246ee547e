"""What callers hand in about people who are to be asked."""

from dataclasses import dataclass
from typing import Final

STANDARD: Final = "standard"
FORMATS: Final = {
    STANDARD: "As it is",
    "easy_read": "Easy Read",
    "large_text": "Large text",
    "paper": "On paper",
    "read_aloud": "Read aloud",
    "telephone": "By telephone",
    "interpreter": "With an interpreter",
}


@dataclass(frozen=True, slots=True)
class GivenContact:
    """One care leaver as the council's records name them. Only the reference is needed.

    ``adviser_id`` is a person of the council. The characteristics are names of groups (``characteristics``): an
    age band, never a date of birth. ``email`` and ``phone`` are as they are written to, ``format`` one of ``FORMATS``.
    """

    reference: str
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    language: str = ""
    format: str = ""
    do_not_contact: bool = False
    adviser_id: int | None = None
    age_band: str = ""
    sex: str = ""
    stage: str = ""
    area: str = ""
    disability: str = ""
    uasc: str = ""
    out_of_area: str = ""
    in_custody: str = ""
