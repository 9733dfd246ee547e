"""What somebody gives us, before it is checked or stored. Questions and options go by their names."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

OPEN_LINK: Final = "open"
INVITATION: Final = "invitation"
DOORS: Final = (OPEN_LINK, INVITATION)
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer: the ``name`` of its question, and an option's ``name`` or words of at most ``LONGEST`` letters.

    ``position`` counts the three things of a question from 1. An option that asks for words ("Other") has both.
    """

    question: str
    option: str = ""
    position: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportedResponse:
    """What one person said, from a file. ``week`` is any day of the week it was said in; None where nobody knows."""

    answers: list[GivenAnswer] = field(default_factory=list)
    week: dt.date | None = None
