"""Group sessions: a facilitator, several voices that stay their own, or one answer that the group agreed on.

Nothing leads from a session to a response. How many voices came is counted by the page on the device, not here:
a counter in the database would grow with each response, and so tell the order of answering.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .ballot_box import round_taking_answers, submit_response
from .codes import hash_of
from .given import GivenAnswer
from .models import GroupSession, Response, SpentForm

FEWEST, MOST = 2, 200


@transaction.atomic
def record_group_session(
    scope: Scope,
    *,
    round_id: int,
    kind: str,
    held_on: dt.date,
    people: int,
    place: str = "",
    on: dt.date | None = None,
) -> GroupSession:
    """Write down that a group met to answer: how, on which day, where, and how many took part."""
    scope.require(Permission.HELP_ANSWER)
    queries.round_(scope, round_id)
    round_ = round_taking_answers(scope, round_id, on or today())
    if kind not in dict(GroupSession.KINDS):
        raise Refused("Choose how the group answers.", field="kind")
    if not round_.opens <= held_on <= (on or today()):
        raise Refused("Give a day since the survey opened, today at the latest.", field="held_on")
    if not FEWEST <= people <= MOST:
        raise Refused(f"Give how many took part, from {FEWEST} to {MOST}.", field="people")
    session = GroupSession.objects.create(round=round_, kind=kind, held_on=held_on, place=place.strip(), people=people)
    audit.note(scope, "recorded_group_session", session, kind=kind, people=people)
    return session


def group_sessions(scope: Scope, *, round_id: int) -> QuerySet[GroupSession]:
    """The sessions of a round, latest first."""
    scope.require(Permission.HELP_ANSWER)
    found = queries.round_(scope, round_id)
    return GroupSession.objects.filter(round=found).order_by("-held_on", "-pk")


def group_session(scope: Scope, *, round_id: int, session_id: int) -> GroupSession:
    """One session of a round of the scope's council."""
    found = group_sessions(scope, round_id=round_id).filter(pk=session_id).select_related("round__authority").first()
    if found is None:
        raise NotFound("There is no such group session. Choose one from the list.")
    return found


def agreed_answer_is_sent(scope: Scope, *, session: GroupSession) -> bool:
    """Whether the one answer of a group that agreed has been sent; known while the round is open."""
    scope.require(Permission.HELP_ANSWER)
    return SpentForm.objects.filter(round_id=session.round_id, form_hash=hash_of(_agreed_token(session))).exists()


def send_voice(
    scope: Scope, *, session: GroupSession, answers: list[GivenAnswer], form_token: str, on: dt.date | None = None
) -> None:
    """Send what one person of a group said for themselves."""
    if session.kind != GroupSession.VOICES:
        raise Refused("This group agreed on one answer. Record another session for people’s own answers.")
    submit_response(scope, round_id=session.round_id, answers=answers, way=Response.GROUP, form_token=form_token, on=on)


@transaction.atomic
def send_agreed_answer(
    scope: Scope, *, session: GroupSession, answers: list[GivenAnswer], on: dt.date | None = None
) -> None:
    """Send the one answer of a group, once. It is marked as a group's and is counted as nobody's."""
    if session.kind != GroupSession.AGREED:
        raise Refused("In this session each person answers for themselves.")
    if agreed_answer_is_sent(scope, session=session):
        raise Refused("The answer of this group has been sent. Record another session for another answer.")
    submit_response(
        scope,
        round_id=session.round_id,
        answers=answers,
        way=Response.GROUP_AGREED,
        form_token=_agreed_token(session),
        on=on,
    )


def _agreed_token(session: GroupSession) -> str:
    """The same for a session each time, so that its answer is taken once. It is a group's, so it may lead there."""
    return salted_hmac("newbelongings.group_agreed", f"{session.round_id}-{session.pk}").hexdigest()
