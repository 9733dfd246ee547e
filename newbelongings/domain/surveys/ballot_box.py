"""The ballot box: why nobody can learn who said what. Read docs/adr/0004 before changing a line."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext

from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import seal, unseal
from newbelongings.domain.safeguarding import actions as safeguarding
from newbelongings.domain.safeguarding import queries as safeguarding_queries

from . import mixing
from .checking import CheckedAnswer, check_answers, only_asked
from .codes import hash_of, tidy_code
from .faces import face_by_id
from .given import INVITATION, ON_THEIR_OWN, OPEN_LINK, WAYS_BY_DOOR, GivenAnswer
from .mixing import Ballot, write_mixed
from .mixtures import Mixture, compartment_of, due, kept_back, kept_ways
from .models import Draft, Invitation, KeyedSheet, Response, Round, SealedResponse, SpentForm
from .rows import insert, insert_new
from .sheets import instrument_questions

_ROWS: Final = 500


def submit_response(
    scope: Scope,
    *,
    round_id: int,
    answers: list[GivenAnswer],
    way: str,
    form_token: str,
    invitation_token: str = "",
    interpreter: bool = False,
    code: str = "",
    keep: bool = False,
    told: Collection[str] = (),
    on: dt.date | None = None,
) -> None:
    """Seal what one person said into the box, and mark their invitation, both or neither.

    ``way`` is the door they came through, a key of ``given.WAYS_BY_DOOR``. ``form_token`` is the random number of
    their page: sent again, it changes nothing and is no error. What they had put away with their ``code`` goes;
    with ``keep`` the response waits until the round closes, and until then the code brings it back
    (``returning``). Words that suggest danger go to the safeguarding lead by themselves, but for words of
    which they were ``told`` before. Raises ``Refused`` for a round that is not open, an invitation used before, or
    an answer that does not fit. No audit line is written: its time would say who wrote which response.
    """
    scope.require(Permission.ANSWER_SURVEYS if way in ON_THEIR_OWN else Permission.HELP_ANSWER)
    day = on or today()
    round_ = round_taking_answers(scope, round_id, day)
    _check_door(round_, way, form_token, invitation_token)
    checked, said = _checked(round_, answers)
    untold = [pair for pair in said if pair[1] not in told]
    kept = WAYS_BY_DOOR[way]
    compartment = compartment_of(kept, interpreter=interpreter)
    code_hash = hash_of(tidy_code(code)) if code else None
    sealed = seal(_content(week_of(day), kept, checked))

    def write() -> None:
        if invitation_token:
            _use_up(round_, invitation_token)
        if code_hash:
            _use_code(code_hash)
        _put_in_box(round_, compartment, code_hash if keep else None, sealed)
        _raise_concerns(scope, round_, untold, day)

    _once(round_, form_token, write)


def replace_sealed(
    scope: Scope, *, code_hash: str, answers: list[GivenAnswer], form_token: str, on: dt.date | None = None
) -> None:
    """Put other answers in the place of the sealed ones that ``code_hash`` finds; see ``returning.change_response``.

    The row is a new one with a new id. ``Refused`` where it was taken out or opened meanwhile.
    """
    day = on or today()
    found = SealedResponse.objects.filter(code_hash=code_hash).first()
    if found is None:
        raise Refused(
            gettext("These answers are no longer in the box: they were taken back, or the survey has closed.")
        )
    round_ = round_taking_answers(scope, found.round_id, day)
    checked, said = _checked(round_, answers)
    content = _content(week_of(day), unseal(found.sealed).get("way", Response.ONLINE), checked)

    def write() -> None:
        gone, _ = SealedResponse.objects.filter(pk=found.pk).delete()
        if not gone:
            raise Refused(
                gettext("These answers were changed in another window, or the survey has closed. Use your code again.")
            )
        _put_in_box(round_, found.compartment, code_hash, seal(content))
        _raise_concerns(scope, round_, said, day)

    _once(round_, form_token, write)


def _raise_concerns(scope: Scope, round_: Round, said: list[tuple[str, str]], day: dt.date) -> None:
    safeguarding.raise_concerns(
        scope, authority_id=round_.authority_id, said=said, on=day, address=settings.PUBLIC_ADDRESS
    )


def _once(round_: Round, form_token: str, write: Callable[[], None]) -> None:
    """Spend a form and ``write``, in one transaction. A form that was spent already changes nothing, without error."""
    with transaction.atomic():
        if insert_new(SpentForm, ("form_hash", "round_id"), (hash_of(form_token), round_.pk)):
            write()


def _put_in_box(round_: Round, compartment: str, code_hash: str | None, sealed: bytes) -> None:
    columns = ("id", "round_id", "compartment", "code_hash", "sealed")
    insert(SealedResponse, columns, [(uuid4().hex, round_.pk, compartment, code_hash, sealed)])


def _checked(round_: Round, answers: list[GivenAnswer]) -> tuple[list[CheckedAnswer], list[tuple[str, str]]]:
    """The answers that fit, and those of them in words, each with the question it answers."""
    questions = instrument_questions(round_.instrument_id)
    checked = only_asked(check_answers(answers, questions), questions)
    if not checked:
        raise Refused(gettext("There is nothing to send yet. Answer one question first, or close this page."))
    return checked, words_said(checked, questions)


def words_said(checked: Sequence[CheckedAnswer], questions: Sequence[Any]) -> list[tuple[str, str]]:
    """Each answer in words, with the question it answers."""
    texts = {question.id: question.text for question in questions}
    return [(texts[answer.question_id], answer.text) for answer in checked if answer.text]


def round_taking_answers(scope: Scope, round_id: int, day: dt.date) -> Round:
    """The round, if it is open on that day and the scope's own; ``NotFound`` or ``Refused`` otherwise."""
    round_ = face_by_id(round_id)
    if round_ is None or scope.authority_id not in (None, round_.authority_id):
        raise NotFound(gettext("There is no such survey. Check the link you were given."))
    if day < round_.opens:
        sentence = gettext("This survey opens on {day}. Come back then.")
        raise Refused(sentence.format(day=date_format(round_.opens, "j F Y")))
    if day > round_.closes:
        sentence = gettext("This survey closed on {day}. Nothing was sent.")
        raise Refused(sentence.format(day=date_format(round_.closes, "j F Y")))
    return round_


