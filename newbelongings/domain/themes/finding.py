"""Looking for groups among the answers that no theme fits. For the jobs: it loads scikit-learn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import transaction

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Round

from .earlier import ROWS
from .emerging import stray_answers
from .grouping import Group, groups
from .models import Emerging, EmergingAnswer


@dataclass(frozen=True, slots=True)
class _Stray:
    """An answer that no theme fits, as a model sees it."""

    pk: UUID
    text: str
    model: str
    vector: bytes


def find_emerging(scope: Scope, *, round_id: int) -> int:
    """Find the groups of a round anew; returns how many. What a person made a theme, or left, stays as it is.

    Answers of such groups are not looked at again, so that nobody is asked twice. The looking takes seconds and
    locks nothing; what was found is then put down in one transaction.
    """
    strays = _strays(scope, round_id)
    vectors = np.array([np.frombuffer(one.vector, dtype="<f2") for one in strays], dtype=np.float32)
    found = groups([one.text for one in strays], vectors)
    _put_down(scope, round_id, strays, found)
    return len(found)


def _strays(scope: Scope, round_id: int) -> list[_Stray]:
    """As far as one and the same model has made vectors of them: the one that has seen most."""
    rows = stray_answers(scope, round_id=round_id).values_list("pk", "text", "vector__model", "vector__vector")
    strays = [_Stray(pk, text, model, bytes(vector)) for pk, text, model, vector in rows]
    most = Counter(one.model for one in strays).most_common(1)
    return [one for one in strays if one.model == most[0][0]]


@transaction.atomic
def _put_down(scope: Scope, round_id: int, strays: Sequence[_Stray], found: Sequence[Group]) -> None:
    # One at a time: two workers would each put down the same groups.
    Round.objects.select_for_update().get(pk=round_id)
    Emerging.objects.filter(round_id=round_id, state=Emerging.State.OPEN).delete()
    still = set(stray_answers(scope, round_id=round_id).values_list("pk", flat=True)) if found else set()
    for group in found:
        made = Emerging.objects.create(
            round_id=round_id, name=group.name[:120], words=list(group.words), model=strays[0].model
        )
        EmergingAnswer.objects.bulk_create(
            [
                EmergingAnswer(emerging=made, answer_id=strays[place].pk, closeness=closeness)
                for place, closeness in zip(group.members, group.closeness, strict=True)
                if strays[place].pk in still
            ],
            batch_size=ROWS,
        )
