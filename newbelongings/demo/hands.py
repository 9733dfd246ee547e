"""How people type on a phone: the same words by different hands. Pure."""

import re
from collections.abc import Callable

_SHORT = {"you": "u", "your": "ur", "you're": "ur", "because": "cos", "please": "pls", "with": "w", "about": "abt"}
_WORD = re.compile(r"[A-Za-z']+")


def as_written(words: str) -> str:
    """As the text was written down."""
    return words


def all_small(words: str) -> str:
    """No capitals and no apostrophes."""
    return words.lower().replace("'", "").replace("’", "")


def in_a_hurry(words: str) -> str:
    """Small letters, short forms, no full stop at the end."""
    return _WORD.sub(lambda found: _SHORT.get(found.group(), found.group()), words.lower()).rstrip(". ")


def tidy(words: str) -> str:
    """Somebody who was taught to: a capital first, and a full stop."""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?" else ".")


HANDS: tuple[Callable[[str], str], ...] = (as_written, all_small, in_a_hurry, tidy)
HOW_OFTEN = (6, 2, 1, 1)
