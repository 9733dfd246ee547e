"""What the coding desk shows, worked out before it is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.domain.themes.desk import HowFar, OnTheDesk
from newbelongings.domain.themes.models import Suggestion, Theme

from .marking import Piece, mark

WEAK = 0.35
_COUNTS = {1: "One suggestion", 2: "Two suggestions", 3: "Three suggestions"}


@dataclass(frozen=True, slots=True)
class Row:
    """One theme to tick. ``key`` is the digit that ticks it; ``why`` is empty where a person chose it before."""

    theme_id: int
    name: str
    area: str
    why: str
    key: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One answer, what is suggested, what was said before, and how far the reading has come."""

    question: str
    number: int
    far: HowFar
    pieces: list[Piece]
    flagged: list[str]
    heading: str
    suggested: list[Row]
    rows: list[Row]
    codebook: list[str]
    version: str
    read_by: str

    @property
    def done(self) -> int:
        """How far along the line is sewn, of 300."""
        return round(300 * self.far.read / self.far.all) if self.far.all else 0


def desk_page(desk: OnTheDesk, far: HowFar, codebook: Sequence[Theme], ticked: Iterable[int]) -> DeskPage:
    """Nothing is ticked for a person: only what they ticked themselves, now or before."""
    chosen = set(ticked)
    suggested = [_suggested(s, n, s.theme_id in chosen) for n, s in enumerate(desk.suggestions, 1)]
    offered = {row.theme_id for row in suggested}
    others = [Row(t.pk, t.name, area_name(t.area), "", "", True) for t in codebook if t.pk in chosen - offered]
    flags = point_out(desk.answer.text)
    return DeskPage(
        question=desk.answer.question.text,
        number=min(far.read + 1, far.all),
        far=far,
        pieces=mark(desk.answer.text, [s.because for s in desk.suggestions], flags),
        flagged=[desk.answer.text[flag.start : flag.end] for flag in flags],
        heading=f"{_COUNTS[len(suggested)]}. You decide" if suggested else "No suggestion. You decide",
        suggested=suggested,
        rows=[*suggested, *others],
        codebook=[theme.name for theme in codebook],
        version=desk.version,
        read_by=desk.read_by,
    )


def _suggested(suggestion: Suggestion, number: int, ticked: bool) -> Row:
    theme = suggestion.theme
    why = f"Why: “{suggestion.because}”." if suggestion.because else ""
    weak = " A weak match." if suggestion.confidence < WEAK else ""
    return Row(theme.pk, theme.name, area_name(theme.area), f"{why}{weak}".strip(), str(number), ticked)
