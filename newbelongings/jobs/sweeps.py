"""What is due, done once. Each sweep may be killed at any moment and run twice: see docs/adr/0005."""

import logging
import time
import traceback
from collections.abc import Callable
from functools import cache
from typing import Final

from django.conf import settings

from newbelongings.domain.commitments import actions as commitments
from newbelongings.domain.kernel.scope import Scope, system_scope
from newbelongings.domain.outreach.forgetting import forget_due_contacts
from newbelongings.domain.safeguarding import actions as safeguarding
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.themes import batches, waiting
from newbelongings.domain.themes.keeping_up import keep_up, read_rest_anew
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.suggesting import lay_round, read_batch

log = logging.getLogger(__name__)
Sweep = Callable[[Scope], int]
# A council and a cycle of it.
Year = tuple[int, int]
# So that what people say meanwhile is soon learnt from.
SECONDS: Final = 4.0


def open_boxes(scope: Scope) -> int:
    """Open and mix every ballot box that holds enough; returns how many responses came out."""
    return surveys.open_due_boxes(scope)


def forget_contacts(scope: Scope) -> int:
    """Forget the contacts of every survey that closed long enough ago; returns how many people were forgotten."""
    return forget_due_contacts(scope)


def keep_concerns(scope: Scope) -> int:
    """After the messages about concerns went out: leave nothing that tells when each came; returns what was mended."""
    return surveys.settle_concerns(scope) + safeguarding.forget_messages(scope) + safeguarding.forget_words(scope)


def remind_of_reviews(scope: Scope) -> int:
    """Write to leads about protocols whose review is due soon or late; returns how many protocols."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    return commitments.remind_of_reviews(scope, address=f"{public}/plan/commitments/protocols/{{id}}/")


class SuggestThemes:
    """Let a text model read what is new, learn from what people said, and read anew in that light.

    ``lay`` looks for what there is to do, at every council. Called, it does some seconds of it, the most urgent
    first, and returns how many answers were read: none when nothing is left. The model is loaded when there is.
    """

    def __init__(self, model: str, load: Callable[[], Machine]) -> None:
        self.model = model
        self.load = cache(load)
        self.last_act = 0
        self.to_learn: set[Year] = set()
        self.to_read_anew: set[Year] = set()

    def lay(self, scope: Scope) -> int:
        """Cut new answers into stretches; returns how many answers there are in them."""
        # Strokes that were taken back, and changes of a codebook, are noticed here.
        self.to_learn = set(waiting.years_coded(scope))
        rounds = waiting.rounds_to_suggest_for(scope, model=self.model)
        return sum(lay_round(scope.at(council), round_id=pk, model=self.model) for council, pk, _ in rounds)

    def __call__(self, scope: Scope) -> int:
        until = time.monotonic() + SECONDS
        done = self._learn(scope)
        while time.monotonic() < until and (batch := batches.claim(self.model)) is not None:
            done += read_batch(self.load(), batch)
        while not done and self.to_read_anew:
            council, cycle_id = year = min(self.to_read_anew)
            done = read_rest_anew(scope.at(council), cycle_id=cycle_id, machine=self.load())
            if not done:
                self.to_read_anew.remove(year)
        return done

    def _learn(self, scope: Scope) -> int:
        last = waiting.newest_act(scope)
        if last > self.last_act:
            self.to_learn |= set(waiting.years_coded(scope, after=self.last_act))
        due, self.to_learn, self.last_act = self.to_learn, set(), last
        self.to_read_anew |= due
        return sum(keep_up(scope.at(council), cycle_id=pk, machine=self.load()) for council, pk in due)


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
