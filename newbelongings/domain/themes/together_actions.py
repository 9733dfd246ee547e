"""Writes to shared samples: make one, read it alone, close it, and settle what the two said."""

import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach.sampling import random_sample
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Question, Round

from . import book, together
from .coding import Said, Segment, own_answers, write_codings
from .earlier import ROWS, in_rows
from .models import CodingAct, JudgedTheme, Judgement, SharedAnswer, SharedSample
from .models.fields import Sentiment

FEWEST, MOST = 10, 500
_SEEDS = 1_000_000


@transaction.atomic
def make_shared_sample(
    scope: Scope,
    *,
    round_id: int,
    first_id: int,
    second_id: int,
    size: int,
    question: str = "",
    with_suggestions: bool = False,
    seed: int | None = None,
) -> SharedSample:
    """Draw ``size`` written answers of a round, or of one ``question`` of it, for two colleagues to read alone.

    The same ``seed``, size and answers give the same sample (``outreach.sampling``, by the answers' ids). Answers of
    an earlier shared sample are left out. All there are, where there are fewer.
    """
    scope.require(Permission.MANAGE_PEOPLE)
    round_ = surveys.round_(scope, round_id)
    _two_who_may_code(scope, first_id, second_id)
    if not FEWEST <= size <= MOST:
        raise Refused(f"Draw between {FEWEST} and {MOST} answers.", field="size")
    answers = together.answers_to_draw(scope, round_id=round_id)
    asked = _question(round_, question) if question else None
    if asked:
        answers = answers.filter(question=asked)
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    places = {
        str(pk): place
        for place, pk in enumerate(answers.order_by("question__position", "pk").values_list("pk", flat=True))
    }
    if len(places) < FEWEST:
        raise Refused(f"There are fewer than {FEWEST} answers to draw from. Wait for more, or choose all questions.")
    drawn = random_sample(places, size=size, seed=str(seed))
    sample = SharedSample.objects.create(
        round=round_,
        question=asked,
        first_id=first_id,
        second_id=second_id,
        seed=seed,
        with_suggestions=with_suggestions,
        made_by_id=scope.actor_id,
    )
    SharedAnswer.objects.bulk_create(
        [
            SharedAnswer(sample=sample, answer_id=pk, place=place)
            for place, pk in enumerate(sorted(drawn, key=places.__getitem__), 1)
        ],
        batch_size=ROWS,
    )
    audit.note(scope, "made_shared_sample", sample, answers=len(drawn), seed=seed)
    return sample


def _two_who_may_code(scope: Scope, first_id: int, second_id: int) -> None:
    if first_id == second_id:
        raise Refused("Choose two different people.", field="second")
    may = set(together.who_may_code(scope).values_list("person_id", flat=True))
    for field, person in (("first", first_id), ("second", second_id)):
        if person not in may:
            raise Refused("Choose somebody of your council who may code answers.", field=field)


def _question(round_: Round, name: str) -> Question:
    found = together.open_questions(round_).filter(name=name).first()
    if found is None:
        raise Refused("Choose a question that people answer in their own words.", field="question")
    return found


@transaction.atomic
def judge_shared_answer(
    scope: Scope, *, sample_id: int, place: int, theme_ids: Sequence[int], sentiment: str = ""
) -> Judgement:
    """Say, alone, what the answer at one place is about. Said again, it takes the place of what was said before.

    When both have read every answer, the sample closes by itself and can be compared.
    """
    sample = _locked(scope, sample_id)
    together.require_reader(scope, sample)
    shared = together.shared_answer(sample, place)
    themes = book.themes_by_ids(scope, theme_ids)
    if any(theme.cycle_id != sample.round.cycle_id or theme.retired_on for theme in themes):
        raise Refused("Choose themes of this year’s codebook as it is now.", field="themes")
    judgement, _ = Judgement.objects.update_or_create(
        shared=shared, coder_id=scope.actor_id, defaults={"sentiment": _sentiment(sentiment)}
    )
    judgement.themes.all().delete()
    JudgedTheme.objects.bulk_create([JudgedTheme(judgement=judgement, theme=theme) for theme in themes])
    if together.standing(scope, sample).both_done:
        _close(scope, sample, by=None)
    return judgement


