"""Accepting many suggestions at once, from a confidence on: never before a person has checked a sample of them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .coding import Said, Segment, own_answers, write_codings
from .earlier import in_rows
from .models import CodingAct, MachineReading, Suggestion
from .offers import Offer, drawn, sure_of, to_accept


@transaction.atomic
def accept_suggestions(scope: Scope, offer: Offer, *, seed: int, judged: Mapping[UUID, bool]) -> CodingAct:
    """Code all of an offer as suggested, in one stroke that can be undone whole.

    ``judged``: for each answer of the sample that ``seed`` draws, whether a person found it right; those found wrong
    stay to be read. ``Refused`` without a word on every one of them.
    """
    scope.require(Permission.CODE_ANSWERS)
    waiting = list(to_accept(scope, offer).values_list("pk", flat=True))
    sample = drawn(waiting, seed)
    if missing := [pk for pk in sample if pk not in judged]:
        raise Refused(f"Say of every answer of the sample whether it is right: {len(missing)} are still to be checked.")
    wanted = [pk for pk in waiting if judged.get(pk, True)]
    if not wanted:
        raise Refused("There is nothing left to accept here. Choose another theme, or a lower confidence.")
    right = sum(judged[pk] for pk in sample)
    sure = sure_of(wanted, offer.least)
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


def _feelings(ids: list[UUID], least: float) -> dict[UUID, str]:
    """How each speaks, where a model is as sure of that as of what it is about."""
    found: dict[UUID, str] = {}
    for some in in_rows(ids):
        rows = MachineReading.objects.filter(answer__in=some, sentiment_confidence__gte=least)
        found |= dict(rows.values_list("answer_id", "sentiment"))
    return found
