"""Whether words suggest that somebody is in danger. Pure."""

import re
from typing import Final

_ALARMING: Final = re.compile(
    r"\b(kill(ing)? (my|him|her)self|end(ing)? my life|suicid\w*|want(ed)? to die|self[- ]?harm\w*|cut(ting)? myself"
    r"|(he|she|they|someone|somebody) (hits?|beats?|hurts?) me|rap(e|ed|es)|overdos\w+)\b",
    re.IGNORECASE,
)


def suggests_danger(words: str) -> bool:
    """Whether a person should look at these words today. It would rather ask once too often."""
    return bool(_ALARMING.search(words))
