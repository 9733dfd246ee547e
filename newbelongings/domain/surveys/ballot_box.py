"""The ballot box: why nobody can learn who said what. Read docs/adr/0004 before changing a line."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db import IntegrityError, connection, transaction

from newbelongings.domain.kernel.dates import long_date, today, week_of
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .checking import CheckedAnswer, check_answers
from .codes import hash_of
from .given import DOORS, INVITATION, OPEN_LINK, GivenAnswer
from .mixing import CHANCE, Ballot, write_mixed
from .models import Invitation, Response, Round, SealedResponse, SpentForm
from .sealing import seal, unseal
from .sheets import instrument_questions

# When a round has closed, one or two that are left over are not opened: mixed with each other they would be known.
FEWEST_AT_CLOSE: Final = 3
_ROWS: Final = 500


def submit_response(
    scope: Scope,
    *,
    round_id: int,
    answers: list[GivenAnswer],
    way: str,
    form_token: str,
    invitation_token: str = "",
    on: dt.date | None = None,
) -> None:
    """Seal what one person said into the box, and mark their invitation, both or neither.

    ``way`` is the door they came through (``given.OPEN_LINK`` or ``given.INVITATION``); it is checked and
    forgotten. ``form_token`` is the random number of their page: sent again, it changes nothing and is no error.
    Raises ``Refused`` for a round that is not open, an invitation used before, or an answer that does not fit.
    No audit line is written: its time would say who wrote which response.
    """
    scope.require(Permission.ANSWER_SURVEYS)
    day = on or today()
    round_ = _round_taking_answers(scope, round_id, day)
    _check_door(round_, way, form_token, invitation_token)
    checked = check_answers(answers, instrument_questions(round_.instrument_id))
    if not checked:
        raise Refused("There is nothing to send yet. Answer one question first, or close this page.")
    sealed = seal(_content(week_of(day), checked))
    form_hash = hash_of(form_token)
    try:
        with transaction.atomic():
            SpentForm.objects.create(form_hash=form_hash, round=round_)
            if invitation_token:
                _use_up(round_, invitation_token)
            SealedResponse.objects.create(round=round_, sealed=sealed)
    except IntegrityError:
        if not SpentForm.objects.filter(form_hash=form_hash).exists():
            raise


def _round_taking_answers(scope: Scope, round_id: int, day: dt.date) -> Round:
    found = Round.objects.filter(pk=round_id).only("instrument", "opens", "closes", "open_link")
    if scope.authority_id is not None:
        found = found.filter(authority_id=scope.authority_id)
    round_ = found.first()
    if round_ is None:
        raise NotFound("There is no such survey. Check the link you were given.")
    if day < round_.opens:
        raise Refused(f"This survey opens on {long_date(round_.opens)}. Come back then.")
    if day > round_.closes:
        raise Refused(f"This survey closed on {long_date(round_.closes)}. Nothing was sent.")
    return round_


def _check_door(round_: Round, way: str, form_token: str, invitation_token: str) -> None:
    if way not in DOORS or not form_token:
        raise Refused("This page is not complete. Go back, load it again and send once more.")
    if way == INVITATION and not invitation_token:
        raise Refused("Your personal link is missing. Open the link you were sent.")
    if way == OPEN_LINK and not round_.open_link:
        raise Refused("This survey is by personal link only. Open the link you were sent.")


def _use_up(round_: Round, token: str) -> None:
    """One statement that only one of two senders can win."""
    used = Invitation.objects.filter(token_hash=hash_of(token), round=round_, answered=False).update(answered=True)
    if not used:
        raise Refused("Somebody has already answered with this link. Nothing was sent twice.")


@transaction.atomic
def open_box(scope: Scope, *, round_id: int, on: dt.date | None = None) -> int:
    """Open a round's box if enough lie in it, and mix what comes out; returns how many responses that were.

    While the round is open, enough is its ``mix_at_least``; once it has closed, ``FEWEST_AT_CLOSE``.
    Otherwise nothing changes and 0 is returned. Raises ``Refused`` where the key does not fit.
    """
    scope.require(Permission.RUN_SURVEYS)
    # Two at once: the second waits here (PostgreSQL) or at BEGIN (SQLite) and finds the box empty. On PostgreSQL
    # this lock also holds back every submission of the round, which checks its key to this row when it commits.
    round_ = Round.objects.select_for_update().filter(pk=round_id, authority_id=scope.authority).first()
    if round_ is None:
        raise NotFound("There is no such round at your council. Choose one from the list.")
    closed = round_.closes < (on or today())
    if SealedResponse.objects.filter(round=round_).count() < (FEWEST_AT_CLOSE if closed else round_.mix_at_least):
        return 0
    mixed = _empty(round_)
    _rewrite_invitations(round_)
    _rewrite_spent_forms(round_, closed)
    transaction.on_commit(_forget_log, robust=True)
    return mixed


def open_due_boxes(scope: Scope) -> int:
    """Open every box that may be opened today, at every council; returns how many responses were mixed."""
    scope.require(Permission.RUN_THE_SERVICE)
    waiting = Round.objects.filter(sealed__isnull=False).distinct().values_list("authority_id", "pk")
    return sum(open_box(scope.at(authority_id), round_id=round_id) for authority_id, round_id in list(waiting))


def _empty(round_: Round) -> int:
    """Take everything out of the box and write it mixed.

    One week for all, the latest: the week in which somebody answered would otherwise set them apart.
    """
    taken = [(row.pk, unseal(row.sealed)) for row in SealedResponse.objects.filter(round=round_).iterator(_ROWS)]
    week = max(dt.date.fromisoformat(content["week"]) for _, content in taken)
    mixed = write_mixed(round_, [Ballot(week, _answers(content)) for _, content in taken], way=Response.ONLINE)
    ids = [pk for pk, _ in taken]
    for start in range(0, len(ids), _ROWS):
        SealedResponse.objects.filter(pk__in=ids[start : start + _ROWS]).delete()
    return mixed


def _rewrite_invitations(round_: Round) -> None:
    """Give all used invitations of the round one ``xmin``, and places (``ctid``) in random order.

    Each was last written by the transaction of its own submission, so PostgreSQL would keep their order.
    Taken out and put back, since an update of many rows goes through them in that very order.
    """
    used = list(Invitation.objects.filter(round=round_, answered=True))
    CHANCE.shuffle(used)
    Invitation.objects.filter(round=round_, answered=True).delete()
    Invitation.objects.bulk_create(used, batch_size=_ROWS)


def _rewrite_spent_forms(round_: Round, closed: bool) -> None:
    """The same for spent forms; once the round has closed nobody can send one again, and they go."""
    spent = list(SpentForm.objects.filter(round=round_))
    SpentForm.objects.filter(round=round_).delete()
    if not closed:
        CHANCE.shuffle(spent)
        SpentForm.objects.bulk_create(spent, batch_size=_ROWS)


def _forget_log() -> None:
    """SQLite's write-ahead log still holds the pages as they were: write it back and cut it to nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _content(week: dt.date, answers: Sequence[CheckedAnswer]) -> dict[str, Any]:
    return {
        "week": week.isoformat(),
        "answers": [[a.question_id, a.option_id, a.position, a.text] for a in answers],
    }


def _answers(content: dict[str, Any]) -> list[CheckedAnswer]:
    return [CheckedAnswer(*values) for values in content["answers"]]
