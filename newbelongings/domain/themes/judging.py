"""What a text model makes of a text: which themes, how sure, by which words, and where in a long one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .expecting import AREAS, Lines, expected
from .learning import Learned
from .segments import Segment, segments
from .text_models import Feeling, Floats, Sensed, TextReader
from .worth import doubt

OFFERED: Final = 3
MOST: Final = 6
FAINTEST: Final = 0.03
FAINTEST_AREA: Final = 0.02
MOST_SEGMENTS: Final = 40
_BECAUSE: Final = 200
# How much what was expected of a theme moves with its phrases, beside what was learnt of it.
_OF_PHRASES: Final = 2.0


@dataclass(frozen=True, slots=True)
class Guess:
    """That ``text[start:end]`` is about a theme; both are 0 for the whole. ``said``: the model would code it so."""

    theme_id: int
    confidence: float
    said: bool
    because: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """One text as a model judges it; what the parts mean is said at ``MachineReading``. Best guess first."""

    guesses: tuple[Guess, ...]
    areas: tuple[tuple[str, float], ...]
    feeling: Feeling
    language: str
    aside: str
    fit: float
    doubt: float
    vector: Floats


def judge(reader: TextReader, texts: Sequence[str], lines: Lines, learned: Learned) -> list[Judged]:
    """Each text, in the order given. One that is set aside gets no guess."""
    texts = [_readable(text) for text in texts]
    wholes = reader.sense(texts)
    cuts = [_cut(text, whole) for text, whole in zip(texts, wholes, strict=True)]
    pieces = [text[cut.start : cut.end] for text, cut_up in zip(texts, cuts, strict=True) for cut in cut_up]
    sensed = reader.sense(pieces) if pieces else []
    values = _values([*wholes, *sensed], [*texts, *pieces], lines, learned)
    directions = _directions(lines, learned, reader.width)
    judged, at = [], len(texts)
    for place, (whole, cut_up) in enumerate(zip(wholes, cuts, strict=True)):
        rows = [place, *range(at, at + len(cut_up))]
        parts = [whole, *sensed[at - len(texts) : at - len(texts) + len(cut_up)]]
        judged.append(_judged(parts, cut_up, values[rows], lines, learned, directions))
        at += len(cut_up)
    return judged


def _readable(text: str) -> str:
    """As long as it was, so that places in it hold."""
    return text.replace("\0", " ")


def _cut(text: str, whole: Sensed) -> list[Segment]:
    """The segments of a long answer; none where it is one, or is set aside."""
    found = [] if whole.aside else segments(text)
    return found[:MOST_SEGMENTS] if len(found) > 1 else []


def _values(sensed: Sequence[Sensed], texts: Sequence[str], lines: Lines, learned: Learned) -> Floats:
    if not sensed:
        return np.zeros((0, len(lines.theme_ids)), dtype=np.float32)
    vectors = np.array([one.vector for one in sensed], dtype=np.float32)
    areas = np.array([[one.areas.get(area, 0.0) for area in AREAS] for one in sensed], dtype=np.float32)
    return learned.values(expected(lines, areas, vectors), vectors, texts)


def _directions(lines: Lines, learned: Learned, width: int) -> Floats:
    """A row a theme: towards where in the model's space of meaning a text must move to be more about it."""
    if not lines.theme_ids:
        return np.zeros((0, width), dtype=np.float32)
    return learned.directions(width) + learned.trust * _OF_PHRASES * lines.centres()


def _judged(
    parts: Sequence[Sensed], cuts: Sequence[Segment], values: Floats, lines: Lines, learned: Learned, directions: Floats
) -> Judged:
    whole = parts[0]
    areas = sorted(((area, round(float(p), 3)) for area, p in whole.areas.items()), key=lambda pair: -pair[1])
    best = values.max(axis=0)
    sure = learned.confidence(best)
    return Judged(
        guesses=() if whole.aside else _guesses(parts, cuts, values, sure, lines, learned, directions),
        areas=tuple(pair for pair in areas if pair[1] >= FAINTEST_AREA) if whole.aside != "no_words" else (),
        feeling=whole.feeling,
        language=whole.language,
        aside=whole.aside,
        fit=0.0 if whole.aside else float(sure.max(initial=0.0)),
        doubt=0.0 if whole.aside else doubt(sure),
        vector=whole.vector,
    )


def _guesses(
    parts: Sequence[Sensed],
    cuts: Sequence[Segment],
    values: Floats,
    sure: Floats,
    lines: Lines,
    learned: Learned,
    directions: Floats,
) -> tuple[Guess, ...]:
    """Those that the model says, and others until there are ``OFFERED``."""
    best = values.max(axis=0)
    said = best >= learned.cuts
    order = [int(theme) for theme in np.argsort(-sure) if said[theme] or sure[theme] >= FAINTEST]
    kept = [theme for place, theme in enumerate(order) if said[theme] or place < OFFERED][:MOST]
    found = []
    for theme in kept:
        part = int(values[:, theme].argmax())
        where = cuts[part - 1] if part else Segment(0, 0)
        because = _because(parts[part], theme, lines, learned, directions)
        found.append(
            Guess(
                lines.theme_ids[theme],
                round(float(sure[theme]), 3),
                bool(said[theme]),
                because[:_BECAUSE],
                where.start,
                where.end,
            )
        )
    return tuple(found)


def _because(part: Sensed, theme: int, lines: Lines, learned: Learned, directions: Floats) -> str:
    if not learned.codings and lines.stands_for_area(theme):
        return part.because_area(AREAS[int(lines.areas[theme])])
    return part.because(directions[theme])
