"""Words that people type, looked at before they are kept: not blank, not endless, of a known area."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from .errors import Refused
from .fields import AREAS

LONG_TEXT = 4000
LINK = 400


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


def one_line(text: str, *, field: str, ask: str, most: int = 120) -> str:
    """Needed words on one line: a name or a title, which may become the subject of a message."""
    return needed(" ".join(text.split()), field=field, ask=ask, most=most)


def web_link(text: str, *, field: str = "link") -> str:
    """A whole address of the web, or nothing. Any other kind of address could run something when it is pressed."""
    kept = optional(text, field=field, most=LINK)
    if not kept:
        return ""
    try:
        parts = urlsplit(kept)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in kept)
    except ValueError:
        good = False
    if not good:
        raise Refused("Give the whole address of the page, beginning with https://", field=field)
    return kept


def one_of(choices: Iterable[tuple[str, str]], value: str, *, field: str, ask: str) -> str:
    """``value`` where it is one of the choices; refused with the sentence ``ask`` where not."""
    if value not in dict(choices):
        raise Refused(ask, field=field)
    return value


def whole_number(number: int, *, field: str, least: int, most: int) -> int:
    """``number`` where it lies within the two."""
    if not least <= number <= most:
        raise Refused(f"Give a number from {least:,} to {most:,}.", field=field)
    return number
