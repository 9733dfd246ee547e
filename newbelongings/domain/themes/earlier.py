"""What was said of answers before somebody's stroke, as it is kept with the stroke and put back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypedDict
from uuid import UUID

from .models import Coding, Reading

# SQLite takes some hundreds of values in one statement.
ROWS = 500

KeptCoding: TypeAlias = tuple[int, int, int, int | None, str]


class KeptReading(TypedDict):
    """A reading: ids of the reader and the stroke, when, and the sentiment."""

    reader: int | None
    at: str
    sentiment: str
    act: int | None


class Kept(TypedDict):
    """What one answer had: its reading (None: nobody had read it) and its codings, each as the theme, where the
    segment starts and ends, who coded it and when."""

    reading: KeptReading | None
    codings: list[KeptCoding]


class Before(TypedDict, total=False):
    """``answers``: the ids of all answers of a stroke. ``had``: those of which something had been said, by id.

    ``sample``: for suggestions accepted at a confidence, how the sample was drawn and how many of it were right.
    """

    answers: list[str]
    had: dict[str, Kept]
    sample: dict[str, int]


def in_rows(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Stretches of ids, as many as one statement takes."""
    return (ids[start : start + ROWS] for start in range(0, len(ids), ROWS))


def keep(ids: Sequence[UUID]) -> Before:
    """What is said of these answers now."""
    readings: dict[UUID, KeptReading] = {}
    codings: dict[UUID, list[KeptCoding]] = defaultdict(list)
    for some in in_rows(ids):
        for reading in Reading.objects.filter(answer__in=some):
            readings[reading.answer_id] = kept_reading(reading)
        for coding in Coding.objects.filter(answer__in=some).order_by("pk"):
            codings[coding.answer_id].append(kept_coding(coding))
    had = {
        str(pk): Kept(reading=readings.get(pk), codings=codings.get(pk, []))
        for pk in ids
        if pk in readings or pk in codings
    }
    return {"answers": [str(pk) for pk in ids], "had": had}


def kept_reading(reading: Reading) -> KeptReading:
    """A reading as it is kept."""
    return {
        "reader": reading.reader_id,
        "at": reading.read_at.isoformat(),
        "sentiment": reading.sentiment,
        "act": reading.act_id,
    }


def kept_coding(coding: Coding) -> KeptCoding:
    """A coding as it is kept."""
    return (coding.theme_id, coding.start, coding.end, coding.coder_id, coding.coded_at.isoformat())


def reading_of(answer_id: UUID | str, kept: KeptReading) -> Reading:
    """The reading that was kept, letter for letter."""
    return Reading(
        answer_id=answer_id,
        reader_id=kept["reader"],
        read_at=dt.datetime.fromisoformat(kept["at"]),
        sentiment=kept["sentiment"],
        act_id=kept["act"],
    )


def coding_of(answer_id: UUID | str, kept: KeptCoding) -> Coding:
    """The coding that was kept, letter for letter."""
    theme, start, end, coder, at = kept
    return Coding(
        answer_id=answer_id,
        theme_id=theme,
        start=start,
        end=end,
        coder_id=coder,
        coded_at=dt.datetime.fromisoformat(at),
    )


def forget(ids: Sequence[UUID]) -> None:
    """Take away all that is said of these answers."""
    for some in in_rows(ids):
        Coding.objects.filter(answer__in=some).delete()
        Reading.objects.filter(answer__in=some).delete()


def put_back(ids: Iterable[UUID], before: Before) -> None:
    """Say of these answers exactly what was said before, in place of what is said now."""
    wanted = list(ids)
    forget(wanted)
    had = {pk: kept for pk in map(str, wanted) if (kept := before.get("had", {}).get(pk))}
    Coding.objects.bulk_create(
        [coding_of(pk, coding) for pk, kept in had.items() for coding in kept["codings"]], batch_size=ROWS
    )
    Reading.objects.bulk_create(
        [reading_of(pk, kept["reading"]) for pk, kept in had.items() if kept["reading"]], batch_size=ROWS
    )
