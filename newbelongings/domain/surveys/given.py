"""What somebody gives us, before it is checked or stored. Questions and options go by their names."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from .models import Response

OPEN_LINK: Final = "open"
INVITATION: Final = "invitation"
# Through which door somebody came, and what is kept of it as the way they answered. The first two lead nowhere apart.
WAYS_BY_DOOR: Final = {
    OPEN_LINK: Response.ONLINE,
    INVITATION: Response.ONLINE,
    Response.PAPER: Response.PAPER,
    Response.TELEPHONE: Response.TELEPHONE,
    Response.FACE_TO_FACE: Response.FACE_TO_FACE,
    Response.GROUP: Response.GROUP,
    Response.GROUP_AGREED: Response.GROUP_AGREED,
}
ON_THEIR_OWN: Final = (OPEN_LINK, INVITATION)
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
