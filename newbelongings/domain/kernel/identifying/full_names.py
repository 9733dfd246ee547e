"""Whether what should be a first name or a nickname says more than that. Pure."""

import re
from typing import Final

from . import lists
from .marking import point_out

_BEFORE: Final = frozenset(["big", "little", "lil", "young", "old", "wee", "dj", "mc", "lady", "king", "queen"])
_BEHIND: Final = re.compile(r"[^\W\d_]\.?|\d{1,2}")
_DIGITS: Final = re.compile(r"\d{5,}|[@/\\]|www\.|\.com", re.IGNORECASE)


def says_more_than_a_first_name(name: str) -> bool:
    """A number, an address, a date, a title, or a second name behind the first.

    ``Jay``, ``Mary-Ann``, ``Big Sam``, ``Sam T`` and ``Rainy Day`` are what people are called; ``Sam Taylor`` and
    ``Mr Okafor`` are who they are. A surname that stands alone cannot be told.
    """
    if _DIGITS.search(name) or any(detail.kind not in ("name", "place", "school") for detail in point_out(name)):
        return True
    words = re.split(r"[\s,]+", name.strip())
    if words and words[0].lower().rstrip(".") in lists.words_of("titles.txt") and len(words) > 1:
        return True
    if len(words) > 1 and words[0].lower() in _BEFORE:
        words = words[1:]
    if len(words) > 1 and _BEHIND.fullmatch(words[-1]):
        words = words[:-1]
    return len(words) > 1 and not all(_names_nobody(word.lower()) for word in words)


def is_everyday_word(name: str) -> bool:
    """Whether every word of a name is used by many for something else: ``Will``, ``Hope``, ``Rainy Day``."""
    return all(word in lists.ordinary() or word in lists.also_words() for word in name.lower().split())


def _names_nobody(word: str) -> bool:
    return word in lists.ordinary() and word not in lists.words_of("first_names.txt")
