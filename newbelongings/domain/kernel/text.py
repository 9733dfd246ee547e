"""Words that people type, looked at before they are kept: not blank, not endless, of a known area."""

from .errors import Refused
from .fields import AREAS

LONG_TEXT = 4000


def needed(text: str, *, field: str, ask: str, most: int = LONG_TEXT) -> str:
    """``text`` without space around it; refused with the sentence ``ask`` where nothing is left of it."""
    kept = optional(text, field=field, most=most)
    if not kept:
        raise Refused(ask, field=field)
    return kept


def optional(text: str, *, field: str, most: int = LONG_TEXT) -> str:
    """``text`` without space around it; refused where it has more than ``most`` characters."""
    kept = text.replace("\x00", "").strip()
    if len(kept) > most:
        raise Refused(f"Shorten this to {most:,} characters: it has {len(kept):,}.", field=field)
    return kept


def area_code(code: str, *, field: str = "area") -> str:
    """One of ``A1`` to ``A10``; anything else is refused."""
    if (code, code) not in AREAS:
        raise Refused("Choose which of the ten areas this is about.", field=field)
    return code
