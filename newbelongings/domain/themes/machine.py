"""A text model at work for a council: the codebook as it sees it, what it has learnt, and what it has read already."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import numpy as np

from .expecting import Line, Lines, lines_as_numbers
from .judging import Judged, judge
from .learning import Learned, nothing_learnt
from .models import Learnt, Theme
from .text_models import Floats, TextReader

_TEXTS_KEPT: Final = 4_000
_PHRASES_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """All on which a judgement rests; ``mark`` changes whenever any of it does."""

    cycle_id: int
    lines: Lines
    learned: Learned
    mark: str


@dataclass(slots=True)
class Machine:
    """A text model with what it has read. The same words are read once, for as long as it knows nothing new."""

    reader: TextReader
    _phrases: dict[str, Floats] = field(default_factory=dict)
    _known: dict[int, Known] = field(default_factory=dict)
    _judged: dict[tuple[int, str, str], Judged] = field(default_factory=dict)

    def known(self, cycle_id: int) -> Known:
        """What is known of one cycle as it stands in the database now."""
        lines, book = codebook_lines(cycle_id)
        learnt = Learnt.objects.filter(cycle=cycle_id, model=self.reader.version).first()
        mark = digest(book, learnt.mark if learnt else "")
        kept = self._known.get(cycle_id)
        if kept is None or kept.mark != mark:
            numbers = lines_as_numbers(lines, self.vectors([words for line in lines for words in line.phrases]))
            learned = _from_row(learnt, numbers.theme_ids, self.reader.width)
            kept = self._known[cycle_id] = Known(cycle_id, numbers, learned, mark)
        return kept

    def vectors(self, phrases: Sequence[str]) -> Floats:
        """A row for each phrase; one that was read before is not read again."""
        if len(self._phrases) > _PHRASES_KEPT:
            self._phrases.clear()
        new = [words for words in dict.fromkeys(phrases) if words not in self._phrases]
        for words, sensed in zip(new, self.reader.sense(new) if new else [], strict=True):
            self._phrases[words] = sensed.vector
        rows = [self._phrases[words] for words in phrases]
        return np.array(rows, dtype=np.float32).reshape(-1, self.reader.width)

    def judge(self, known: Known, texts: Iterable[str]) -> dict[str, Judged]:
        """Each text that is among ``texts``, judged once."""
        if len(self._judged) > _TEXTS_KEPT:
            self._judged.clear()
        wanted = list(dict.fromkeys(texts))
        new = [text for text in wanted if (known.cycle_id, known.mark, text) not in self._judged]
        if new:
            for text, judged in zip(new, judge(self.reader, new, known.lines, known.learned), strict=True):
                self._judged[known.cycle_id, known.mark, text] = judged
        return {text: self._judged[known.cycle_id, known.mark, text] for text in wanted}


def codebook_lines(cycle_id: int) -> tuple[list[Line], str]:
    """The themes of a cycle that are coded to, and a digest of all of them that changes when one does."""
    themes = Theme.objects.filter(cycle=cycle_id, retired_on=None).order_by("pk")
    lines = [Line(theme.pk, theme.area, _phrases(theme), bool(theme.examples)) for theme in themes]
    return lines, digest(*(f"{line}" for line in lines))


def _phrases(theme: Theme) -> tuple[str, ...]:
    """Its name and examples, or where it has none its name and what is said to belong to it."""
    more = [str(words) for words in theme.examples] or [theme.description]
    return tuple(words for words in (theme.name, *more) if words.strip())


def digest(*parts: str) -> str:
    """32 letters that change when any of the parts does."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def to_bytes(learned: Learned, theme_ids: Sequence[int]) -> bytes:
    """What was learnt, as a row keeps it: at half precision."""
    file = io.BytesIO()
    np.savez(
        file,
        themes=np.array(theme_ids, dtype=np.int64),
        weights=learned.weights.astype(np.float16),
        cuts=learned.cuts,
        curve=np.array([learned.trust, learned.slope, learned.middle, learned.codings]),
    )
    return file.getvalue()


def _from_row(row: Learnt | None, theme_ids: Sequence[int], width: int) -> Learned:
    """What was learnt, for the themes there are now: of one that came since, nothing was."""
    fresh = nothing_learnt(len(theme_ids), width)
    if row is None:
        return fresh
    with np.load(io.BytesIO(row.numbers), allow_pickle=False) as kept:
        trust, slope, middle, codings = kept["curve"].tolist()
        column = {int(theme): place for place, theme in enumerate(kept["themes"])}
        for place, theme in enumerate(theme_ids):
            if theme in column:
                fresh.weights[:, place] = kept["weights"][:, column[theme]]
                fresh.cuts[place] = kept["cuts"][column[theme]]
    return Learned(fresh.weights, trust, fresh.cuts, slope, middle, int(codings))
