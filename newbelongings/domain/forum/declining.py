"""Why a report is not taken up, and what whoever wrote it is told then: plain words, and where to go instead."""

from types import MappingProxyType
from typing import Final

SPAM: Final = "spam"
OTHER: Final = "other"
# The reason, and how it reads to those who keep the forum.
REASONS: Final = (
    (SPAM, "It is spam, or nothing that can be read. Nobody is told"),
    ("names", "It is about one named person"),
    ("help", "It asks for help for one person"),
    ("elsewhere", "It is about something the council does not do"),
    (OTHER, "Something else"),
)
# No letter but those of a plain text message: one other makes it cost twice as much.
_TOLD: Final = MappingProxyType(
    {
        "names": "It is about one person, so it cannot go on the page. You can complain. "
        "Ring the council and say: I want an advocate.",
        "help": "It asks for help for you, and nobody here knows who you are. "
        "Please tell your adviser, or ring the leaving care team.",
        "elsewhere": "It is about something this council does not do. Your adviser can help you find out who does.",
    }
)


def why(because: str) -> str:
    """What whoever wrote it reads. A reason of its own words is read as it stands."""
    return _TOLD.get(because, because)
