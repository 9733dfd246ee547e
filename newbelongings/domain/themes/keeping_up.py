"""Learning from what people said, and reading the next answers anew in its light, within seconds."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer, Question

from .expecting import AREAS, expected
from .learning import learn
from .machine import Known, Machine, codebook_lines, digest, to_bytes
from .models import Coding, CodingAct, Learnt, MachineReading, Reading
from .text_models import Floats
from .worth import doubt, next_to_read
from .writing import ROWS, vector_of, write, write_vectors

# The latest readings are learnt from, for a machine's memory has an end.
_LEARN_FROM: Final = 10_000
_NEW_VECTORS: Final = 200
_POOL: Final = 3_000
NEXT: Final = 120
_REST: Final = 200
_QUIET: Final = dt.timedelta(seconds=20)


def keep_up(scope: Scope, *, cycle_id: int, machine: Machine) -> int:
    """Learn from a year's codings if they, or its codebook, changed; returns how many answers were read anew.

    Those that come next on the desk are chosen and read anew at once. The rest is left to ``read_rest_anew``. Nothing
    is learnt while there is no answer left to read.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    mark = _mark(cycle_id)
    learnt = Learnt.objects.filter(cycle=cycle_id, model=machine.reader.version).first()
    nothing_new = (learnt.mark if learnt else "") == mark
    if nothing_new or not _anything_left(cycle_id):
        return 0
    strange = _read_strange(cycle_id, machine)
    learn_cycle(machine, cycle_id, digest(mark, "and more") if strange else mark)
    return choose_next(machine, cycle_id)


def learn_cycle(machine: Machine, cycle_id: int, mark: str) -> None:
    """Learn what people said of a year's answers, and keep it where every worker finds it."""
    known = machine.known(cycle_id)
    read = _read_answers(cycle_id, machine.reader.version)
    row_of = {pk: row for row, (pk, *_) in enumerate(read)}
    column_of = {theme: column for column, theme in enumerate(known.lines.theme_ids)}
    said = np.zeros((len(read), len(column_of)), dtype=np.float32)
    for answer_id, theme_id in Coding.objects.filter(theme__cycle=cycle_id).values_list("answer_id", "theme_id"):
        if answer_id in row_of and theme_id in column_of:
            said[row_of[answer_id], column_of[theme_id]] = 1
    vectors = _rows([vector for *_, vector in read], machine.reader.width)
    areas = _rows([areas for _, _, areas, _ in read], len(AREAS))
    learned = learn(expected(known.lines, areas, vectors), vectors, [text for _, text, *_ in read], said)
    Learnt.objects.update_or_create(
        cycle_id=cycle_id,
        model=machine.reader.version,
        defaults={
            "codings": learned.codings,
            "mark": mark,
            "numbers": to_bytes(learned, known.lines.theme_ids),
        },
    )


def choose_next(machine: Machine, cycle_id: int) -> int:
    """Choose the answers that are worth most to be read next, and read them anew; returns how many."""
    known = machine.known(cycle_id)
    pool = _pool(cycle_id, machine.reader.version)
    vectors = _rows([vector for *_, vector in pool], machine.reader.width)
    areas = _rows([areas for _, _, areas, _ in pool], len(AREAS))
    values = known.learned.values(expected(known.lines, areas, vectors), vectors, [text for _, text, *_ in pool])
    doubts = [doubt(row) for row in known.learned.confidence(values)]
    chosen = [pool[place][0] for place in next_to_read(doubts, vectors, count=NEXT)]
    found = _read_anew(machine, known, chosen)
    _put_first(cycle_id, chosen)
    return found


