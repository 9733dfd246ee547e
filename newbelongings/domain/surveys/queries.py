"""Questions about rounds and what was said in them. Small numbers are hidden here, beneath every page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Shown, hide_row, show_count, show_percent

from . import counting
from .codes import hash_of
from .faces import face_by_code, face_by_id
from .instruments import SHIPPED
from .models import Answer, ForumInterest, Instrument, Invitation, Question, Response, Round, SealedResponse
from .returning import come_back
from .sheets import QuestionSheet, instrument_questions

__all__ = [
    "RoundSummary",
    "closed_question_table",
    "closed_question_tables",
    "come_back",
    "forum_interest",
    "forum_interest_count",
    "forum_interests",
    "instrument_questions",
    "instruments",
    "invitation_by_token",
    "open_answers",
    "public_round",
    "question_sheet",
    "round_",
    "round_by_slug",
    "round_summary",
    "rounds",
    "rounds_taking_answers",
    "shipped_instruments",
]


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """How a round stands. ``asked`` are the invitations, ``answered`` those used, ``responses`` what can be read.

    ``waiting`` says that the ballot box is not empty, and never how many lie in it. ``rate`` is a whole
    percentage: of ``population`` where the lead gave one, else of those asked; None where neither is known.
    """

    asked: int
    answered: Shown
    responses: Shown
    waiting: bool
    population: int | None
    rate: Shown | None


def instruments(scope: Scope) -> QuerySet[Instrument]:
    """The questionnaires the scope's council may use: those that are shipped, and its own."""
    return Instrument.objects.filter(Q(authority=None) | Q(authority_id=scope.authority)).order_by("-slug", "-version")


def shipped_instruments(scope: Scope) -> QuerySet[Instrument]:
    """The questionnaires that come with the service, newest first."""
    return Instrument.objects.filter(authority=None, slug__in=SHIPPED).order_by("-slug", "-version")


def rounds(scope: Scope) -> QuerySet[Round]:
    """The council's rounds, latest first."""
    return Round.objects.filter(authority_id=scope.authority).select_related("instrument", "cycle", "authority")


def round_(scope: Scope, round_id: int) -> Round:
    """One round of the scope's council."""
    found = rounds(scope).filter(pk=round_id).first()
    if found is None:
        raise NotFound("There is no such round at your council. Choose one from the list.")
    return found


def rounds_taking_answers(scope: Scope) -> QuerySet[Round]:
    """The council's rounds that are open today, for those who help somebody answer."""
    scope.require(Permission.HELP_ANSWER)
    return rounds(scope).filter(opens__lte=today(), closes__gte=today())


def open_to_everyone(scope: Scope, authority: int | OuterRef) -> QuerySet[Round]:
    """Rounds that anyone may answer today by the open link, the first to close first; of one council, or of each."""
    now = today()
    return Round.objects.filter(authority=authority, open_link=True, opens__lte=now, closes__gte=now).order_by("closes")


def round_by_slug(scope: Scope, slug: str) -> Round:
    """One round of the scope's council by its short name; for commands."""
    found = rounds(scope).filter(slug=slug).first()
    if found is None:
        raise NotFound(f"This council has no round called {slug}. Check the name, or open the round first.")
    return found


def public_round(scope: Scope, code: str) -> Round:
    """A round by the code of its open link, whether it is open today or not, and whether the link is in use or not."""
    found = face_by_code(code.strip().lower())
    if found is None:
        raise NotFound(gettext("We don’t know this link. Check each letter, or ask your adviser for it again."))
    return found


def invitation_by_token(scope: Scope, token: str) -> Invitation:
    """The invitation behind a personal link, used or not, with its round and council."""
    found = Invitation.objects.only("answered", "round").filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotFound(gettext("We don’t know this link. Check each letter, or ask your adviser for it again."))
    found.round = face_by_id(found.round_id) or found.round
    return found


def question_sheet(round_: Round, name: str) -> QuestionSheet:
    """One question of a round's instrument."""
    for question in instrument_questions(round_.instrument_id):
        if question.name == name:
            return question
    raise NotFound("This survey has no such question. Choose one from the list.")


