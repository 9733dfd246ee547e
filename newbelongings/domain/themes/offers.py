"""What could be accepted at once, from a confidence on, and the sample of it that a person must check first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from newbelongings.domain.kernel.intervals import Interval, wilson
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach.sampling import random_sample
from newbelongings.domain.surveys.models import Answer

from .desk import answers_to_code
from .earlier import in_rows
from .models import MachineReading, Suggestion

SAMPLE: Final = 20
GOOD_ENOUGH: Final = 0.8


@dataclass(frozen=True, slots=True)
class Offer:
    """Which suggestions to accept: of answers about ``theme_id`` (None: any theme), from confidence ``least`` on."""

    round_id: int
    least: float
    theme_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sampled:
    """An answer of the sample and the suggestions that would become codings."""

    answer: Answer
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many of a sample a person found right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of

    @property
    def interval(self) -> Interval:
        """The 95 per cent interval of the share of all that would be accepted."""
        return wilson(self.right, self.of)

    @property
    def is_good_enough(self) -> bool:
        return self.share >= GOOD_ENOUGH


def to_accept(scope: Scope, offer: Offer) -> QuerySet[Answer]:
    """What waits at the desk and a model is so sure of. What was set aside waits for a person, however sure it is."""
    scope.require(Permission.CODE_ANSWERS)
    sure = Suggestion.objects.filter(
        answer=OuterRef("pk"), confidence__gte=offer.least, theme__retired_on=None
    ).order_by()
    if offer.theme_id is not None:
        sure = sure.filter(theme=offer.theme_id)
    aside = MachineReading.objects.filter(answer=OuterRef("pk")).exclude(aside="")
    return answers_to_code(scope, round_id=offer.round_id).filter(Exists(sure)).exclude(Exists(aside))


def drawn(ids: Iterable[UUID], seed: int) -> list[UUID]:
    """The sample that a seed alone decides."""
    return [UUID(pk) for pk in random_sample(map(str, ids), size=SAMPLE, seed=str(seed))]


def sample_to_check(scope: Scope, offer: Offer, *, seed: int) -> list[Sampled]:
    """What a person must look at before all of it is accepted: ``SAMPLE`` answers, or all if there are fewer.

    ``seed`` alone decides; where an answer has been read meanwhile, the others stay in the sample.
    """
    ids = drawn(to_accept(scope, offer).values_list("pk", flat=True), seed)
    sure = sure_of(ids, offer.least)
    prefetch_related_objects([each for some in sure.values() for each in some], "theme")
    answers = Answer.objects.filter(pk__in=ids).select_related("question").in_bulk()
    return [Sampled(answers[pk], tuple(sure[pk])) for pk in ids]


def sure_of(ids: list[UUID], least: float) -> dict[UUID, list[Suggestion]]:
    """The suggestions of these answers from a confidence on."""
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    for some in in_rows(ids):
        rows = Suggestion.objects.filter(answer__in=some, confidence__gte=least, theme__retired_on=None)
        for row in rows:
            found[row.answer_id].append(row)
    return found
