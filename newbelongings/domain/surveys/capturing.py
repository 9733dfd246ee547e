"""Surveys that an adviser takes along where there is no signal: what the device may send, and taking it in.

The device locks each person's answers in an envelope (``kernel.envelopes``) and holds a capture token: signed, it
names a membership and a round. It lasts as long as both do: the round takes no answers once it has closed, and
whoever is removed from the council sends nothing more. See docs/adr/0016.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.db import transaction

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.envelopes import open_envelope
from newbelongings.domain.kernel.errors import NotAllowed, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .ballot_box import round_taking_answers, submit_response
from .codes import hash_of
from .given import GivenAnswer
from .models import Response, Round, SpentForm

_SALT: Final = "newbelongings.capture"
_BROKEN: Final = "These answers are not complete. Keep the device as it is and tell your programme lead."
MOST_ANSWERS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Capture:
    """Who took a survey along, and which one."""

    scope: Scope
    round_id: int


@transaction.atomic
def take_offline(scope: Scope, *, round_id: int) -> tuple[Round, str]:
    """Take an open round along on a device; returns the round and the capture token, which is kept nowhere."""
    scope.require(Permission.HELP_ANSWER)
    round_taking_answers(scope, round_id, today())
    round_ = queries.round_(scope, round_id)
    token = signing.dumps([accounts.membership_of(scope).pk, round_.pk], salt=_SALT)
    audit.note(scope, "took_survey_offline", round_)
    return round_, token


def open_capture(token: str) -> Capture:
    """Who holds a capture token; ``NotAllowed`` where it is not ours or its holder has left the council."""
    try:
        membership_id, round_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        raise NotAllowed(
            "This device may not send any more. Sign in on it and take the survey with you again."
        ) from None
    return Capture(accounts.scope_at(membership_id), round_id)


def submit_captured(scope: Scope, *, round_id: int, form_id: UUID, sealed: bytes) -> None:
    """Take in what one person said on a device; sent again it changes nothing and is no error.

    ``form_id`` was made on the device when the sheet was begun. The envelope is bound to it and to the round, so it
    cannot come in a second time under another number, nor in another survey. Refuses as ``submit_response`` does,
    but what has arrived before is said to have arrived even when the round has closed since.
    """
    scope.require(Permission.HELP_ANSWER)
    content = open_envelope(sealed, bound_to=f"{round_id}/{form_id}")
    if SpentForm.objects.filter(form_hash=hash_of(str(form_id)), round_id=round_id).exists():
        return
    answers, interpreter = _read(content)
    submit_response(
        scope,
        round_id=round_id,
        answers=answers,
        way=Response.FACE_TO_FACE,
        form_token=str(form_id),
        interpreter=interpreter,
    )


def _read(content: Any) -> tuple[list[GivenAnswer], bool]:
    """What stands in an envelope, taken apart; ``Refused`` where it has another form. Nothing in it is repeated."""
    try:
        given = content["answers"]
        interpreter = content["interpreter"]
        if not isinstance(given, list) or len(given) > MOST_ANSWERS or not isinstance(interpreter, bool):
            raise ValueError
        return [_answer(**entry) for entry in given], interpreter
    except (KeyError, TypeError, ValueError):
        raise Refused(_BROKEN) from None


def _answer(*, question: Any, option: Any = "", position: Any = 1, text: Any = "") -> GivenAnswer:
    words = isinstance(question, str) and isinstance(option, str) and isinstance(text, str)
    if not words or type(position) is not int:
        raise TypeError
    return GivenAnswer(question, option, position, text)
