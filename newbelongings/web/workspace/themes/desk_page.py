"""What the coding desk shows, worked out before it is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.domain.themes.desk import HowFar, OnTheDesk
from newbelongings.domain.themes.models import CodingAct, MachineReading, Suggestion, Theme
from newbelongings.domain.themes.models.fields import Sentiment
from newbelongings.domain.themes.splitting import BY_HAND
from newbelongings.web.parts.marking import Piece, mark

from .desk_forms import as_segment, as_value
from .together_pages import Mood, moods

WEAK = 0.35
_KEYS = 9
_COUNTS = {1: "One suggestion", 2: "Two suggestions", 3: "Three suggestions"}


@dataclass(frozen=True, slots=True)
class Row:
    """One theme to tick. ``key`` is the digit that ticks it; ``why`` is empty where a person chose it before."""

    value: str
    name: str
    area: str
    why: str
    key: str
    ticked: bool

    @property
    def dom_id(self) -> str:
        """Of its box in the page."""
        return f"theme-{self.value.replace(':', '-')}"


@dataclass(frozen=True, slots=True)
class Part:
    """The whole answer, without ``words``, or a segment of it; and the themes offered for it."""

    words: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One answer, what is suggested, what was said before, and how far the reading has come.

    ``aside``: why the model leaves it to a person, in words. ``feeling``: how the model thinks it is said, and why.
    ``undo``: the last stroke of whoever reads, that can be taken back.
    """

    question: str
    number: int
    far: HowFar
    pieces: list[Piece]
    flagged: list[str]
    heading: str
    parts: tuple[Part, ...]
    codebook: list[str]
    version: str
    read_by: str
    read_as: str
    moods: list[Mood]
    feeling: str
    aside: str
    model: str
    same: int
    same_ticked: bool
    undo: CodingAct | None
    set_aside: int

    @property
    def done(self) -> int:
        """How far along the line is sewn, of 300."""
        return round(300 * self.far.read / self.far.all) if self.far.all else 0

    @property
    def in_parts(self) -> bool:
        return any(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the form: values of ticked boxes, the sentiment, and whether the same words go with it."""

    ticked: frozenset[str]
    sentiment: str
    same: bool


def desk_page(
    desk: OnTheDesk, far: HowFar, codebook: Sequence[Theme], given: Given, *, undo: CodingAct | None, set_aside: int
) -> DeskPage:
    """Nothing is ticked for a person: only what they ticked themselves, now or before."""
    text, machine = desk.answer.text, desk.machine
    offered = sorted(desk.suggestions, key=lambda each: (each.start, each.end, each.rank))
    flags = point_out(text)
    return DeskPage(
        question=desk.answer.question.text,
        number=min(far.read + 1, far.all),
        far=far,
        pieces=mark(text, [each.because for each in offered], flags),
        flagged=[text[flag.start : flag.end] for flag in flags],
        heading=_heading(len(offered)),
        parts=_parts(text, offered, codebook, given.ticked),
        codebook=[theme.name for theme in codebook],
        version=desk.version,
        read_by=desk.read_by,
        read_as=str(Sentiment(desk.sentiment).label).lower() if desk.sentiment else "",
        moods=moods(given.sentiment),
        feeling=feeling(machine),
        aside=aside_words(machine),
        model=machine.model if machine else next((each.model for each in offered if each.model != BY_HAND), ""),
        same=desk.same,
        same_ticked=given.same,
        undo=undo,
        set_aside=set_aside,
    )


def aside_words(machine: MachineReading | None) -> str:
    """Why a model leaves an answer to a person; empty where it does not."""
    if machine is None or not machine.aside:
        return ""
    language = f" ({machine.language})" if machine.aside == MachineReading.Aside.LANGUAGE and machine.language else ""
    return f"{machine.get_aside_display()}{language}"


def feeling(machine: MachineReading | None) -> str:
    """``Sounds negative: “moved me again”``; empty where the model cannot tell."""
    if machine is None or not machine.sentiment:
        return ""
    because = f": “{machine.sentiment_because}”" if machine.sentiment_because else ""
    weak = " A weak match." if machine.sentiment_confidence < WEAK else ""
    sounds = "Sounds like advice" if machine.sentiment == Sentiment.ADVICE else f"Sounds {machine.sentiment}"
    return f"{sounds}{because}.{weak}"


def why(suggestion: Suggestion) -> str:
    """The words that moved a suggestion, and whether it is a weak one."""
    if suggestion.model == BY_HAND:
        return "Offered because a theme of this answer was split."
    words = f"Why: “{suggestion.because}”." if suggestion.because else ""
    weak = " A weak match." if suggestion.confidence < WEAK else ""
    return f"{words}{weak}".strip()


def _heading(suggestions: int) -> str:
    if not suggestions:
        return "No suggestion. You decide"
    return f"{_COUNTS.get(suggestions, f'{suggestions} suggestions')}. You decide"


def _parts(
    text: str, offered: Sequence[Suggestion], codebook: Sequence[Theme], ticked: Iterable[str]
) -> tuple[Part, ...]:
    """The whole first, then each segment that has a suggestion or a coding, in the order of the answer."""
    keys = (str(number) if number <= _KEYS else "" for number in count(1))
    places: dict[tuple[int, int], list[Row]] = {(0, 0): []}
    wanted = set(ticked)
    for each in offered:
        value = as_value(each.theme_id, each.start, each.end)
        row = Row(value, each.theme.name, area_name(each.theme.area), why(each), next(keys), value in wanted)
        places.setdefault((each.start, each.end), []).append(row)
        wanted.discard(value)
    names = {theme.pk: theme for theme in codebook}
    for value in sorted(wanted):
        segment = as_segment(value)
        if segment and segment.theme_id in names and segment.end <= len(text):
            theme = names[segment.theme_id]
            row = Row(value, theme.name, area_name(theme.area), "", "", True)
            places.setdefault((segment.start, segment.end), []).append(row)
    return tuple(Part(text[start:end], tuple(rows)) for (start, end), rows in sorted(places.items()) if rows or not end)
