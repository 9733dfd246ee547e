"""Writes: rounds, invitations, imports, forum interest. The ballot box and instruments have modules of their own."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import instrument_queries, queries
from .authoring import (
    add_question,
    change_question,
    create_instrument,
    delete_instrument,
    edit_instrument,
    move_question,
    remove_question,
    set_condition,
    start_instrument,
    start_version,
)
from .ballot_box import open_box, open_due_boxes, settle_concerns, submit_response
from .capturing import submit_captured, take_offline
from .checking import check_answers, tidy
from .codes import hash_of, invitation_token, new_round_code, new_seed
from .faces import forget_faces
from .given import ImportedResponse
from .instruments import install_instrument, install_shipped_instruments
from .mixing import Ballot, write_mixed
from .models import ForumInterest, Invitation, Response, Round
from .returning import change_response, put_away, take_back

__all__ = [
    "add_question",
    "change_question",
    "change_response",
    "create_instrument",
    "delete_instrument",
    "edit_instrument",
    "extend_round",
    "forget_forum_interest",
    "import_responses",
    "install_instrument",
    "install_shipped_instruments",
    "invite",
    "move_question",
    "open_box",
    "open_due_boxes",
    "open_round",
    "put_away",
    "record_forum_interest",
    "remove_question",
    "set_condition",
    "start_instrument",
    "start_version",
    "submit_captured",
    "settle_concerns",
    "submit_response",
    "take_back",
    "take_offline",
]


@transaction.atomic
def open_round(
    scope: Scope,
    *,
    cycle_id: int,
    instrument_id: int,
    slug: str,
    title: str,
    opens: dt.date,
    closes: dt.date,
    population: int | None = None,
    open_link: bool = True,
) -> Round:
    """Put an instrument to the council's care leavers from ``opens`` to ``closes``, both days included.

    ``population`` is how many care leavers there are to ask. Without ``open_link`` only the invited may answer.
    The threshold of the ballot box is the council's of today, and stays for this round.
    """
    scope.require(Permission.RUN_SURVEYS)
    cycle = authorities.cycles(scope).filter(pk=cycle_id).first()
    if cycle is None:
        raise NotFound("There is no such year at your council. Choose one from the list.")
    instrument = instrument_queries.to_ask(scope, instrument_id)
    _check_round(scope, slug, title, opens, closes)
    round_ = Round.objects.create(
        authority_id=scope.authority,
        cycle=cycle,
        instrument=instrument,
        slug=slug,
        title=title.strip(),
        code=new_round_code(),
        opens=opens,
        closes=closes,
        mix_at_least=authorities.own_authority(scope).mix_at_least,
        population=population,
        open_link=open_link,
    )
    audit.note(scope, "opened_round", round_, opens=opens.isoformat(), closes=closes.isoformat())
    return round_


def _check_round(scope: Scope, slug: str, title: str, opens: dt.date, closes: dt.date) -> None:
    if not title.strip():
        raise Refused("Give the survey a name that care leavers will know it by.", field="title")
    if closes < opens:
        raise Refused("Give a closing day on or after the opening day.", field="closes")
    if Round.objects.filter(authority_id=scope.authority, slug=slug).exists():
        raise Refused("You already have a survey with this short name. Choose another.", field="slug")


@transaction.atomic
def extend_round(scope: Scope, *, round_id: int, closes: dt.date) -> Round:
    """Keep a round open for longer, for example because too few answers wait in the box to be mixed."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = queries.round_(scope, round_id)
    if closes <= round_.closes:
        raise Refused("Give a later closing day than it has now.", field="closes")
    round_.closes = closes
    round_.save(update_fields=["closes"])
    forget_faces()
    audit.note(scope, "extended_round", round_, closes=closes.isoformat())
    return round_


@transaction.atomic
def invite(scope: Scope, *, round_id: int, labels: list[str]) -> list[tuple[Invitation, str]]:
    """Make one invitation for each label (a name or number the council knows), each with its token.

    Of a token only its hash is kept, and a seed from which the service itself can make it again.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = queries.round_(scope, round_id)
    names = [label.strip() for label in labels]
    if not all(0 < len(name) <= 120 for name in names):
        raise Refused("Give each person a label of 1 to 120 letters.", field="labels")
    seeds = [new_seed() for _ in names]
    tokens = [invitation_token(seed) for seed in seeds]
    made = Invitation.objects.bulk_create(
        [
            Invitation(round=round_, label=name, token_hash=hash_of(token), seed=seed)
            for name, token, seed in zip(names, tokens, seeds, strict=True)
        ],
        batch_size=500,
    )
    audit.note(scope, "invited", round_, people=len(made))
    return list(zip(made, tokens, strict=True))


@transaction.atomic
def import_responses(scope: Scope, *, round_id: int, responses: Iterable[ImportedResponse]) -> int:
    """Write responses that were gathered elsewhere, all or none, in random order; returns how many.

    Where a response has no week it gets the one in which the round opened. ``Refused`` names the first
    response (counted from 1) that does not fit the round's questions.
    """
    scope.require(Permission.RUN_SURVEYS)
    round_ = queries.round_(scope, round_id)
    questions = queries.instrument_questions(round_.instrument_id)
    ballots = []
    for number, response in enumerate(responses, 1):
        try:
            checked = check_answers(response.answers, questions)
        except Refused as refusal:
            raise Refused(f"Response {number}: {refusal.sentence}", field=refusal.field) from None
        if not checked:
            raise Refused(f"Response {number} says nothing. Leave it out.")
        ballots.append(Ballot(week_of(response.week or round_.opens), checked, Response.IMPORT))
    written = write_mixed(round_, ballots)
    audit.note(scope, "imported_responses", round_, responses=written)
    return written


@transaction.atomic
def record_forum_interest(scope: Scope, *, authority_id: int, name: str, contact: str) -> None:
    """Keep that somebody would like to hear about the forum: a name they chose and how to reach them.

    Kept to the week, without an audit line and without a key to any response. Sent twice, it is kept once.
    """
    scope.require(Permission.ANSWER_SURVEYS)
    if not Authority.objects.filter(pk=authority_id).exists():
        raise NotFound(gettext("There is no council at this address. Check the link you were given."))
    name, contact = tidy(name), tidy(contact)
    if not 0 < len(name) <= 60:
        raise Refused(gettext("Tell us what to call you, in 60 letters or fewer. Any name will do."), field="name")
    if not 0 < len(contact) <= 120:
        raise Refused(
            gettext("Tell us a phone number, an email or who can reach you, in 120 letters or fewer."), field="contact"
        )
    ForumInterest.objects.get_or_create(
        authority_id=authority_id, name=name, contact=contact, defaults={"week": week_of(today())}
    )


@transaction.atomic
def forget_forum_interest(scope: Scope, *, interest_id: uuid.UUID) -> None:
    """Forget somebody who asked to hear about the forum: they are in it now, or they would rather not."""
    scope.require(Permission.KEEP_MEMBERS)
    interest = queries.forum_interest(scope, interest_id)
    ForumInterest.objects.filter(pk=interest.pk).delete()
    audit.note(scope, "forgot_forum_interest", interest.authority)
