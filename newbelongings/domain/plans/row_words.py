"""The words of a plan in a spreadsheet: what its columns are called, its areas, its colours. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.surveys.importing import unguarded

from .checks import TEXT_AT_MOST

MILESTONE: Final = "milestone"
NO_CIRCLE: Final = "These would wait for each other: {}. Take one out."
EMAIL: Final = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+")
LONGEST: Final = {
    "objective": 160,
    "success": TEXT_AT_MOST,
    "area": 200,
    "kind": 40,
    "action": 200,
    "lead": 120,
    "email": 254,
    "start": 60,
    "end": 60,
    "rag": 60,
    "notes": TEXT_AT_MOST,
    "waits": 2000,
}
# How people call these columns, besides the names that our own file gives them.
_CALLED: Final = {
    "objective": ("objective", "objectives", "goal", "aim", "outcome", "priority", "theme"),
    "success": ("what success will mean", "success", "success measure", "measure", "what good looks like"),
    "area": ("area", "gold standard", "gold standard area"),
    "kind": ("kind", "type", "milestone"),
    "action": ("action", "actions", "task", "activity", "what", "what we will do", "step"),
    "lead": ("lead", "lead officer", "owner", "who", "by whom", "responsible", "responsibility", "lead person"),
    "email": ("email", "e-mail", "lead email", "owner email", "email of the lead"),
    "start": ("start", "start date", "from", "starts"),
    "end": ("end", "end date", "due", "due date", "by when", "when", "deadline", "target date", "timescale", "ends"),
    "rag": ("how it stands", "rag", "rag rating", "rag status", "status"),
    "notes": ("latest word", "notes", "note", "progress", "update", "comments", "comment"),
    "waits": ("waits for", "depends on", "dependency", "dependencies"),
}
RAGS: Final = {
    "": "",
    "not started": "",
    "n/a": "",
    "grey": "",
    **dict.fromkeys(("red", "r", "late", "off track"), "red"),
    **dict.fromkeys(("amber", "a", "yellow", "at risk"), "amber"),
    **dict.fromkeys(("green", "g", "on track", "in progress"), "green"),
    **dict.fromkeys(("done", "blue", "b", "complete", "completed", "closed"), "done"),
}


def words_of(cell: str, *, lines: bool) -> str:
    """A cell as it was meant: without the guard of our own files, and its spaces tidied unless it may have lines."""
    found = unguarded(cell).replace("\r\n", "\n").strip()
    return found if lines else " ".join(found.split())


def guess(header: Sequence[str]) -> dict[int, str]:
    """What each column seems to be, by its name; each is guessed once, for the first column that fits."""
    found: dict[int, str] = {}
    for target, names in _CALLED.items():
        at = next((at for name in names for at, heading in enumerate(header) if _key(heading) == name), None)
        if at is not None and at not in found:
            found[at] = target
    return found


def _key(heading: str) -> str:
    return " ".join(heading.lower().replace("?", "").split())


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns of a plan, and is not a title above them."""
    return len(guess(cells)) > 1 and "action" in guess(cells).values()


def area_of(words: str) -> str:
    """The code of an area by its code or one of its names; empty where it is none."""
    key = words.lower()
    return next(
        (one.code for one in areas() if key and key in (one.code.lower(), one.name.lower(), one.plain.lower())), ""
    )


def kind_of(words: str) -> str:
    """``milestone`` where a cell says so; everything else is an action."""
    return MILESTONE if words.lower().startswith("milestone") or words.lower() in ("m", "yes") else ""


def split_titles(words: str) -> tuple[str, ...]:
    """Titles parted by semicolons, each once."""
    return tuple(dict.fromkeys(part.strip() for part in words.split(";") if part.strip()))
