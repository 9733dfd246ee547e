"""Which answers of a theme are the most typical: nearest to the middle of what people said of it."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import numpy as np

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer

from .models import AnswerVector

FEWEST = 3


def typical_first(scope: Scope, *, theme_id: int) -> list[UUID]:
    """A theme's answers, the most typical first, for the person who clears one to be quoted; two statements.

    Nearness is that of the text model's vectors. Answers that have none come at the end in the order of their random
    ids; where fewer than three have one there is no middle, and all are in that order.
    """
    scope.require(Permission.READ_ANSWERS)
    about = Answer.objects.filter(codings__theme_id=theme_id, response__round__authority_id=scope.authority)
    ids = list(about.distinct().order_by("pk").values_list("pk", flat=True))
    rows = AnswerVector.objects.filter(
        answer__codings__theme_id=theme_id, answer__response__round__authority_id=scope.authority
    )
    found = list(rows.distinct().order_by("answer_id").values_list("answer_id", "model", "vector"))
    if not found:
        return ids
    model = Counter(model for _, model, _ in found).most_common(1)[0][0]
    vectors = {pk: bytes(vector) for pk, of, vector in found if of == model}
    first = nearest_to_the_middle(list(vectors), list(vectors.values()))
    ranked = set(first)
    return [*first, *(pk for pk in ids if pk not in ranked)]


def nearest_to_the_middle(ids: Sequence[UUID], vectors: Sequence[bytes]) -> list[UUID]:
    """The ids by the cosine of their vector to the mean of all, greatest first; none where there are too few."""
    if len(ids) < FEWEST:
        return []
    matrix = np.stack([np.frombuffer(vector, dtype="<f2") for vector in vectors]).astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    of_one_length = matrix / np.where(lengths == 0, 1, lengths)
    closeness = of_one_length @ of_one_length.mean(axis=0)
    return [ids[place] for place in np.argsort(-closeness, kind="stable")]