def _check_door(round_: Round, way: str, form_token: str, invitation_token: str) -> None:
    if way not in WAYS_BY_DOOR or not form_token:
        raise Refused(gettext("This page is not complete. Go back, load it again and send once more."))
    if way == INVITATION and not invitation_token:
        raise Refused(gettext("Your personal link is missing. Open the link you were sent."))
    if way == OPEN_LINK and not round_.open_link:
        raise Refused(gettext("This survey is by personal link only. Open the link you were sent."))


def _use_code(code_hash: str) -> None:
    """What was put away with the code is done with; and a code is for one response."""
    Draft.objects.filter(code_hash=code_hash).delete()
    if SealedResponse.objects.filter(code_hash=code_hash).exists():
        raise Refused(gettext("Answers were sent with your code already. To change them, come back with the code."))


def _use_up(round_: Round, token: str) -> None:
    """One statement that only one of two senders can win."""
    used = Invitation.objects.filter(token_hash=hash_of(token), round=round_, answered=False).update(answered=True)
    if not used:
        raise Refused(gettext("Somebody has already answered with this link. Nothing was sent twice."))


@transaction.atomic
def open_box(scope: Scope, *, round_id: int, on: dt.date | None = None) -> int:
    """Open a round's box if enough lie in it, and mix what comes out; returns how many responses that were.

    While the round is open, enough is its ``mix_at_least`` in one compartment; once it has closed, what
    ``mixtures.due`` says. Otherwise nothing changes and 0 is returned. Raises ``Refused`` where the key does not fit.
    """
    scope.require(Permission.RUN_SURVEYS)
    # Two at once: the second waits here (PostgreSQL) or at BEGIN (SQLite) and finds the box empty. On PostgreSQL
    # this lock also holds back every submission of the round, which checks its key to this row when it commits.
    round_ = Round.objects.select_for_update().filter(pk=round_id, authority_id=scope.authority).first()
    if round_ is None:
        raise NotFound("There is no such round at your council. Choose one from the list.")
    closed = round_.closes < (on or today())
    mixed = _open_what_is_due(round_, closed)
    if mixed:
        _rewrite_invitations(round_)
        _rewrite_spent_forms(round_)
        _rewrite_sealed(round_)
        _rewrite_keyed_sheets(round_)
    if closed:
        Draft.objects.filter(round=round_).delete()
    if mixed or closed:
        transaction.on_commit(_forget_log, robust=True)
    return mixed


def _open_what_is_due(round_: Round, closed: bool) -> int:
    """Open every mixture that is due; returns how many responses came out. What a code holds waits for the close."""
    lying = list(SealedResponse.objects.filter(round=round_).values_list("pk", "compartment", "code_hash"))
    free = [(pk, compartment) for pk, compartment, code_hash in lying if closed or not code_hash]
    waiting = {name: sum(c == name for _, c in free) for name in {c for _, c in free}}
    mixtures = due(waiting, at_least=round_.mix_at_least, closed=closed)
    with_code = 0 if closed else len(lying) - len(free)
    left, mixed = len(lying), 0
    for mixture in mixtures:
        chosen = [pk for pk, compartment in free if compartment in mixture.compartments]
        mixing.CHANCE.shuffle(chosen)
        stay = kept_back(left, with_code=with_code, opened=len(chosen), at_least=round_.mix_at_least)
        taken = chosen[: len(chosen) - stay]
        if closed or len(taken) >= round_.mix_at_least or not mixture.names_people:
            mixed += _empty(round_, mixture, taken)
            left -= len(taken)
    return mixed


