"""Which option of an age question an age belongs to. Pure: the options' own words say where each band ends."""

import re
from typing import Final

_NO_END: Final = 130
_BETWEEN: Final = re.compile(r"(\d{1,2})\s*(?:to|or|-|–)\s*(\d{1,2})")
_FROM: Final = re.compile(r"(\d{1,2})\s*(?:\+|plus|(?:or|and) (?:over|older|above))")
_OVER: Final = re.compile(r"(?:over|older than) (\d{1,2})")
_UNDER: Final = re.compile(r"(?:under|younger than) (\d{1,2})")
_UP_TO: Final = re.compile(r"(\d{1,2})\s*(?:or|and) (?:under|younger|below)")


def ages_in(words: str) -> range | None:
    """The ages that an option's words name ("16 or 17", "18 to 20", "over 25"), or None."""
    text = words.strip().lower().removeprefix("aged ").removesuffix(" years old").removesuffix(" years").rstrip(".")
    if match := _BETWEEN.fullmatch(text):
        return range(int(match[1]), int(match[2]) + 1)
    if match := _FROM.fullmatch(text):
        return range(int(match[1]), _NO_END)
    if match := _OVER.fullmatch(text):
        return range(int(match[1]) + 1, _NO_END)
    if match := _UNDER.fullmatch(text):
        return range(int(match[1]))
    if match := _UP_TO.fullmatch(text):
        return range(int(match[1]) + 1)
    return None


def is_about_age(options: list[str]) -> bool:
    """Whether a question's options are age bands: at least two of them name ages."""
    return sum(ages_in(words) is not None for words in options) >= 2


def band_of(age: int, options: dict[str, str]) -> str:
    """The name of the option that holds ``age``; empty where none does. ``options`` maps names to words."""
    return next((name for name, words in options.items() if age in (ages_in(words) or ())), "")
