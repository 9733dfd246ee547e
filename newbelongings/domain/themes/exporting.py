"""Answers with their codes, and codebooks, as rows for a spreadsheet. ``projects`` gives them to other tools.

Nothing tells which answers one person gave, and who coded is a number: a file leaves the house.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round

from .coded import About, CodedAnswer, coded_answers
from .models import Theme

Write: TypeAlias = Callable[[Sequence[str], Iterable[Sequence[str]]], int]
ANSWER, QUESTION, TEXT, THEMES, SENTIMENT = "answer", "question", "text", "themes", "sentiment"
CODED_HEADER: Final = (ANSWER, QUESTION, TEXT, THEMES, SENTIMENT, "coder", "parts")
BOOK_HEADER: Final = ("area", "theme", "description", "examples", "retired")


class Coders:
    """Who coded, as numbers in the order in which they come up."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def name(self, person_id: int | None) -> str:
        """``Coder 1`` and so on; empty for nobody, and for somebody who is no longer there."""
        return f"Coder {self._numbers.setdefault(person_id, len(self._numbers) + 1)}" if person_id else ""


def export_coded(scope: Scope, *, round_id: int, write: Write) -> int:
    """Hand the header and a row for each answer to ``write``; returns how many rows. For those who may read answers.

    As with responses, the audit line is written first, in a statement of its own.
    """
    scope.require(Permission.READ_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    audit.note(scope, "exported_coded_answers", round_)
    return write(CODED_HEADER, _rows(round_))


def _rows(round_: Round) -> Iterator[Sequence[str]]:
    names = {theme.pk: as_cell(theme.name) for theme in Theme.objects.filter(cycle_id=round_.cycle_id)}
    shorts = {sheet.id: sheet.short for sheet in surveys.instrument_questions(round_.instrument_id)}
    coders = Coders()
    for answer in coded_answers(round_.pk):
        yield _row(answer, names, shorts, coders)


def _row(answer: CodedAnswer, names: dict[int, str], shorts: dict[int, str], coders: Coders) -> Sequence[str]:
    return (
        str(answer.id),
        shorts[answer.question_id],
        answer.text,
        "; ".join(dict.fromkeys(names[about.theme_id] for about in answer.about)),
        answer.sentiment,
        coders.name(answer.reader_id),
        "; ".join(_part(about, names) for about in answer.about if about.end),
    )


def _part(about: About, names: dict[int, str]) -> str:
    """Letters are counted from 1, the last one included, as a person counts."""
    return f"{names[about.theme_id]} ({about.start + 1} to {about.end})"


def as_cell(name: str) -> str:
    """A theme's name as it stands among others in one cell, where a semicolon parts them."""
    return " ".join(name.replace(";", ",").split())


def codebook_rows(scope: Scope, *, cycle_id: int) -> list[Sequence[str]]:
    """One row a theme of a cycle's codebook, those that were split or merged away at the end."""
    scope.require(Permission.SEE_RESULTS)
    found = Theme.objects.filter(cycle=authorities.cycle(scope, cycle_id))
    return [
        (
            theme.area,
            theme.name,
            theme.description,
            " | ".join(theme.examples),
            theme.retired_on.isoformat() if theme.retired_on else "",
        )
        for theme in sorted(found, key=lambda theme: (theme.retired_on is not None, theme.area, theme.name))
    ]
