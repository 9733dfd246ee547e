"""What the words of an action tell. Pure."""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NOBODY = re.compile(
    r"(?:t\.?b\.?[acd]\.?|n/?a|none|nobody|someone|somebody|everyone|everybody|all|all staff|various|the team|team"
    r"|staff|unknown|not known|to be (?:agreed|confirmed|decided|named)|vacant|[-?.…]+)",
    re.IGNORECASE,
)


@cache
def _verbs() -> frozenset[str]:
    text = files("newbelongings.domain.plans").joinpath("data", "verbs.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def names_nobody(lead: str) -> bool:
    """``TBC``, ``the team``, ``everyone``: nobody in particular."""
    return not lead.strip() or _NOBODY.fullmatch(lead.strip()) is not None


def has_verb(title: str) -> bool:
    """Whether any word says what is to be done, in one of its forms: ``arrange``, ``arranging``, ``arranged``."""
    return any(_forms(word) & _verbs() for word in _WORD.findall(title.lower()))


def _forms(word: str) -> set[str]:
    forms = {word}
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            forms |= {stem, f"{stem}e", f"{stem[:-1]}y" if stem.endswith("i") else stem}
            # "planning", "stopped": the last letter is doubled.
            forms |= {stem[:-1]} if len(stem) > 2 and stem[-1:] == stem[-2:-1] else set()
    return forms
