"""Which words of a text moved it: one short phrase, quoted as it stands. Pure."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

SHORTEST: Final = 3
LONGEST: Final = 7
_CLAUSE_ENDS: Final = tuple(".,;:!?)…")
_WORD: Final = re.compile(r"\S+")
# Words that say nothing at the end of a quotation.
_SMALL: Final = re.compile(
    r"a|an|and|as|at|but|by|for|from|in|is|it|of|on|or|so|that|the|then|to|was|were|with", re.IGNORECASE
)
_EDGES: Final = " .,;:!?()\"'“”‘’…-"

Weights = Sequence[tuple[int, int, float]]
Span = tuple[int, int]


def phrase(text: str, weights: Weights) -> str:
    """Three to seven words in a row, within a clause, that weigh most; fewer where the clause is shorter.

    ``weights`` are (from, to, weight) in ``text``. A longer run must earn its length: what counts is its weight
    over the square root of its words. Words at its ends that weigh or say nothing are left off.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return ""
    heavy = [sum(weight for start, end, weight in weights if start < b and end > a) for a, b in words]
    runs = [run for clause in _clauses(text, words) for run in _runs(*clause)]
    first, last = max(runs, key=lambda run: sum(heavy[slice(*run)]) / (run[1] - run[0]) ** 0.5)
    while last - first > 1 and _empty(text, words[first], heavy[first]):
        first += 1
    while last - first > 1 and _empty(text, words[last - 1], heavy[last - 1]):
        last -= 1
    return text[words[first][0] : words[last - 1][1]].strip(_EDGES)


def _empty(text: str, word: Span, weight: float) -> bool:
    return weight <= 0 or _SMALL.fullmatch(text[slice(*word)]) is not None


def _clauses(text: str, words: list[Span]) -> list[Span]:
    """Ranges of words up to a mark that ends a clause."""
    ends = [place + 1 for place, (_, end) in enumerate(words) if text[:end].endswith(_CLAUSE_ENDS)]
    cuts = sorted({0, *ends, len(words)})
    return list(zip(cuts, cuts[1:], strict=False))


def _runs(first: int, last: int) -> list[Span]:
    shortest = min(SHORTEST, last - first)
    return [(a, b) for a, b in combinations(range(first, last + 1), 2) if shortest <= b - a <= LONGEST]