def open_due_boxes(scope: Scope) -> int:
    """Open every box that may be opened today, at every council; returns how many responses were mixed.

    What was put away for later goes with the close of its round.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    something = Q(sealed__isnull=False) | Q(drafts__isnull=False)
    waiting = Round.objects.filter(something).distinct().values_list("authority_id", "pk")
    return sum(open_box(scope.at(authority_id), round_id=round_id) for authority_id, round_id in list(waiting))


def settle_concerns(scope: Scope) -> int:
    """Where a concern has come in: leave nothing that joins it to an invitation; returns at how many councils.

    A concern is written with the answer, so PostgreSQL gives both and the invitation one ``xmin``. Here all used
    invitations of the council's rounds, and all that waits in their boxes, are written anew with the concern.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    councils = safeguarding_queries.councils_to_settle(scope)
    for authority_id in councils:
        with transaction.atomic():
            with_box = SealedResponse.objects.filter(round__authority_id=authority_id).values("round")
            for round_ in Round.objects.select_for_update().filter(pk__in=with_box).order_by("pk"):
                _rewrite_invitations(round_)
                _rewrite_spent_forms(round_)
                _rewrite_sealed(round_)
            safeguarding.settle(scope, authority_id=authority_id)
            transaction.on_commit(_forget_log, robust=True)
    return len(councils)


def _empty(round_: Round, mixture: Mixture, ids: Sequence[Any]) -> int:
    """Take those out of the box and write them mixed.

    One week for all, the latest: the week in which somebody answered would otherwise set them apart.
    """
    contents = []
    for start in range(0, len(ids), _ROWS):
        batch = ids[start : start + _ROWS]
        taken = SealedResponse.objects.in_bulk(batch)
        contents += [unseal(taken[pk].sealed) for pk in batch]
        SealedResponse.objects.filter(pk__in=batch).delete()
    if not contents:
        return 0
    week = max(dt.date.fromisoformat(content["week"]) for content in contents)
    ways = kept_ways(
        mixture, [content.get("way", Response.ONLINE) for content in contents], at_least=round_.mix_at_least
    )
    ballots = [
        Ballot(week, answers_in(content), way, mixture.interpreter) for content, way in zip(contents, ways, strict=True)
    ]
    return write_mixed(round_, ballots)


def _rewrite_invitations(round_: Round) -> None:
    """Give all used invitations of the round one ``xmin``, and places (``ctid``) in random order.

    Each was last written by the transaction of its own submission, so PostgreSQL would keep their order.
    Taken out and put back, since an update of many rows goes through them in that very order.
    """
    used = list(Invitation.objects.filter(round=round_, answered=True))
    mixing.CHANCE.shuffle(used)
    Invitation.objects.filter(round=round_, answered=True).delete()
    Invitation.objects.bulk_create(used, batch_size=_ROWS)


def _rewrite_spent_forms(round_: Round) -> None:
    """The same for spent forms. They stay after the close: a round may be given longer, and a device without a
    signal or an open page may send again what arrived before."""
    spent = list(SpentForm.objects.filter(round=round_))
    SpentForm.objects.filter(round=round_).delete()
    mixing.CHANCE.shuffle(spent)
    SpentForm.objects.bulk_create(spent, batch_size=_ROWS)


def _rewrite_sealed(round_: Round) -> None:
    """The same for what stays in the box: one ``xmin``, random places, and ids that were never seen before."""
    staying = list(SealedResponse.objects.filter(round=round_))
    SealedResponse.objects.filter(round=round_).delete()
    mixing.CHANCE.shuffle(staying)
    for row in staying:
        row.pk = uuid4()
    SealedResponse.objects.bulk_create(staying, batch_size=_ROWS)


def _rewrite_keyed_sheets(round_: Round) -> None:
    """The same for paper sheets that were sent, under new numbers of their own: a row was written with each."""
    sent = list(KeyedSheet.objects.filter(round=round_, done=True))
    KeyedSheet.objects.filter(round=round_, done=True).delete()
    mixing.CHANCE.shuffle(sent)
    for row in sent:
        row.pk = None
    KeyedSheet.objects.bulk_create(sent, batch_size=_ROWS)


def _forget_log() -> None:
    """SQLite's write-ahead log still holds the pages as they were: write it back and cut it to nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _content(week: dt.date, way: str, answers: Sequence[CheckedAnswer]) -> dict[str, Any]:
    return {
        "week": week.isoformat(),
        "way": way,
        "answers": [[a.question_id, a.option_id, a.position, a.text] for a in answers],
    }


def answers_in(content: dict[str, Any]) -> list[CheckedAnswer]:
    """The answers of an opened envelope."""
    return [CheckedAnswer(*values) for values in content["answers"]]
