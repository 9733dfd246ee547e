"""Which words of a text moved it: one short phrase, quoted as it stands. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
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

Weights = Iterable[tuple[int, int, float]]
Span = tuple[int, int]


def phrase(text: str, weights: Weights) -> str:
    """Three to seven words in a row, within a clause, that weigh most; fewer where the clause is shorter.

    ``weights`` are (from, to, weight) in ``text``. A longer run must earn its length: what counts is its weight
    over the square root of its words. Words at its ends that weigh or say nothing are left off.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return ""
    heavy = _weights_of_words(words, weights)
    before = [0.0, *accumulate(heavy)]
    first, last = max(_runs(text, words), key=lambda run: (before[run[1]] - before[run[0]]) / (run[1] - run[0]) ** 0.5)
    while last - first > 1 and _empty(text, words[first], heavy[first]):
        first += 1
    while last - first > 1 and _empty(text, words[last - 1], heavy[last - 1]):
        last -= 1
    return text[words[first][0] : words[last - 1][1]].strip(_EDGES)


def _weights_of_words(words: Sequence[Span], weights: Weights) -> list[float]:
    """A weight counts for each word that it touches."""
    starts, ends = [start for start, _ in words], [end for _, end in words]
    heavy = [0.0] * len(words)
    for start, end, weight in weights:
        for word in range(bisect_right(ends, start), bisect_left(starts, end)):
            heavy[word] += weight
    return heavy


def _empty(text: str, word: Span, weight: float) -> bool:
    return weight <= 0 or _SMALL.fullmatch(text[slice(*word)]) is not None


def _clauses(text: str, words: Sequence[Span]) -> list[Span]:
    """Ranges of words up to a mark that ends a clause."""
    ends = [place + 1 for place, (_, end) in enumerate(words) if text.endswith(_CLAUSE_ENDS, 0, end)]
    cuts = sorted({0, *ends, len(words)})
    return list(zip(cuts, cuts[1:], strict=False))


def _runs(text: str, words: Sequence[Span]) -> list[Span]:
    return [
        (a, b)
        for first, last in _clauses(text, words)
        for a in range(first, last)
        for b in range(a + min(SHORTEST, last - first), min(a + LONGEST, last) + 1)
    ]
