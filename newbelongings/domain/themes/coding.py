"""A person says what answers are about: one, one with all of the same words, or many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer, Round

from . import book, desk
from .earlier import ROWS, Before, in_rows, keep
from .models import Coding, CodingAct, Reading, Theme
from .models.fields import Sentiment


@dataclass(frozen=True, slots=True)
class Segment:
    """That ``text[start:end]`` of an answer is about a theme; both are 0 for the whole answer."""

    theme_id: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """All that a person says of one answer: what it and its segments are about, and how it speaks."""

    about: tuple[Segment, ...] = ()
    sentiment: str = ""


@transaction.atomic
def code_answer(
    scope: Scope,
    *,
    answer_id: UUID,
    theme_ids: Sequence[int] = (),
    segments: Sequence[Segment] = (),
    sentiment: str = "",
    version: str | None = None,
    with_same_words: bool = False,
) -> CodingAct:
    """Say what one answer is about: these themes, in place of what was said before. None of them is an answer too.

    ``theme_ids`` are of the whole answer, ``segments`` of parts of it. ``with_same_words``: the answers to the same
    question in the same round that nobody has read and that have the same words are coded with it, in one stroke.
    ``version`` is that of the answer as it lay on the desk; ``Refused`` where somebody read it since, and while two
    read it alone in a shared sample.
    """
    scope.require(Permission.CODE_ANSWERS)
    answer = own_answers(scope, [answer_id])[0]
    if desk.kept_for_two(scope, round_id=_round_of(answer)).filter(pk=answer_id).exists():
        raise Refused("Two colleagues read this answer alone just now. Code it once their shared sample is closed.")
    _not_read_since(answer_id, version)
    said = Said((*(Segment(pk) for pk in theme_ids), *segments), sentiment)
    answers = [answer, *(desk.same_words(scope, round_id=_round_of(answer), answer=answer) if with_same_words else [])]
    if len(answers) > 1:
        answers = own_answers(scope, [each.pk for each in answers])
    return write_codings(scope, dict.fromkeys(answers, said), kind=CodingAct.Kind.ONE)[0]


@transaction.atomic
def code_answers(
    scope: Scope,
    *,
    codings: Mapping[UUID, Sequence[int]],
    sentiments: Mapping[UUID, str] = MappingProxyType({}),
    kind: CodingAct.Kind = CodingAct.Kind.ONE,
) -> int:
    """Say what many answers are about at once, and how they speak; returns how many. All of them, or none."""
    scope.require(Permission.CODE_ANSWERS)
    answers = own_answers(scope, list(codings))
    said = {each: Said(tuple(Segment(pk) for pk in codings[each.pk]), sentiments.get(each.pk, "")) for each in answers}
    return sum(act.answers for act in write_codings(scope, said, kind=kind))


def write_codings(
    scope: Scope,
    said: Mapping[Answer, Said],
    *,
    kind: CodingAct.Kind,
    confidence: float | None = None,
    sample: dict[str, int] | None = None,
) -> list[CodingAct]:
    """Put down what a person says of answers that are the scope's own, as one stroke a round.

    For the actions of this room, which have asked for the permission and hold the answers (``own_answers``).
    """
    _check(scope, said)
    by_round = groupby(sorted(said, key=_round_of), key=_round_of)
    return [_write(scope, {a: said[a] for a in answers}, kind, confidence, sample) for _, answers in by_round]


def own_answers(scope: Scope, ids: Sequence[UUID]) -> list[Answer]:
    """These answers of the scope's council, held until the transaction ends; or ``NotFound``.

    Each has its round's id as ``in_round``, and the id of that round's cycle as ``in_cycle``.
    """
    found: list[Answer] = []
    for some in in_rows(sorted(ids)):
        found += (
            Answer.objects.select_for_update(of=("self",))
            .filter(pk__in=some, response__round__authority_id=scope.authority)
            .annotate(in_round=F("response__round_id"), in_cycle=F("response__round__cycle_id"))
            .order_by("pk")
        )
    if len(found) != len(set(ids)):
        raise NotFound("This answer is not at your council. Go back to the list.")
    return found


def _round_of(answer: Answer) -> int:
    in_round: int = answer.in_round  # type: ignore[attr-defined]
    return in_round


def _not_read_since(answer_id: UUID, version: str | None) -> None:
    if version is None:
        return
    now = Reading.objects.filter(answer_id=answer_id).select_related("reader").first()
    if desk.version_of(now) != version:
        who = now.reader.name if now and now.reader else "Somebody"
        raise Refused(f"{who} has read this one since you opened it. Save again to put your choice in place of theirs.")


def _check(scope: Scope, said: Mapping[Answer, Said]) -> None:
    ids = {segment.theme_id for each in said.values() for segment in each.about}
    themes = {theme.pk: theme for theme in book.themes_by_ids(scope, ids)}
    if gone := next((theme for theme in themes.values() if theme.retired_on), None):
        raise Refused(f"“{gone.name}” has been split or merged. Choose one of the themes it became.", field="themes")
    for answer, each in said.items():
        if each.sentiment not in ("", *Sentiment.values):
            raise Refused("Choose how it speaks: positive, negative, mixed or advice.", field="sentiment")
        for segment in each.about:
            _check_segment(answer, segment, themes[segment.theme_id])


def _check_segment(answer: Answer, segment: Segment, theme: Theme) -> None:
    if theme.cycle_id != answer.in_cycle:  # type: ignore[attr-defined]
        raise Refused("Choose themes of the year in which the answer was given.", field="themes")
    whole = (segment.start, segment.end) == (0, 0)
    if not whole and not 0 <= segment.start < segment.end <= len(answer.text):
        raise Refused("This part is not in the answer. Load the page again and choose once more.", field="themes")


def _write(
    scope: Scope,
    said: Mapping[Answer, Said],
    kind: CodingAct.Kind,
    confidence: float | None,
    sample: dict[str, int] | None,
) -> CodingAct:
    answers = list(said)
    ids = [answer.pk for answer in answers]
    before: Before = keep(ids)
    if sample is not None:
        before["sample"] = sample
    round_ = Round.objects.get(pk=_round_of(answers[0]))
    act = CodingAct.objects.create(
        round=round_, kind=kind, actor_id=scope.actor_id, answers=len(answers), confidence=confidence, before=before
    )
    now = timezone.now()
    for some in in_rows([UUID(pk) for pk in before["had"]]):
        Coding.objects.filter(answer__in=some).delete()
    Coding.objects.bulk_create(
        [
            Coding(
                answer_id=answer.pk,
                theme_id=segment.theme_id,
                start=segment.start,
                end=segment.end,
                coder_id=scope.actor_id,
                coded_at=now,
            )
            for answer, each in said.items()
            for segment in _once(each.about)
        ],
        batch_size=ROWS,
    )
    Reading.objects.bulk_create(
        [
            Reading(answer_id=answer.pk, reader_id=scope.actor_id, read_at=now, sentiment=each.sentiment, act=act)
            for answer, each in said.items()
        ],
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["answer"],
        update_fields=["reader", "read_at", "sentiment", "act"],
    )
    audit.note(scope, "coded_answers", round_, answers=len(answers), kind=str(kind))
    return act


def _once(about: Sequence[Segment]) -> list[Segment]:
    """Each theme once at one place. What the whole answer is about goes before a segment that starts with it."""
    kept: dict[tuple[int, int], Segment] = {}
    for segment in sorted(about, key=lambda each: each.end):
        kept.setdefault((segment.theme_id, segment.start), segment)
    return list(kept.values())
