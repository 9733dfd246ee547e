"""A codebook, and a round's answers with their codes, in the shape that tools for qualitative data read.

Plain values: how they are written into a file is an adapter's. Each id is made from what it names, so that the same
codebook has the same ids in every file.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID, uuid5

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round

from .coded import CodedAnswer, coded_answers
from .exporting import Coders
from .models import Theme
from .models.fields import Sentiment

_OURS: Final = UUID("8d1a3c52-9a1f-5d0e-8f0e-6a3f2c1b7e90")
MANNER: Final = "How it speaks"


@dataclass(frozen=True, slots=True)
class Line:
    """A code; a heading where ``lines`` stand under it."""

    guid: UUID
    name: str
    description: str = ""
    lines: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """That ``text[start:end]`` is coded with ``line``, by ``coder`` where that is known."""

    start: int
    end: int
    line: UUID
    coder: UUID | None


@dataclass(frozen=True, slots=True)
class Text:
    """All answers to one question, each with its passages."""

    guid: UUID
    name: str
    answers: Iterator[tuple[str, tuple[Passage, ...]]]


class Project:
    """A round for another tool. ``texts`` may be gone through once; ``coders`` are known after that."""

    def __init__(self, round_: Round) -> None:
        self.name = f"{round_.authority.name}: {round_.title}"
        self.lines = (*codebook_lines(round_.cycle), _manners(round_.cycle))
        self._round, self._coders = round_, Coders()
        self._guids: dict[str, UUID] = {}
        self._lines = {pk: _guid(round_.cycle, slug) for pk, slug in _slugs(round_.cycle)}

    @property
    def coders(self) -> dict[str, UUID]:
        """Whoever coded, by number and not by name."""
        return self._guids

    def texts(self) -> Iterator[Text]:
        """One text a question, read as it is written."""
        shorts = {sheet.id: sheet.short for sheet in surveys.instrument_questions(self._round.instrument_id)}
        found = coded_answers(self._round.pk)
        for question_id, answers in groupby(found, key=lambda answer: answer.question_id):
            guid = uuid5(_OURS, f"{self._round.code}/{question_id}")
            yield Text(guid, shorts[question_id], ((answer.text, self._passages(answer)) for answer in answers))

    def _passages(self, answer: CodedAnswer) -> tuple[Passage, ...]:
        whole = len(answer.text)
        passages = [
            Passage(about.start, about.end or whole, self._lines[about.theme_id], self._coder(about.coder_id))
            for about in answer.about
        ]
        if answer.sentiment:
            manner = _guid(self._round.cycle, f"{MANNER}/{answer.sentiment}")
            passages.append(Passage(0, whole, manner, self._coder(answer.reader_id)))
        return tuple(passages)

    def _coder(self, person_id: int | None) -> UUID | None:
        name = self._coders.name(person_id)
        return self._guids.setdefault(name, uuid5(_OURS, f"{self._round.code}/{name}")) if name else None


def project(scope: Scope, *, round_id: int) -> Project:
    """A round's answers with their codes, for those who may read answers; written down before anything is read."""
    scope.require(Permission.READ_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    audit.note(scope, "exported_coded_answers", round_)
    return Project(round_)


def codebook(scope: Scope, *, cycle_id: int) -> tuple[Line, ...]:
    """A cycle's codebook: themes under their areas."""
    scope.require(Permission.SEE_RESULTS)
    return codebook_lines(authorities.cycle(scope, cycle_id))


def codebook_lines(cycle: Cycle) -> tuple[Line, ...]:
    """The themes of a cycle, also those that were split or merged away where answers still are about them."""
    areas: dict[str, list[Line]] = defaultdict(list)
    for theme in _in_use(cycle):
        areas[theme.area].append(
            Line(_guid(cycle, theme.slug), theme.name, _described(theme.description, theme.examples))
        )
    return tuple(
        Line(_guid(cycle, f"area/{area}"), area_name(area), lines=tuple(lines)) for area, lines in sorted(areas.items())
    )


def _in_use(cycle: Cycle) -> Sequence[Theme]:
    found = Theme.objects.filter(cycle=cycle)
    return [*found.filter(retired_on=None), *found.exclude(retired_on=None).filter(codings__isnull=False).distinct()]


def _described(description: str, examples: Sequence[str]) -> str:
    return "\n".join([description, *(f"For example: {example}" for example in examples)]).strip()


def _manners(cycle: Cycle) -> Line:
    lines = tuple(Line(_guid(cycle, f"{MANNER}/{choice.value}"), choice.label) for choice in Sentiment)
    return Line(_guid(cycle, MANNER), MANNER, lines=lines)


def _slugs(cycle: Cycle) -> list[tuple[int, str]]:
    return list(Theme.objects.filter(cycle=cycle).values_list("pk", "slug"))


def _guid(cycle: Cycle, name: str) -> UUID:
    return uuid5(_OURS, f"{cycle.authority.code}/{cycle.number}/{name}")
