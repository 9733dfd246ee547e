"""Paper sheets: keyed once, or by two people whose keyings are compared. Writes; see docs/adr/0015."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import PAPER, seal, unseal
from newbelongings.domain.safeguarding import actions as safeguarding

from .ballot_box import round_taking_answers, submit_response, words_said
from .checking import check_answers, tidy
from .codes import hash_of
from .given import GivenAnswer
from .models import KeyedSheet, Response, Round, SpentForm
from .sheets import instrument_questions

_LONGEST_NUMBER = 20


@transaction.atomic
def key_sheet_once(
    scope: Scope,
    *,
    round_id: int,
    number: str,
    answers: list[GivenAnswer],
    form_token: str,
    interpreter: bool = False,
    on: dt.date | None = None,
) -> None:
    """Send what stands on a sheet into the ballot box at once; of the sheet only its number is kept.

    ``Refused`` where a sheet of this number has been keyed. The same form sent again changes nothing.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = _round(scope, round_id, on)
    if was_sent(scope, round_id=round_id, form_token=form_token):
        return
    try:
        with transaction.atomic():
            KeyedSheet.objects.create(round=round_, number=tidy_number(number), done=True)
    except IntegrityError:
        if was_sent(scope, round_id=round_id, form_token=form_token):
            return
        raise _keyed_before(number) from None
    submit_response(
        scope,
        round_id=round_id,
        answers=answers,
        way=Response.PAPER,
        form_token=form_token,
        interpreter=interpreter,
        on=on,
    )


@transaction.atomic
def key_sheet_first(
    scope: Scope,
    *,
    round_id: int,
    number: str,
    answers: list[GivenAnswer],
    interpreter: bool = False,
    on: dt.date | None = None,
) -> KeyedSheet:
    """Keep what one person keyed, sealed, until a second has keyed the same sheet.

    Words that suggest danger go to the safeguarding lead now, not when the second person comes to it.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = _round(scope, round_id, on)
    questions = instrument_questions(round_.instrument_id)
    checked = check_answers(answers, questions)
    if not checked:
        raise Refused("Nothing is keyed yet. Key one answer at least, or put an empty sheet aside.")
    content = {"answers": [_plain(answer) for answer in answers], "interpreter": interpreter}
    try:
        with transaction.atomic():
            sheet = KeyedSheet.objects.create(
                round=round_,
                number=tidy_number(number),
                keyed_by=scope.actor_id,
                sealed=seal(content, purpose=PAPER),
            )
    except IntegrityError:
        raise _keyed_before(number) from None
    said = words_said(checked, questions)
    safeguarding.raise_concerns(
        scope, authority_id=round_.authority_id, said=said, on=on or today(), address=settings.PUBLIC_ADDRESS
    )
    return sheet


@transaction.atomic
def agree_sheet(
    scope: Scope,
    *,
    round_id: int,
    number: str,
    answers: list[GivenAnswer],
    form_token: str,
    interpreter: bool = False,
    on: dt.date | None = None,
) -> None:
    """Send what a second person found on a sheet, after comparing; the first keying is emptied. Both or neither.

    ``Refused`` where the first keying was the same person's, or the sheet has been sent.
    """
    scope.require(Permission.RUN_SURVEYS)
    _round(scope, round_id, on)
    # Two at once: the second waits here (PostgreSQL) or at BEGIN (SQLite) and finds the sheet sent.
    sheet = KeyedSheet.objects.select_for_update().filter(round_id=round_id, number=tidy_number(number)).first()
    if sheet is not None and sheet.done and was_sent(scope, round_id=round_id, form_token=form_token):
        return
    first = _first_answers(_for_second(scope, sheet, number))
    questions = instrument_questions(sheet.round.instrument_id)  # type: ignore[union-attr]
    told = {words for _, words in words_said(check_answers(first, questions), questions)}
    KeyedSheet.objects.filter(round_id=round_id, number=tidy_number(number)).update(
        sealed=b"", keyed_by=None, done=True
    )
    submit_response(
        scope,
        round_id=round_id,
        answers=answers,
        way=Response.PAPER,
        form_token=form_token,
        interpreter=interpreter,
        told=told,
        on=on,
    )


@transaction.atomic
def discard_first_keying(scope: Scope, *, round_id: int, number: str) -> None:
    """Forget a first keying whose sheet cannot be keyed again, or that stands under a wrong number."""
    scope.require(Permission.RUN_SURVEYS)
    _own_round(scope, round_id)
    gone, _ = KeyedSheet.objects.filter(round_id=round_id, number=tidy_number(number), done=False).delete()
    if not gone:
        raise NotFound("There is no such sheet waiting. Choose one from the list.")


def waiting_sheets(scope: Scope, *, round_id: int) -> list[tuple[str, bool]]:
    """The numbers of sheets that wait for a second person, each with whether the scope's person keyed it first."""
    scope.require(Permission.RUN_SURVEYS)
    _own_round(scope, round_id)
    found = KeyedSheet.objects.filter(round_id=round_id, done=False).values_list("number", "keyed_by")
    return sorted(((number, by == scope.actor_id) for number, by in found), key=_in_order)


