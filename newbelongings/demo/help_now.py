"""Concerns: what the detector picked out of the invented answers was read, and one that came yesterday was not yet."""

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.safeguarding import actions, queries
from newbelongings.domain.safeguarding.models import Concern

from .place import Place, day

ADDRESS = "http://127.0.0.1:8000"
ACTED_ON = (
    -6,
    "My ex still gets in through the back. I dont feel safe in my own flat and nobody has done the lock",
    "Nothing says who it is. Housing is changing back-door locks in all flats of our care leavers this week; every "
    "adviser was asked to ring those who left a partner lately. Talked over with the duty social worker.",
)
NEW = (-1, "some nights i cant see a reason to carry on. the helpline is good but its busy")
QUESTION = "What are the worst things about being a care leaver?"


def read_concerns(place: Place) -> None:
    """Somebody has looked at everything that came in so far."""
    reader = place.people["safeguarding"]
    for concern in queries.concerns(reader).filter(state=Concern.NEW):
        actions.act_on_concern(
            reader,
            concern_id=concern.pk,
            words="Read on the day it came. It says nothing of danger now.",
            state=Concern.NOTHING_TO_DO,
            on=concern.came_on,
        )


def raise_two(place: Place) -> None:
    """One that was acted on, and one that waits."""
    reader = place.people["safeguarding"]
    came, words, done = ACTED_ON
    _raise(place.system, came, words)
    [concern] = queries.concerns(reader).filter(state=Concern.NEW)
    actions.act_on_concern(reader, concern_id=concern.pk, words=done, state=Concern.ACTED, on=day(came))
    _raise(place.system, *NEW)


def _raise(scope: Scope, came: int, words: str) -> None:
    actions.raise_concerns(scope, authority_id=scope.authority, said=[(QUESTION, words)], on=day(came), address=ADDRESS)
