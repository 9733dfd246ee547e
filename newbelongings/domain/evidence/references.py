"""How a pack names its lines, and how one line leads back to what care leavers said. Pure functions.

A reference is a letter and the number of the row (``R-12``), so that a thing keeps its reference in every
pack of a council. No reference leads to an answer or to a response.
"""

from collections.abc import Iterable, Mapping

LETTERS = {
    "round": "S",
    "theme": "T",
    "quotation": "Q",
    "issue": "I",
    "priority": "P",
    "objective": "O",
    "action": "A",
    "milestone": "M",
    "reply": "R",
}
LEGEND = {
    "S": "survey, and its questions",
    "T": "theme found in what people wrote",
    "Q": "quotation cleared by a person",
    "I": "issue the forum raised",
    "P": "priority",
    "O": "objective",
    "A": "action",
    "M": "milestone",
    "R": "reply: you said, we did",
    "B": "place where the thread is broken",
    "G": "area of the gold standard",
}


def reference(kind: str, number: int) -> str:
    """``T-3`` for the theme with the number 3."""
    return f"{LETTERS[kind]}-{number}"


def references(kind: str, numbers: Iterable[int]) -> list[str]:
    """The references of several rows of one kind, in order."""
    return [reference(kind, number) for number in sorted(numbers)]


def chain(ref: str, cites: Mapping[str, list[str]]) -> list[str]:
    """All that a line stands on, nearest first: what it cites, what those cite, and so on, each once."""
    found: dict[str, None] = {}
    near = cites.get(ref, [])
    while near:
        fresh = [each for each in dict.fromkeys(near) if each not in found and each != ref]
        found |= dict.fromkeys(fresh)
        near = [further for each in fresh for further in cites.get(each, [])]
    return list(found)