def round_summary(scope: Scope, round_id: int) -> RoundSummary:
    """How many were asked, answered and can be read, with small numbers hidden. Three statements and the round."""
    scope.require(Permission.SEE_RESULTS)
    found = round_(scope, round_id)
    limit = found.authority.hide_up_to
    invited = found.invitations.aggregate(asked=Count("pk"), answered=Count("pk", filter=Q(answered=True)))
    responses = counting.people(found).count()
    return RoundSummary(
        asked=invited["asked"],
        answered=show_count(invited["answered"], base=invited["asked"] or None, limit=limit),
        responses=show_count(responses, limit=limit),
        waiting=SealedResponse.objects.filter(round=found).exists(),
        population=found.population,
        rate=_rate(responses, invited["answered"], found.population, invited["asked"], limit),
    )


def _rate(responses: int, answered: int, population: int | None, asked: int, limit: int) -> Shown | None:
    """Everyone who answered, of everyone there is; or the invited who answered, of the invited."""
    if population:
        return show_percent(min(responses, population), population, limit=limit)
    return show_percent(answered, asked, limit=limit) if asked else None


def closed_question_table(scope: Scope, round_id: int, question_name: str) -> list[tuple[str, Shown]]:
    """Each option of a question, in its order, with how many people chose it.

    While a round is open its numbers grow, and two days subtracted would show what the few of between said:
    until it has closed, only those who may read every answer see them.
    """
    found = round_(scope, round_id)
    question = question_sheet(found, question_name)
    return _tables(scope, found, [question])[question.name]


def closed_question_tables(scope: Scope, round_id: int) -> dict[str, list[tuple[str, Shown]]]:
    """The same for every question of choices, by its name, in as many statements as for one."""
    found = round_(scope, round_id)
    return _tables(scope, found, [q for q in instrument_questions(found.instrument_id) if not q.is_open])


def _tables(scope: Scope, round_: Round, questions: Sequence[QuestionSheet]) -> dict[str, list[tuple[str, Shown]]]:
    scope.require(Permission.SEE_RESULTS)
    if not scope.may(Permission.READ_ANSWERS) and _from_box(round_) and counting.still_growing(round_):
        return {question.name: [(option.text, HIDDEN) for option in question.options] for question in questions}
    tally, limit = counting.tally(round_), round_.authority.hide_up_to
    return {question.name: _table(question, tally, limit) for question in questions}


def _from_box(round_: Round) -> bool:
    return Response.objects.filter(round=round_).exclude(way=Response.IMPORT).exists()


def _table(question: QuestionSheet, tally: counting.Tally, limit: int) -> list[tuple[str, Shown]]:
    row = tally.of(question)
    if question.kind == Question.MANY:
        base = tally.people.get(question.id, 0)
        shown = [show_count(number, base=base, limit=limit) for number in row]
    else:
        shown = hide_row(row, limit=limit)
    return [(option.text, cell) for option, cell in zip(question.options, shown, strict=True)]


def open_answers(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """What was said in people's own words, in the order of their random ids, so in none."""
    scope.require(Permission.READ_ANSWERS)
    found = round_(scope, round_id)
    words = Answer.objects.filter(response__round=found, option=None, question__kind__in=Question.OPEN)
    return words.select_related("question").order_by("pk")


def forum_interests(scope: Scope) -> QuerySet[ForumInterest]:
    """Who asked to hear about the forum, latest week first: for those who keep its members, and nobody else."""
    scope.require(Permission.KEEP_MEMBERS)
    return ForumInterest.objects.filter(authority_id=scope.authority).order_by("-week", "pk")


def forum_interest(scope: Scope, interest_id: uuid.UUID) -> ForumInterest:
    """One of those who asked to hear about the forum."""
    found = forum_interests(scope).filter(pk=interest_id).first()
    if found is None:
        raise NotFound("They are not in this list any more. Somebody has written to them already.")
    return found


def forum_interest_count(scope: Scope) -> Shown:
    """How many asked to hear about the forum, small numbers hidden: for those who keep the forum."""
    scope.require(Permission.KEEP_FORUM)
    count = ForumInterest.objects.filter(authority_id=scope.authority).count()
    return show_count(count, limit=authorities.own_authority(scope).hide_up_to)
