"""What is due, done once. Each sweep may be killed at any moment and run twice: see docs/adr/0005."""

import logging
import traceback
from collections.abc import Callable
from functools import cache

from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.outreach.forgetting import forget_due_contacts
from newbelongings.domain.safeguarding import actions as safeguarding
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.suggesting import Suggester, suggest_for_round

log = logging.getLogger(__name__)
Sweep = Callable[[Scope], int]


def open_boxes(scope: Scope) -> int:
    """Open and mix every ballot box that holds enough; returns how many responses came out."""
    return surveys.open_due_boxes(scope)


def forget_contacts(scope: Scope) -> int:
    """Forget the contacts of every survey that closed long enough ago; returns how many people were forgotten."""
    return forget_due_contacts(scope)


def keep_concerns(scope: Scope) -> int:
    """After the messages about concerns went out: leave nothing that tells when each came; returns what was mended."""
    return surveys.settle_concerns(scope) + safeguarding.forget_messages(scope) + safeguarding.forget_words(scope)


class SuggestThemes:
    """Let a text model suggest themes for open answers it has not seen; the model is loaded when there are some.

    Answers it had nothing to say about stay unseen. Those of a round are not read again until others join them.
    """

    def __init__(self, model: str, load: Callable[[], Suggester]) -> None:
        self.model = model
        self.load = cache(load)
        self.left: dict[int, int] = {}

    def __call__(self, scope: Scope) -> int:
        done = 0
        for authority_id, round_id, waiting in themes.rounds_to_suggest_for(scope, model=self.model):
            if self.left.get(round_id) != waiting:
                done += suggest_for_round(scope.at(authority_id), round_id=round_id, suggester=self.load())
        self.left = {round_id: count for _, round_id, count in themes.rounds_to_suggest_for(scope, model=self.model)}
        return done


def sweep(work: dict[str, Sweep]) -> dict[str, int]:
    """Do each piece of work once; returns what each did. One that breaks off is logged and does not stop the rest."""
    done = {}
    for name, piece in work.items():
        try:
            done[name] = piece(system_scope(name="New Belongings, by itself"))
        except Exception as error:
            # Its place, not its words: what an error says may hold what a person wrote.
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s broke off: %s at %s:%s.", name, type(error).__name__, place.filename, place.lineno)
    return done