def count_of_sheets_sent(scope: Scope, *, round_id: int) -> int:
    """How many sheets of a round have been keyed and sent: of paper, so known to whoever has the pile."""
    scope.require(Permission.RUN_SURVEYS)
    _own_round(scope, round_id)
    return KeyedSheet.objects.filter(round_id=round_id, done=True).count()


def first_keying(scope: Scope, *, round_id: int, number: str) -> tuple[list[GivenAnswer], bool]:
    """What the first person keyed, and whether there was an interpreter: for a second person to compare with."""
    scope.require(Permission.RUN_SURVEYS)
    _own_round(scope, round_id)
    sheet = KeyedSheet.objects.filter(round_id=round_id, number=tidy_number(number)).first()
    found = _for_second(scope, sheet, number)
    return _first_answers(found), bool(_unsealed(found)["interpreter"])


def state_of_sheet(scope: Scope, *, round_id: int, number: str) -> str:
    """``new``, ``own`` (keyed by this very person), ``second`` (waits for one like this person) or ``done``."""
    scope.require(Permission.RUN_SURVEYS)
    _own_round(scope, round_id)
    sheet = KeyedSheet.objects.filter(round_id=round_id, number=tidy_number(number)).first()
    if sheet is None:
        return "new"
    if sheet.done:
        return "done"
    return "own" if sheet.keyed_by == scope.actor_id else "second"


def was_sent(scope: Scope, *, round_id: int, form_token: str) -> bool:
    """Whether the form with this random number has arrived; only its page knows the number."""
    scope.require(Permission.HELP_ANSWER)
    return SpentForm.objects.filter(form_hash=hash_of(form_token), round_id=round_id).exists()


def tidy_number(number: str) -> str:
    """A sheet's number as it is kept: capitals, and noughts before a number, make no difference."""
    kept = " ".join(tidy(number).upper().split())
    kept = kept.lstrip("0") or "0" if kept.isdecimal() else kept
    if not number.strip() or len(kept) > _LONGEST_NUMBER:
        raise Refused("Type the number that stands on the sheet, in 20 letters or fewer.", field="number")
    return kept


def _in_order(found: tuple[str, bool]) -> tuple[bool, int, str]:
    number, _ = found
    return not number.isdecimal(), int(number) if number.isdecimal() else 0, number


def _own_round(scope: Scope, round_id: int) -> None:
    if not Round.objects.filter(pk=round_id, authority_id=scope.authority).exists():
        raise NotFound("There is no such round at your council. Choose one from the list.")


def _round(scope: Scope, round_id: int, on: dt.date | None) -> Round:
    _own_round(scope, round_id)
    return round_taking_answers(scope, round_id, on or today())


def _for_second(scope: Scope, sheet: KeyedSheet | None, number: str) -> KeyedSheet:
    if sheet is None:
        raise NotFound("There is no such sheet waiting. Choose one from the list.")
    if sheet.done:
        raise _keyed_before(number)
    if sheet.keyed_by == scope.actor_id:
        raise Refused("You keyed this sheet the first time. Ask a colleague to key it the second time.", field="number")
    return sheet


def _keyed_before(number: str) -> Refused:
    return Refused(f"Sheet {tidy_number(number)} has been keyed. Check the number on the sheet.", field="number")


def _plain(answer: GivenAnswer) -> list[str | int]:
    return [answer.question, answer.option, answer.position, answer.text]


def _unsealed(sheet: KeyedSheet) -> dict[str, Any]:
    content: dict[str, Any] = unseal(sheet.sealed, purpose=PAPER)
    return content


def _first_answers(sheet: KeyedSheet) -> list[GivenAnswer]:
    return [GivenAnswer(*values) for values in _unsealed(sheet)["answers"]]
