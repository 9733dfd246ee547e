"""The coding desk's questions: one answer at a time, what the model suggests, what a person said before."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer

from .models import Coding, MachineReading, Reading, SharedAnswer, Suggestion

_WORTH = Coalesce("machine_reading__worth", Value(0.0), output_field=FloatField())


@dataclass(frozen=True, slots=True)
class OnTheDesk:
    """One answer to read. ``version`` changes whenever somebody says what it is about; empty before that.

    ``machine``: what a text model made of it as a whole, if one has read it. ``sentiment``: what a person said.
    ``same``: how many others that nobody has read have the same words.
    """

    answer: Answer
    suggestions: tuple[Suggestion, ...]
    coded: tuple[Coding, ...]
    version: str
    read_by: str
    machine: MachineReading | None
    sentiment: str
    same: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many open answers of a round people have read, of how many."""

    read: int
    all: int


def answer_on_desk(scope: Scope, *, answer_id: UUID) -> OnTheDesk:
    """One open answer of the scope's council, in five statements."""
    scope.require(Permission.CODE_ANSWERS)
    answer = (
        Answer.objects.filter(pk=answer_id, response__round__authority_id=scope.authority)
        .exclude(text="")
        .select_related("question", "response__round", "reading__reader", "machine_reading")
        .first()
    )
    if answer is None:
        raise NotFound("This answer is not at your council. Go back to the list.")
    reading = getattr(answer, "reading", None)
    return OnTheDesk(
        answer=answer,
        suggestions=tuple(answer.suggestions.filter(theme__retired_on=None).select_related("theme")),
        coded=tuple(answer.codings.select_related("theme").order_by("theme__name")),
        version=version_of(reading),
        read_by=reading.reader.name if reading and reading.reader else "",
        machine=getattr(answer, "machine_reading", None),
        sentiment=reading.sentiment if reading else "",
        same=same_words(scope, round_id=answer.response.round_id, answer=answer).count(),
    )


def version_of(reading: Reading | None) -> str:
    """Tells one reading of an answer from the next, for two people who read the same one."""
    return reading.read_at.isoformat() if reading else ""


def same_words(scope: Scope, *, round_id: int, answer: Answer) -> QuerySet[Answer]:
    """The other answers to the same question in the same round that wait at the desk and have the same words."""
    waiting = answers_to_code(scope, round_id=round_id)
    return waiting.filter(question=answer.question_id, text=answer.text).exclude(pk=answer.pk)


def next_answer_to_code(scope: Scope, *, round_id: int, after: Answer | None = None) -> Answer | None:
    """The next answer nobody has read: that on which a person's word would teach the text model most.

    Where it knows nothing of them, question by question, and within one in random order. ``after`` is one that was
    left for somebody else: go on behind it, and come round to the rest at the end.
    """
    scope.require(Permission.CODE_ANSWERS)
    waiting = answers_to_code(scope, round_id=round_id).annotate(worth=_WORTH)
    waiting = waiting.order_by("-worth", "question__position", "pk")
    if after is None:
        return waiting.first()
    reading = MachineReading.objects.filter(answer=after).first()
    worth, place = reading.worth if reading else 0.0, after.question.position
    alike = Q(question__position__gt=place) | Q(question__position=place, pk__gt=after.pk)
    behind = waiting.filter(Q(worth__lt=worth) | Q(alike, worth=worth))
    return behind.first() or waiting.exclude(pk=after.pk).first()


def unread_answers(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """Open answers of a round that nobody has read yet."""
    return surveys.open_answers(scope, round_id=round_id).filter(reading__isnull=True)


def answers_to_code(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """Unread answers that anybody may code: those of an open shared sample wait until the two have read them alone."""
    return unread_answers(scope, round_id=round_id).exclude(Exists(_kept_for_two()))


def kept_for_two(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """The answers of a round, read before or not, that two people read alone in a sample that is still open."""
    return surveys.open_answers(scope, round_id=round_id).filter(Exists(_kept_for_two()))


def _kept_for_two() -> QuerySet[SharedAnswer]:
    return SharedAnswer.objects.filter(answer=OuterRef("pk"), sample__closed_at=None).order_by()


def how_far(scope: Scope, *, round_id: int) -> HowFar:
    """How far the reading of a round has come."""
    counted = surveys.open_answers(scope, round_id=round_id).aggregate(all=Count("pk"), read=Count("reading"))
    return HowFar(counted["read"], counted["all"])


def said_about(scope: Scope, *, theme_id: int) -> QuerySet[Answer]:
    """The answers that people found to be about one theme, in random order."""
    scope.require(Permission.READ_ANSWERS)
    return (
        Answer.objects.filter(codings__theme_id=theme_id, response__round__authority_id=scope.authority)
        .select_related("question", "response__round")
        .order_by("pk")
    )
