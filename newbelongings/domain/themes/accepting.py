"""Accepting many suggestions at once, from a confidence on: never before a person has checked a sample of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.intervals import Interval, wilson
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach.sampling import random_sample
from newbelongings.domain.surveys.models import Answer

from .coding import Said, Segment, own_answers, write_codings
from .desk import unread_answers
from .earlier import in_rows
from .models import CodingAct, MachineReading, Suggestion

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
    """Answers nobody has read that a model is so sure of. What was set aside waits for a person, however sure it is."""
    scope.require(Permission.CODE_ANSWERS)
    sure = Suggestion.objects.filter(
        answer=OuterRef("pk"), confidence__gte=offer.least, theme__retired_on=None
    ).order_by()
    if offer.theme_id is not None:
        sure = sure.filter(theme=offer.theme_id)
    aside = MachineReading.objects.filter(answer=OuterRef("pk")).exclude(aside="")
    return unread_answers(scope, round_id=offer.round_id).filter(Exists(sure)).exclude(Exists(aside))


def _drawn(ids: Iterable[UUID], seed: int) -> list[UUID]:
    return [UUID(pk) for pk in random_sample(map(str, ids), size=SAMPLE, seed=str(seed))]


def sample_to_check(scope: Scope, offer: Offer, *, seed: int) -> list[Sampled]:
    """What a person must look at before all of it is accepted: ``SAMPLE`` answers, or all if there are fewer.

    ``seed`` alone decides; where an answer has been read meanwhile, the others stay in the sample.
    """
    ids = _drawn(to_accept(scope, offer).values_list("pk", flat=True), seed)
    sure = _sure_of(ids, offer.least)
    prefetch_related_objects([each for some in sure.values() for each in some], "theme")
    answers = Answer.objects.filter(pk__in=ids).select_related("question").in_bulk()
    return [Sampled(answers[pk], tuple(sure[pk])) for pk in ids]


@transaction.atomic
def accept_suggestions(scope: Scope, offer: Offer, *, seed: int, judged: Mapping[UUID, bool]) -> CodingAct:
    """Code all of an offer as suggested, in one stroke that can be undone whole.

    ``judged``: for each answer of the sample that ``seed`` draws, whether a person found it right; those found wrong
    stay to be read. ``Refused`` without a word on every one of them.
    """
    scope.require(Permission.CODE_ANSWERS)
    waiting = list(to_accept(scope, offer).values_list("pk", flat=True))
    sample = _drawn(waiting, seed)
    if missing := [pk for pk in sample if pk not in judged]:
        raise Refused(f"Say of every answer of the sample whether it is right: {len(missing)} are still to be checked.")
    wanted = [pk for pk in waiting if judged.get(pk, True)]
    if not wanted:
        raise Refused("There is nothing left to accept here. Choose another theme, or a lower confidence.")
    right = sum(judged[pk] for pk in sample)
    sure = _sure_of(wanted, offer.least)
    feelings = _feelings(wanted, offer.least)
    said = {
        answer: Said(_as_suggested(sure[answer.pk]), feelings.get(answer.pk, ""))
        for answer in own_answers(scope, wanted)
    }
    (act,) = write_codings(
        scope,
        said,
        kind=CodingAct.Kind.ACCEPTED,
        confidence=offer.least,
        sample={"seed": seed, "right": right, "of": len(sample)},
    )
    return act


def _as_suggested(suggestions: Iterable[Suggestion]) -> tuple[Segment, ...]:
    return tuple(Segment(each.theme_id, each.start, each.end) for each in suggestions)


def _sure_of(ids: list[UUID], least: float) -> dict[UUID, list[Suggestion]]:
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    for some in in_rows(ids):
        rows = Suggestion.objects.filter(answer__in=some, confidence__gte=least, theme__retired_on=None)
        for row in rows:
            found[row.answer_id].append(row)
    return found


def _feelings(ids: list[UUID], least: float) -> dict[UUID, str]:
    """How each speaks, where a model is as sure of that as of what it is about."""
    found: dict[UUID, str] = {}
    for some in in_rows(ids):
        rows = MachineReading.objects.filter(answer__in=some, sentiment_confidence__gte=least)
        found |= dict(rows.values_list("answer_id", "sentiment"))
    return found
