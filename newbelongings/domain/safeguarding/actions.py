"""Writes: a concern as it comes in, and what was done about it."""

import datetime as dt
from collections.abc import Iterable

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import CONCERN, seal

from .detector import suggests_danger
from .models import Concern


def raise_concerns(scope: Scope, *, authority_id: int, said: Iterable[tuple[str, str]], on: dt.date) -> int:
    """Put every answer whose words suggest danger before the safeguarding lead; returns how many.

    ``said`` holds pairs of a question and the words under it. Called by actions that take in words, inside their
    transaction and with their scope, so that a concern is there exactly when the answer is. No audit line is written.
    """
    found = [(question, words) for question, words in said if suggests_danger(words)]
    for question, words in found:
        Concern.objects.create(
            authority_id=authority_id,
            came_on=on,
            sealed=seal({"question": question, "words": words}, purpose=CONCERN),
        )
    return len(found)
