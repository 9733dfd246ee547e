"""Letting a text model read answers and suggest themes. The model is handed in; nothing here knows how it thinks."""

from collections.abc import Callable
from typing import Final

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from . import batches
from .codebook import ensure_codebook
from .keeping_up import choose_next
from .machine import Machine
from .models import Batch
from .writing import write

_TEXTS_AT_ONCE: Final = 50

Progress = Callable[[int, int], None]


def suggest_for_round(scope: Scope, *, round_id: int, machine: Machine, progress: Progress | None = None) -> int:
    """Suggest themes for a round's open answers that nobody has read and this model has not seen; returns how many.

    Some at a time, each time whole: killed in the middle, it goes on where it stopped. As many as like may do it at
    once and share the work. ``progress`` is told how many of how many are done, by all of them.
    """
    scope.require(Permission.CODE_ANSWERS)
    lay_round(scope, round_id=round_id, model=machine.reader.version)
    found = 0
    while (batch := batches.claim(machine.reader.version, round_id=round_id)) is not None:
        found += read_batch(machine, batch)
        if progress and (far := batches.progress(scope, round_id=round_id)):
            progress(far.done, far.of)
    return found


def lay_round(scope: Scope, *, round_id: int, model: str) -> int:
    """Give a round's year a codebook if it has none, and cut what there is to read into stretches."""
    ensure_codebook(scope, cycle_id=surveys.round_(scope, round_id).cycle_id)
    return batches.lay(scope, round_id=round_id, model=model)


def read_batch(machine: Machine, batch: Batch) -> int:
    """Read one claimed stretch; returns how many answers. What is left of it when the claim is lost, others read."""
    model = machine.reader.version
    known = machine.known(batch.round.cycle_id)
    waiting = list(batches.unseen(batch.round_id, model).filter(pk__gte=batch.first, pk__lte=batch.last))
    found = 0
    for start in range(0, len(waiting), _TEXTS_AT_ONCE):
        some = waiting[start : start + _TEXTS_AT_ONCE]
        found += write(some, machine.judge(known, [answer.text for answer in some]), known=known, model=model)
        if not batches.renew(batch):
            return found
    batches.finish(batch)
    if not batches.is_left(model, round_id=batch.round_id):
        choose_next(machine, batch.round.cycle_id)
    return found
