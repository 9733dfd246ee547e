"""What rows of a spreadsheet say that answers are about. Pure: rows in, codings and refusals out.

A row finds its answer by our own number for it, or by its exact words. Its themes stand in one cell, parted by
semicolons, or each in a column of its own that is ticked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from newbelongings.domain.surveys.cells import CellRefused
from newbelongings.domain.surveys.importing import unguarded
from newbelongings.domain.surveys.refusals import Refusal, Refusals, Row, ragged

from .exporting import ANSWER, SENTIMENT, TEXT, THEMES, as_cell
from .models.fields import Sentiment

TICK: Final = "theme:"
LONGEST_NAME: Final = 120
_YES: Final = frozenset({"1", "x", "yes", "y", "true", "✓", "✔"})
_NO: Final = frozenset({"", "0", "no", "n", "false", "-"})
_APART: Final = re.compile(r"[;\n|]")


@dataclass(frozen=True)
class Known:
    """What rows may speak of: the round's answers by their words, and the living themes by what they are called.

    ``kept``: the answers that two people read alone just now; what a row says of one is left out.
    """

    texts: Mapping[UUID, str]
    themes: Mapping[str, int]
    kept: frozenset[UUID] = frozenset()

    @classmethod
    def of(
        cls, texts: Mapping[UUID, str], themes: Iterable[tuple[int, str, str]], kept: Iterable[UUID] = ()
    ) -> "Known":
        """``themes`` are ids, names and slugs."""
        called = {key: pk for pk, name, slug in themes for key in (slug, key_of(name))}
        return cls(texts, called, frozenset(kept))


@dataclass(frozen=True, slots=True)
class Coded:
    """What a row says of an answer: names of themes as they were written, and how it speaks."""

    themes: tuple[str, ...]
    sentiment: str = ""


@dataclass
class CodingReading(Refusals):
    """What a file would bring in. ``unknown`` counts rows by the theme they name that the codebook does not have.

    ``kept``: the answers of which the file says something, and which are left to two who read them alone.
    """

    coded: dict[UUID, Coded] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    kept: set[UUID] = field(default_factory=set)


def key_of(name: str) -> str:
    """How a theme's name is compared: as it stands in a cell, without regard to capitals."""
    return as_cell(name).lower()


def guess(header: Sequence[str], themes: Mapping[int, str]) -> dict[int, str]:
    """What each column seems to be: one of our own, or a theme by its name."""
    own = {name: name for name in (ANSWER, TEXT, THEMES, SENTIMENT)} | {"id": ANSWER, "codes": THEMES, "theme": THEMES}
    named = {key_of(name): f"{TICK}{pk}" for pk, name in themes.items()}
    keys = [key_of(heading) for heading in header]
    return {place: own.get(key) or named[key] for place, key in enumerate(keys) if key in own or key in named}


def why_not(chosen: Mapping[int, str]) -> str:
    """What is wrong with the choice of columns, as a sentence; empty where nothing is."""
    targets = list(chosen.values())
    if ANSWER not in targets and TEXT not in targets:
        return "Choose which column finds the answer: its number here, or its exact words."
    if not any(target in (THEMES, SENTIMENT) or target.startswith(TICK) for target in targets):
        return "Choose at least one column that says what answers are about."
    twice = next((target for target in targets if targets.count(target) > 1), "")
    return "Two columns go to the same place: leave one of them out." if twice else ""


def read(rows: Iterable[Row], header: Sequence[str], chosen: Mapping[int, str], known: Known) -> CodingReading:
    """Read every row. Nothing is written."""
    by_text: dict[str, list[UUID]] = defaultdict(list)
    for pk, text in known.texts.items():
        by_text[text.strip()].append(pk)
    reading = CodingReading()
    for row in rows:
        reading.rows += 1
        if row.trouble or len(row.cells) != len(header):
            reading.refuse(Refusal(row.number, "", row.trouble or ragged(len(row.cells), len(header))))
            continue
        place = 0
        try:
            cells: dict[str, str] = {}
            for place, target in chosen.items():
                if place in row.formulas:
                    raise CellRefused("This cell holds a formula: copy the column and paste it back as values.")
                cells[target] = row.cells[place].strip()
            place = next(at for at, target in chosen.items() if target in (ANSWER, TEXT))
            found = _answers(cells, known, by_text)
            place = next((at for at, target in chosen.items() if target == SENTIMENT), place)
            coded = _coded(cells, header, chosen)
            _put(reading, found, coded, known)
        except CellRefused as refused:
            reading.refuse(Refusal(row.number, header[place], str(refused)))
    return reading


def _answers(cells: Mapping[str, str], known: Known, by_text: Mapping[str, list[UUID]]) -> list[UUID]:
    """The answers a row is about: one by its number, or every one that has these very words."""
    if number := cells.get(ANSWER, ""):
        try:
            pk = UUID(number)
        except ValueError:
            raise CellRefused("This is no number of an answer: take it from a file that was saved here.") from None
        if pk not in known.texts:
            raise CellRefused("This answer is not in this survey: check that it is the file of this survey.")
        return [pk]
    words = cells.get(TEXT, "").replace("\r\n", "\n")
    if not words:
        raise CellRefused("Nothing says which answer this is: fill in its number or its words.")
    found = by_text.get(words) or by_text.get(unguarded(words))
    if not found:
        raise CellRefused("No answer in this survey has these very words: copy them as they were written.")
    return found


def _coded(cells: Mapping[str, str], header: Sequence[str], chosen: Mapping[int, str]) -> Coded:
    named = [as_cell(part) for part in _APART.split(unguarded(cells.get(THEMES, ""))) if part.strip()]
    for place, target in chosen.items():
        if target.startswith(TICK):
            if cells[target].lower() in _YES:
                named.append(target)
            elif cells[target].lower() not in _NO:
                where = as_cell(header[place])
                raise CellRefused(f"“{where}” should hold 1 where it fits, and nothing where it does not.")
    sentiment = cells.get(SENTIMENT, "").lower()
    if sentiment not in ("", *Sentiment.values):
        raise CellRefused("Write positive, negative, mixed or advice, or leave it empty.")
    return Coded(tuple(dict.fromkeys(named)), sentiment)


def _put(reading: CodingReading, found: Sequence[UUID], coded: Coded, known: Known) -> None:
    if not coded.themes and not coded.sentiment:
        reading.blank += 1
        return
    if any(len(name) > LONGEST_NAME for name in coded.themes):
        raise CellRefused(f"The name of a theme has {LONGEST_NAME} letters at most: shorten it.")
    reading.kept |= known.kept.intersection(found)
    open_to_all = [pk for pk in found if pk not in known.kept]
    for pk in open_to_all:
        if reading.coded.setdefault(pk, coded) != coded:
            raise CellRefused("An earlier row says something else of the same answer: keep one of them.")
    for name in coded.themes if open_to_all else ():
        if not name.startswith(TICK) and key_of(name) not in known.themes:
            reading.unknown[name] = reading.unknown.get(name, 0) + 1
