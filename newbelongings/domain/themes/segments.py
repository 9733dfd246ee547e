"""Cutting a long answer into the stretches that are each about one thing. Pure."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

WHOLE_UP_TO: Final = 30
FEWEST: Final = 6
_WORD: Final = re.compile(r"\S+")
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’)]*$")
_CLAUSE_END: Final = re.compile(r"[,;:–—-]$")
# Words before which people who use no marks begin again.
_BEGINS: Final = frozenset({"but", "and", "also", "then", "because", "cos", "plus", "however"})


class Segment(NamedTuple):
    """``text[start:end]``, from the first letter of a word to the last letter of one."""

    start: int
    end: int


def segments(text: str) -> list[Segment]:
    """The stretches of a text, in order and without overlap; each word lies in exactly one of them.

    Up to ``WHOLE_UP_TO`` words it is one. A longer one is cut where sentences and lines end, and a sentence that is
    itself longer where clauses end; no stretch has fewer than ``FEWEST`` words, for so few say too little alone.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) <= WHOLE_UP_TO:
        return [Segment(words[0][0], words[-1][1])] if words else []
    runs = _joined(list(_sentences(text, words)))
    cut = [piece for run in runs for piece in (_clauses(text, words, *run) if _length(run) > WHOLE_UP_TO else [run])]
    return [Segment(words[first][0], words[last - 1][1]) for first, last in cut]


_Run = tuple[int, int]
_Spans = list[tuple[int, int]]


def _length(run: _Run) -> int:
    return run[1] - run[0]


def _sentences(text: str, words: _Spans) -> Iterator[_Run]:
    first = 0
    for place, (start, end) in enumerate(words, 1):
        last = place == len(words)
        if last or _SENTENCE_END.search(text[start:end]) or "\n" in text[end : words[place][0]]:
            yield first, place
            first = place


def _clauses(text: str, words: _Spans, first: int, last: int) -> list[_Run]:
    """A long sentence, cut at its marks; where it has none, before a word with which people begin again."""
    marks = [p + 1 for p in range(first, last - 1) if _CLAUSE_END.search(text[slice(*words[p])])]
    begins = [p for p in range(first + 1, last) if text[slice(*words[p])].lower() in _BEGINS]
    cuts = [first, *sorted({*marks, *begins}), last]
    return _joined(list(zip(cuts, cuts[1:], strict=False)))


def _joined(runs: list[_Run]) -> list[_Run]:
    """Runs in which none is shorter than ``FEWEST`` words, unless there is only one."""
    done: list[_Run] = []
    for run in runs:
        if done and _length(done[-1]) < FEWEST:
            done[-1] = (done[-1][0], run[1])
        else:
            done.append(run)
    if len(done) > 1 and _length(done[-1]) < FEWEST:
        done[-2:] = [(done[-2][0], done[-1][1])]
    return done
