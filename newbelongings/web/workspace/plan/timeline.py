"""Milestones in time, drawn on the server: where each mark, line and letter goes. Pure.

Labels never touch. All stand to the right of their mark, and are placed from the last to the first: so a
later line never runs through an earlier label, and each label takes the nearest lane, above or below the
thread, in which no other label and no other label's line is in its way. One more lane is always free.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from newbelongings.domain.plans.plan_view import MilestoneView

from .words import chart_words

Side = Literal["above", "below"]

WIDTH = 1088
LEFT, RIGHT = 14, WIDTH - 166  # the margin on the right takes the label of a milestone on the last day
LETTER = 16
LINE_HEIGHT = 20
LABEL_WIDTH = 152
LABEL_LINES = 3
LABEL_GAP = 9
MARK_GAP = 25
LANE_GAP = 14
ABOVE, BELOW = 28, 40  # from the thread to the nearest lane; below it the months have their place
TODAY_HALF = 30
_NARROW, _WIDE = set("fijlrt.,:;'’|!() I1"), set("mwMWQGOCDN@%&")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of letters in the drawing."""

    x: float
    y: float
    text: str
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One milestone: its shape on the thread, the line to its label, and the label."""

    x: float
    rag: str
    line_from: float
    line_to: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing, in units of its own (1 unit is about one pixel on a desk). ``ghosts`` are the days on which
    milestones were due before they were planned anew."""

    width: int
    height: float
    axis: float
    left: float
    right: float
    today: float | None
    months: tuple[Words, ...]
    marks: tuple[Mark, ...]
    ghosts: tuple[float, ...] = ()

    @property
    def happened_until(self) -> float:
        """Where the solid thread ends and the stitches begin."""
        return self.left if self.today is None else self.today

    @property
    def today_line(self) -> tuple[float, float]:
        """Top and bottom of the short line over today; the word stands above it."""
        return self.axis - 32, self.axis - 8


@dataclass(slots=True)
class _Label:
    """A label on its way to a place: its box from ``x0`` to ``x1``, its lane 0, 1, ... and its side."""

    x: float
    lines: list[str]
    states: list[str]
    rag: str
    side: Side = "above"
    lane: int = 0

    @property
    def box(self) -> tuple[float, float]:
        return self.x, self.x + LABEL_GAP + LABEL_WIDTH

    @property
    def rows(self) -> int:
        return len(self.lines) + len(self.states)


@dataclass(slots=True)
class _Placed:
    """What has its place already; ``today`` keeps the word "Today" free, above the thread."""

    today: float | None
    labels: list[_Label] = field(default_factory=list)

    def has_room(self, label: _Label, side: Side, lane: int) -> bool:
        if side == "above" and self._meets_today(label, lane):
            return False
        x0, x1 = label.box
        for other in self.labels:
            if other.side != side:
                continue
            if other.lane == lane and other.box[0] <= x1 and x0 <= other.box[1]:
                return False
            if other.lane > lane and x0 < other.x <= x1:
                return False
        return True

    def _meets_today(self, label: _Label, lane: int) -> bool:
        if self.today is None:
            return False
        x0, x1 = label.box
        first, last = self.today - TODAY_HALF, self.today + TODAY_HALF
        return first <= x0 <= last or (lane == 0 and x0 <= last and first <= x1)

    def place(self, label: _Label) -> None:
        """Give it the nearest lane with room; of two sides as near, the one not used last."""
        first: Side = "below" if self.labels and self.labels[-1].side == "above" else "above"
        sides: tuple[Side, Side] = (first, "above" if first == "below" else "below")
        lane = 0
        while True:
            for side in sides:
                if self.has_room(label, side, lane):
                    label.side, label.lane = side, lane
                    self.labels.append(label)
                    return
            lane += 1


def draw(milestones: Sequence[MilestoneView], *, starts: dt.date, ends: dt.date, today: dt.date) -> Timeline:
    """Lay out the milestones of a year that runs from ``starts`` to ``ends``."""
    now = _x(today, starts, ends) if starts <= today <= ends else (RIGHT if today > ends else None)
    in_order = sorted(milestones, key=lambda milestone: milestone.due)
    places = _apart([_x(milestone.due, starts, ends) for milestone in in_order])
    placed = _Placed(now)
    for milestone, x in reversed(list(zip(in_order, places, strict=True))):
        state = chart_words(milestone.standing)
        placed.place(_Label(x, wrap(milestone.title), wrap(state) if state else [], milestone.standing.rag))
    ghosts = [_x(was, starts, ends) for was in _were_due(in_order) if starts <= was <= ends]
    return replace(_finish(placed, _months(starts, ends), now), ghosts=tuple(sorted(set(ghosts))))


