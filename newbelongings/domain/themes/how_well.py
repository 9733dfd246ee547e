"""How well the suggestions did, question by question, against what people said."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from newbelongings.domain.kernel.intervals import Interval
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Question

from .models import Coding, CodingAct, Reading, Suggestion, Theme
from .scoring import NEEDED, Compared, Score, by_theme, f1_interval, score

_BY_A_PERSON: Final = (CodingAct.Kind.ONE, CodingAct.Kind.SETTLED)
_ENOUGH_OF_A_THEME: Final = 5
_WORST: Final = 5


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """One theme's score under a question."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class HowWell:
    """How well the suggestions of one question did, of ``read`` answers.

    ``interval`` is that of ``score.f1``, None below ``NEEDED`` answers. ``worst``: the themes of five codings or more
    that did worst, the worst first. ``models``: which made the suggestions.
    """

    question: Question
    read: int
    score: Score
    interval: Interval | None
    worst: tuple[ThemeScore, ...]
    models: tuple[str, ...]

    @property
    def still_needed(self) -> int:
        """How many more answers must be read before there is a number to show."""
        return max(0, NEEDED - self.read)

    @property
    def needed(self) -> int:
        return NEEDED


def how_well(scope: Scope, *, round_id: int) -> list[HowWell]:
    """Each question of a round that has answers a person read after a model did; in a few statements.

    Counted are answers that a person read, alone or settling with another (``CodingAct.Kind.ONE`` and ``SETTLED``),
    not those accepted at a confidence: they agree with the model because nobody looked. Answers of the same words
    count once; so many alike would drown the rest. Not counted are answers set aside, and those with a suggestion
    of a theme that has been split since.
    """
    scope.require(Permission.CODE_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    readings = Reading.objects.filter(
        answer__response__round=round_, act__kind__in=_BY_A_PERSON, answer__machine_reading__aside=""
    )
    said, split_since, models = _said(readings)
    coded = _coded(readings)
    compared: dict[int, dict[str, Compared]] = defaultdict(dict)
    read_before = readings.values_list("answer_id", "answer__question_id", "answer__text").order_by("answer_id")
    for pk, question_id, text in read_before:
        if pk not in split_since:
            compared[question_id].setdefault(text, Compared(frozenset(said[pk]), frozenset(coded[pk])))
    names = dict(Theme.objects.filter(cycle=round_.cycle_id).values_list("pk", "name"))
    questions = Question.objects.filter(pk__in=compared).order_by("position")
    return [_of_question(each, list(compared[each.pk].values()), names, models[each.pk]) for each in questions]


def _of_question(question: Question, answers: list[Compared], names: dict[int, str], models: set[str]) -> HowWell:
    enough = len(answers) >= NEEDED
    themes = [(each, pk) for pk, each in by_theme(answers).items() if each.both + each.missed >= _ENOUGH_OF_A_THEME]
    worst = sorted(themes, key=lambda found: (found[0].f1 or 0, found[1]))[:_WORST] if enough else []
    return HowWell(
        question=question,
        read=len(answers),
        score=score(answers),
        interval=f1_interval(answers) if enough else None,
        worst=tuple(ThemeScore(names[pk], each) for each, pk in worst),
        models=tuple(sorted(models)),
    )


def _said(readings: QuerySet[Reading]) -> tuple[dict[UUID, set[int]], set[UUID], dict[int, set[str]]]:
    """The themes suggested for each answer, the answers with one that was split since, the models by question."""
    said: dict[UUID, set[int]] = defaultdict(set)
    split_since: set[UUID] = set()
    models: dict[int, set[str]] = defaultdict(set)
    rows = Suggestion.objects.filter(said=True, answer__in=readings.values("answer")).order_by()
    for pk, question_id, theme_id, retired, model in rows.values_list(
        "answer_id", "answer__question_id", "theme_id", "theme__retired_on", "model"
    ):
        said[pk].add(theme_id)
        split_since |= {pk} if retired else set()
        models[question_id].add(model)
    return said, split_since, models


def _coded(readings: QuerySet[Reading]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    for pk, theme_id in Coding.objects.filter(answer__in=readings.values("answer")).values_list(
        "answer_id", "theme_id"
    ):
        found[pk].add(theme_id)
    return found