def read_rest_anew(scope: Scope, *, cycle_id: int, machine: Machine) -> int:
    """Read some of the answers anew that were read before the last thing was learnt; returns how many.

    Not while somebody is coding: what they teach would have all of it read again for each word of theirs.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    learnt = Learnt.objects.filter(cycle=cycle_id, model=machine.reader.version).first()
    if learnt is not None and learnt.learnt_at > timezone.now() - _QUIET:
        return 0
    known = machine.known(cycle_id)
    stale = _unread(cycle_id, machine.reader.version).exclude(mark=known.mark)
    return _read_anew(machine, known, list(stale.values_list("answer_id", flat=True)[:_REST]))


def _mark(cycle_id: int) -> str:
    """Changes with every stroke of coding, every stroke taken back, and every change of the codebook; else never."""
    acts = CodingAct.objects.filter(round__cycle=cycle_id)
    counted = acts.aggregate(last=Max("pk"), undone=Count("undone_at"))
    return digest(codebook_lines(cycle_id)[1], str(counted)) if counted["last"] else ""


_Row = tuple[UUID, str, list[float], Floats]


def _read_strange(cycle_id: int, machine: Machine) -> bool:
    """Let the model see some answers that people read before it did; True while there are more."""
    model = machine.reader.version
    strange = _readings(cycle_id).exclude(answer__vector__model=model).order_by("-read_at")
    new = list(strange.values_list("answer_id", "answer__text")[: _NEW_VECTORS + 1])
    some = new[:_NEW_VECTORS]
    vectors = machine.vectors([text for _, text in some])
    write_vectors([(pk, vector) for (pk, _), vector in zip(some, vectors, strict=True)], model=model)
    return len(new) > len(some)


def _read_answers(cycle_id: int, model: str) -> list[_Row]:
    """Answers that people have read, latest first: id, text, how likely each area, vector."""
    rows = _readings(cycle_id).filter(answer__vector__model=model).order_by("-read_at").values_list(
        "answer_id", "answer__text", "answer__machine_reading__areas", "answer__vector__vector"
    )  # fmt: skip
    return [(pk, text, _areas(areas), vector_of(kept)) for pk, text, areas, kept in rows[:_LEARN_FROM]]


def _readings(cycle_id: int) -> QuerySet[Reading]:
    """What people read of a year. From what the model sets aside, such as another language, it learns nothing."""
    readings = Reading.objects.filter(answer__response__round__cycle=cycle_id)
    return readings.exclude(answer__machine_reading__aside__in=MachineReading.Aside.values)


def _pool(cycle_id: int, model: str) -> list[_Row]:
    """Answers that nobody has read and that are not set aside: some thousands, in the order of their random ids."""
    unread = _unread(cycle_id, model).filter(aside="", answer__vector__model=model).order_by("answer_id")
    rows = unread.values_list("answer_id", "answer__text", "areas", "answer__vector__vector")
    return [(pk, text, _areas(areas), vector_of(kept)) for pk, text, areas, kept in rows[:_POOL]]


def _anything_left(cycle_id: int) -> bool:
    answers = Answer.objects.filter(response__round__cycle=cycle_id, reading=None, option=None)
    return answers.filter(question__kind__in=Question.OPEN).exists()


def _unread(cycle_id: int, model: str) -> QuerySet[MachineReading]:
    read = MachineReading.objects.filter(answer__response__round__cycle=cycle_id, answer__reading=None, model=model)
    return read.filter(answer__option=None, answer__question__kind__in=Question.OPEN)


def _areas(pairs: list[tuple[str, float]] | None) -> list[float]:
    """How likely each of ``AREAS`` is; all alike where no model has said."""
    likely = dict(pairs) if pairs else dict.fromkeys(AREAS, 1 / len(AREAS))
    return [likely.get(area, 0.0) for area in AREAS]


def _rows(rows: Sequence[Floats] | Sequence[list[float]], width: int) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(-1, width)


def _read_anew(machine: Machine, known: Known, ids: Sequence[UUID]) -> int:
    found = 0
    for some in _in(ids, 50):
        waiting = Answer.objects.filter(pk__in=some, reading=None)
        answers = list(waiting.exclude(machine_reading__mark=known.mark))
        judged = machine.judge(known, [answer.text for answer in answers])
        found += write(answers, judged, known=known, model=machine.reader.version)
    return found


@transaction.atomic
def _put_first(cycle_id: int, chosen: Sequence[UUID]) -> None:
    """These come first on the desk, in this order; those chosen earlier stand back."""
    earlier = MachineReading.objects.filter(answer__response__round__cycle=cycle_id, worth__gt=0.5)
    earlier.exclude(answer__in=chosen).update(worth=0.5)
    place_of = {pk: place for place, pk in enumerate(chosen)}
    readings = list(MachineReading.objects.filter(answer__in=chosen))
    for reading in readings:
        reading.worth = 1 - 0.5 * place_of[reading.answer_id] / len(chosen)
    MachineReading.objects.bulk_update(readings, ["worth"], batch_size=ROWS)


def _in(ids: Sequence[UUID], size: int) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some