def _sentiment(sentiment: str) -> str:
    if sentiment and sentiment not in Sentiment.values:
        raise Refused("Choose how it is said from the list, or leave it open.", field="sentiment")
    return sentiment


@transaction.atomic
def close_shared_sample(scope: Scope, *, sample_id: int) -> SharedSample:
    """Compare what both have read so far. A lead may at any time; others once both have read what there is."""
    sample = _locked(scope, sample_id)
    found = together.standing(scope, sample)
    if not found.both_done:
        scope.require(Permission.MANAGE_PEOPLE)
    if sample.closed_at:
        raise Refused("This sample is closed already. See how the two agree.")
    if not sample.shared.filter(judgements__coder=sample.first_id).filter(judgements__coder=sample.second_id).exists():
        raise Refused("There is no answer yet that both have read. Wait until there is, or let the sample lie.")
    _close(scope, sample, by=scope.actor_id)
    return sample


def _close(scope: Scope, sample: SharedSample, *, by: int | None) -> None:
    sample.closed_at, sample.closed_by_id = timezone.now(), by
    sample.save(update_fields=["closed_at", "closed_by"])
    audit.note(scope, "closed_shared_sample", sample, early=by is not None)


@transaction.atomic
def settle_difference(
    scope: Scope, *, sample_id: int, place: int, theme_ids: Sequence[int], sentiment: str = ""
) -> None:
    """The one word of both on one answer: it becomes an ordinary coding, whatever was said of the answer before."""
    sample = _closed(scope, sample_id)
    shared = together.shared_answer(sample, place)
    if {sample.first_id, sample.second_id} - set(shared.judgements.values_list("coder_id", flat=True)):
        raise Refused("Only one of the two has read this answer. Read it at the coding desk.")
    _put_down(scope, {shared: Said(tuple(Segment(pk) for pk in theme_ids), sentiment)})


@transaction.atomic
def take_over_agreed(scope: Scope, *, sample_id: int) -> int:
    """Everything the two agree on becomes a coding in one go; returns how many answers."""
    sample = _closed(scope, sample_id)
    agreed = together.compare(scope, sample).to_take_over
    themes_of = {one.shared: tuple(Segment(pk) for pk in sorted(one.said[0])) for one in agreed}
    _put_down(scope, {one.shared: Said(themes_of[one.shared], one.sentiments[0]) for one in agreed})
    return len(agreed)


def _put_down(scope: Scope, said: Mapping[SharedAnswer, Said]) -> None:
    """As ordinary codings, in one stroke that can be taken back; and that these are settled."""
    by_id = {answer.pk: answer for answer in own_answers(scope, [shared.answer_id for shared in said])}
    codings = {by_id[shared.answer_id]: word for shared, word in said.items()}
    write_codings(scope, codings, kind=CodingAct.Kind.SETTLED)
    sample = next(iter(said)).sample_id if said else None
    for some in in_rows(list(by_id)):
        SharedAnswer.objects.filter(sample=sample, answer__in=some).update(
            settled_by_id=scope.actor_id, settled_at=timezone.now()
        )


def _closed(scope: Scope, sample_id: int) -> SharedSample:
    sample = _locked(scope, sample_id)
    if sample.closed_at is None:
        raise Refused("Both read alone until the sample is closed. Settle what they differ on after that.")
    return sample


def _locked(scope: Scope, sample_id: int) -> SharedSample:
    """The sample, for one writer at a time."""
    scope.require(Permission.CODE_ANSWERS)
    SharedSample.objects.select_for_update().filter(pk=sample_id, round__authority_id=scope.authority).first()
    return together.shared_sample(scope, sample_id)