def _were_due(milestones: Sequence[MilestoneView]) -> list[dt.date]:
    return [move.was for milestone in milestones for move in milestone.moved]


def _x(day: dt.date, starts: dt.date, ends: dt.date) -> float:
    share = (day - starts).days / max(1, (ends - starts).days)
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _apart(places: list[float]) -> list[float]:
    """Marks that would lie on each other move apart by as little as it takes, within the thread."""
    gap = min(MARK_GAP, (RIGHT - LEFT) / max(1, len(places) - 1))
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    limit = float(RIGHT)
    for i in range(len(places) - 1, -1, -1):
        places[i] = round(min(places[i], limit), 1)
        limit = places[i] - gap
    return places


def width_of(words: str) -> float:
    """About how wide words are at the letter size of the drawing; rather too wide than too narrow."""
    ems = sum(0.36 if c in _NARROW else 0.9 if c in _WIDE else 0.62 if c.isascii() else 1.0 for c in words)
    return ems * LETTER


def wrap(title: str) -> list[str]:
    """A title in at most three lines that fit a label; what does not fit is left to the table below."""
    lines = [""]
    for word in (piece for whole in title.split() for piece in _pieces(whole)):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer) <= LABEL_WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], _shortened(lines[LABEL_LINES - 1])]
    return lines


def _pieces(word: str) -> list[str]:
    """A word, broken where it alone is wider than a label."""
    pieces = [""]
    for letter in word:
        if width_of(pieces[-1] + letter) > LABEL_WIDTH:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(line: str) -> str:
    """The words of a line that leave room for the sign that more follows."""
    while " " in line and width_of(f"{line}…") > LABEL_WIDTH:
        line = line.rpartition(" ")[0]
    while width_of(f"{line}…") > LABEL_WIDTH:
        line = line[:-1]
    return f"{line}…"


def _months(starts: dt.date, ends: dt.date) -> list[tuple[float, str]]:
    """The first of each month on the thread, with its short name."""
    found, day = [], starts.replace(day=1)
    while day <= ends:
        if day >= starts:
            found.append((_x(day, starts, ends), f"{day:%b}"))
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return found


def _lane_offsets(labels: list[_Label], side: Side) -> list[float]:
    """How far from the nearest lane each lane of a side begins; one more than there are lanes."""
    offsets, here = [0.0], [label for label in labels if label.side == side]
    for lane in range(max((label.lane for label in here), default=-1) + 1):
        # A lane may be left empty because of the word "Today", which then needs its one row.
        rows = max((label.rows for label in here if label.lane == lane), default=1)
        offsets.append(offsets[-1] + rows * LINE_HEIGHT + LANE_GAP)
    return offsets


def _finish(placed: _Placed, months: list[tuple[float, str]], now: float | None) -> Timeline:
    above, below = (_lane_offsets(placed.labels, side) for side in ("above", "below"))
    axis = ABOVE + max(above[-1], 3 * LINE_HEIGHT)
    height = axis + BELOW + max(below[-1], LINE_HEIGHT)
    marks = [_mark(label, axis, above if label.side == "above" else below) for label in reversed(placed.labels)]
    names = tuple(Words(x + 5, axis + 28, name) for x, name in months)
    return Timeline(WIDTH, height, axis, LEFT, RIGHT, now, names, tuple(marks))


def _mark(label: _Label, axis: float, offsets: list[float]) -> Mark:
    text = [*((line, False) for line in label.lines), *((line, True) for line in label.states)]
    tall = label.rows * LINE_HEIGHT
    if label.side == "above":
        top = axis - ABOVE - offsets[label.lane] - tall
        line_from, line_to = axis - 12, top + 2
    else:
        top = axis + BELOW + offsets[label.lane]
        line_from, line_to = axis + 12, top + tall
    words = (
        Words(label.x + LABEL_GAP, top + 15 + i * LINE_HEIGHT, line, state) for i, (line, state) in enumerate(text)
    )
    return Mark(label.x, label.rag, line_from, line_to, tuple(words))
