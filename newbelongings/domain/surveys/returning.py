"""Finishing later, and changing one's mind: with a code that only the respondent holds.

The service keeps a hash of the code, which finds what belongs to it and cannot be turned back. An unfinished
survey is locked with the code itself, so that nobody else can open it. What was sent lies in the ballot box like
everybody's; with a code it waits there until the round closes, and until then the code brings it back
(docs/adr/0011).
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import lock, unlock, unseal

from .ballot_box import answers_in, replace_sealed, round_taking_answers
from .checking import CheckedAnswer
from .codes import hash_of, tidy_code
from .given import GivenAnswer
from .models import Draft, Round, SealedResponse
from .sheets import QuestionSheet, instrument_questions

MOST_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class ComeBack:
    """What a code brought back: ``draft`` as it was put away, or ``answers`` that were sent. One of them is None."""

    round: Round
    draft: Any = None
    answers: list[GivenAnswer] | None = None


@transaction.atomic
def put_away(scope: Scope, *, round_id: int, code: str, draft: Any) -> None:
    """Keep an unfinished survey, locked with ``code``; put away again, it takes the place of what lay there.

    ``draft`` holds plain values. ``Refused`` where the round is not open or the draft is too large to keep.
    """
    scope.require(Permission.ANSWER_SURVEYS)
    round_ = round_taking_answers(scope, round_id, today())
    if len(json.dumps(draft)) > MOST_BYTES:
        raise Refused(gettext("This is too much to keep for later. Make your answers shorter, or send them now."))
    code = tidy_code(code)
    Draft.objects.update_or_create(
        code_hash=hash_of(code), defaults={"round": round_, "locked": lock(draft, code=code)}
    )


def come_back(scope: Scope, *, code: str) -> ComeBack:
    """What a code leads to while its round is open; ``NotFound`` where it leads to nothing."""
    scope.require(Permission.ANSWER_SURVEYS)
    code = tidy_code(code)
    code_hash = hash_of(code)
    sent = SealedResponse.objects.select_related("round__authority").filter(code_hash=code_hash).first()
    if sent is not None and _open_today(sent.round):
        questions = instrument_questions(sent.round.instrument_id)
        return ComeBack(sent.round, answers=_as_given(answers_in(unseal(sent.sealed)), questions))
    draft = Draft.objects.select_related("round__authority").filter(code_hash=code_hash).first()
    if draft is not None and _open_today(draft.round):
        return ComeBack(draft.round, draft=unlock(draft.locked, code=code))
    raise NotFound(gettext("We don’t know this code. Check each letter. It works until the survey closes."))


def _open_today(round_: Round) -> bool:
    return round_.opens <= today() <= round_.closes


def change_response(
    scope: Scope, *, code: str, answers: list[GivenAnswer], form_token: str, on: dt.date | None = None
) -> None:
    """Put other answers in the place of those that were sent with this code, as long as the round is open.

    They stay in the same part of the box. Sent again with the same ``form_token`` it changes nothing.
    """
    scope.require(Permission.ANSWER_SURVEYS)
    replace_sealed(scope, code_hash=hash_of(tidy_code(code)), answers=answers, form_token=form_token, on=on)


@transaction.atomic
def take_back(scope: Scope, *, code: str) -> None:
    """Delete what a code leads to, sent or unfinished, as long as the round is open. An invitation stays used."""
    scope.require(Permission.ANSWER_SURVEYS)
    code_hash = hash_of(tidy_code(code))
    come_back(scope, code=code)
    Draft.objects.filter(code_hash=code_hash).delete()
    SealedResponse.objects.filter(code_hash=code_hash).delete()


def _as_given(answers: list[CheckedAnswer], questions: tuple[QuestionSheet, ...]) -> list[GivenAnswer]:
    by_id = {question.id: question for question in questions}
    options = {option.id: option.name for question in questions for option in question.options}
    return [
        GivenAnswer(by_id[a.question_id].name, options.get(a.option_id or 0, ""), a.position, a.text) for a in answers
    ]
