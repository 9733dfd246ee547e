"""The work of reading a round, in stretches that any worker may claim. One that dies leaves its stretch to the next."""

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import connection, transaction
from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.utils import timezone

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Question, Round

from .models import Batch

ANSWERS: Final = 200
# Longer than any part of a stretch takes to be read and written, after each of which the claim is renewed.
CLAIM: Final = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many answers of a round the model has read how many, since it last had some to read."""

    done: int
    of: int


def progress(scope: Scope, *, round_id: int) -> Progress | None:
    """How far the model is with a round; None where it has nothing left to read."""
    scope.require(Permission.READ_ANSWERS)
    batches = Batch.objects.filter(round=round_id, round__authority_id=scope.authority)
    done = Case(When(done_at__isnull=False, then=F("answers")), default=0)
    counted = batches.aggregate(done=Sum(done), of=Sum("answers"), left=Count("pk", filter=Q(done_at=None)))
    return Progress(counted["done"], counted["of"]) if counted["left"] else None


def unseen(round_id: int, model: str) -> QuerySet[Answer]:
    """Open answers of a round that no person has read, nor this model, in the order of their random ids."""
    answers = Answer.objects.filter(response__round=round_id, option=None, question__kind__in=Question.OPEN)
    return answers.filter(reading=None).exclude(machine_reading__model=model).order_by("pk")


@transaction.atomic
def lay(scope: Scope, *, round_id: int, model: str) -> int:
    """Cut what this model has not seen of a round into stretches, unless some are left; returns how many answers."""
    round_ = surveys.round_(scope, round_id)
    # One worker at a time, or two would lay the same stretch.
    Round.objects.select_for_update().get(pk=round_.pk)
    batches = Batch.objects.filter(round=round_)
    batches.filter(done_at=None).exclude(model=model).delete()
    if batches.filter(done_at=None).exists():
        return 0
    batches.delete()
    ids = unseen(round_id, model).values_list("pk", flat=True).iterator(chunk_size=10_000)
    laid = []
    while stretch := list(islice(ids, ANSWERS)):
        laid.append(Batch(round=round_, model=model, first=stretch[0], last=stretch[-1], answers=len(stretch)))
    Batch.objects.bulk_create(laid, batch_size=ANSWERS)
    return sum(batch.answers for batch in laid)


@transaction.atomic
def claim(model: str, *, round_id: int | None = None) -> Batch | None:
    """Take the next stretch that nobody has, of one round or of any; None where there is none."""
    now = timezone.now()
    free = Batch.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), model=model, done_at=None)
    if round_id is not None:
        free = free.filter(round=round_id)
    skip = connection.features.has_select_for_update_skip_locked
    batch = free.select_for_update(skip_locked=skip).first()
    if batch is not None:
        batch.claimed_until = now + CLAIM
        batch.save(update_fields=["claimed_until"])
    return batch


def renew(batch: Batch) -> bool:
    """Keep a claim while the work goes on; False where it ran out and another worker has it."""
    until = timezone.now() + CLAIM
    kept = Batch.objects.filter(pk=batch.pk, claimed_until=batch.claimed_until).update(claimed_until=until)
    batch.claimed_until = until
    return bool(kept)


def finish(batch: Batch) -> None:
    """All of this stretch is read."""
    Batch.objects.filter(pk=batch.pk).update(done_at=timezone.now(), claimed_until=None)


def is_left(model: str, *, round_id: int) -> bool:
    """Whether a stretch of a round is not done yet, claimed or not."""
    return Batch.objects.filter(round=round_id, model=model, done_at=None).exists()
