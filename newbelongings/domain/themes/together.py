"""Questions about shared samples: who reads, how far they are and, once closed, what each of the two said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.accounts.models import Membership, Person
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import ROLES, Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Question, Round

from . import lineage
from .agreement import Pair, Themes
from .models import Judgement, SharedAnswer, SharedSample, Theme

MOST_OFFERED = 9
_MAY_CODE = [role for role, card in ROLES.items() if Permission.CODE_ANSWERS in card.permissions]


@dataclass(frozen=True, slots=True)
class Reader:
    """One of the two, and how many answers they have read of ``all``. ``here``: whether they may still code."""

    person: Person
    read: int
    all: int
    here: bool

    @property
    def done(self) -> bool:
        return self.read == self.all


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sample stands. ``gone``: how many of its answers were taken back by those who gave them."""

    sample: SharedSample
    first: Reader
    second: Reader
    gone: int
    settled: int

    @property
    def both_done(self) -> bool:
        return self.first.done and self.second.done


@dataclass(frozen=True, slots=True)
class Both:
    """An answer both have read, with what each said of it, in the themes that the codebook has now."""

    shared: SharedAnswer
    said: Pair
    sentiments: tuple[str, str]
    agreed: bool

    @property
    def settled(self) -> bool:
        """Settled, and not taken back since: an answer nobody has read any more is open again."""
        return self.shared.settled_at is not None and hasattr(self.shared.answer, "reading")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the two said. ``became`` are pairs of a theme they used and the one it was merged into since.

    ``unread`` are answers that only one of them, or neither, had read when the sample was closed.
    """

    sample: SharedSample
    both: tuple[Both, ...]
    themes: dict[int, Theme]
    became: tuple[tuple[Theme, Theme], ...]
    unread: int

    @property
    def pairs(self) -> list[Pair]:
        return [one.said for one in self.both]

    @property
    def differences(self) -> list[Both]:
        """What is still to be settled, one at a time."""
        return [one for one in self.both if not one.agreed and not one.settled]

    @property
    def to_take_over(self) -> list[Both]:
        """What they agree on, and nobody has taken over yet."""
        return [one for one in self.both if one.agreed and not one.settled]

    @property
    def settled(self) -> bool:
        return all(one.settled for one in self.both)


def who_may_code(scope: Scope) -> QuerySet[Membership]:
    """The colleagues a lead may choose from."""
    return accounts.people(scope).filter(role__in=_MAY_CODE)


def answers_to_draw(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """The written answers of a round that no shared sample holds yet."""
    return surveys.open_answers(scope, round_id=round_id).filter(shared=None)


def open_questions(round_: Round) -> QuerySet[Question]:
    """The questions of a round that people answer in their own words, in their order."""
    return Question.objects.filter(instrument_id=round_.instrument_id, kind__in=Question.OPEN).order_by("position")


def shared_samples(scope: Scope) -> QuerySet[SharedSample]:
    """The council's shared samples, newest first."""
    scope.require(Permission.CODE_ANSWERS)
    return SharedSample.objects.filter(round__authority_id=scope.authority).select_related(
        "round", "first", "second", "question", "made_by", "closed_by"
    )


def shared_sample(scope: Scope, sample_id: int) -> SharedSample:
    """One shared sample of the scope's council."""
    found = shared_samples(scope).filter(pk=sample_id).first()
    if found is None:
        raise NotFound("There is no such sample at your council. Choose one from the list.")
    return found


def standing(scope: Scope, sample: SharedSample) -> Standing:
    """How far the two are, in four statements; how many each has read, and never what they said."""
    counted = sample.shared.aggregate(
        all=Count("pk"), settled=Count("settled_at", filter=Q(answer__reading__isnull=False)), last=Max("place")
    )
    read = dict(
        Judgement.objects.filter(shared__sample=sample).values_list("coder").annotate(read=Count("pk")).order_by()
    )
    here = set(
        Membership.objects.filter(authority_id=scope.authority, role__in=_MAY_CODE).values_list("person_id", flat=True)
    )
    first, second = (
        Reader(person, read.get(person.pk, 0), counted["all"], person.pk in here)
        for person in (sample.first, sample.second)
    )
    return Standing(sample, first, second, (counted["last"] or 0) - counted["all"], counted["settled"])


def require_reader(scope: Scope, sample: SharedSample) -> None:
    """``NotAllowed`` unless whoever asks is one of the two; ``Refused`` once the sample is closed."""
    scope.require(Permission.CODE_ANSWERS)
    if scope.actor_id not in (sample.first_id, sample.second_id):
        names = f"{sample.first.name} and {sample.second.name}"
        raise NotAllowed(f"Only {names} read this sample. Wait until both are done, then see how they agree.")
    if sample.closed_at:
        raise Refused("This sample is closed. See how the two of you agree, and settle the rest together.")


def next_to_judge(scope: Scope, sample: SharedSample, *, after: int = 0) -> SharedAnswer | None:
    """The next answer that whoever asks has not read, behind the place ``after``, and round to the rest at the end."""
    require_reader(scope, sample)
    waiting = sample.shared.exclude(judgements__in=Judgement.objects.filter(coder_id=scope.actor_id))
    return waiting.filter(place__gt=after).first() or waiting.first()


def shared_answer(sample: SharedSample, place: int) -> SharedAnswer:
    """The answer at one place of a sample; ``NotFound`` where it was taken back by whoever gave it."""
    found = sample.shared.filter(place=place).select_related("answer__question", "answer__response__round").first()
    if found is None:
        raise NotFound("This answer is not in the sample any more: whoever gave it took it back. Go on with the next.")
    return found


def own_judgement(scope: Scope, shared: SharedAnswer) -> Judgement | None:
    """What whoever asks said of an answer, alone; nobody's else."""
    return shared.judgements.filter(coder_id=scope.actor_id).prefetch_related("themes").first()


def own_themes(scope: Scope, sample: SharedSample) -> list[int]:
    """The themes whoever asks has used most in this sample, in the order in which they came up; nobody else's."""
    used = Theme.objects.filter(judged__judgement__shared__sample=sample, judged__judgement__coder_id=scope.actor_id)
    counted = used.annotate(times=Count("judged"), first=Min("judged")).order_by("-times", "first")
    most = list(counted.values_list("first", "pk")[:MOST_OFFERED])
    return [theme for _, theme in sorted(most)]


def suggested(shared: SharedAnswer) -> list[int]:
    """What the machine suggests for an answer, best first."""
    return list(shared.answer.suggestions.values_list("theme_id", flat=True))


def compare(scope: Scope, sample: SharedSample) -> Compared:
    """What each of the two said, in five statements; ``Refused`` before the sample is closed."""
    scope.require(Permission.CODE_ANSWERS)
    if sample.closed_at is None:
        raise Refused("Nobody sees how the two agree before both have read everything, or the lead closes the sample.")
    rows = list(
        sample.shared.select_related("answer__question", "answer__reading")
        .prefetch_related("judgements__themes")
        .order_by("place")
    )
    said = {row.pk: {one.coder_id: one for one in row.judgements.all()} for row in rows}
    read = [row for row in rows if {sample.first_id, sample.second_id} <= said[row.pk].keys()]
    named = {t.theme_id for by_coder in said.values() for one in by_coder.values() for t in one.themes.all()}
    now = _as_they_are_now(scope, named)
    themes = {theme.pk: theme for theme in Theme.objects.filter(pk__in=named | set(now.values()))}
    both = [
        _both(row, [said[row.pk][coder] for coder in (sample.first_id, sample.second_id)], now, themes) for row in read
    ]
    became = sorted(
        ((themes[old], themes[new]) for old, new in now.items() if old != new), key=lambda pair: pair[0].name
    )
    return Compared(sample, tuple(both), themes, tuple(became), len(rows) - len(read))


def _both(shared: SharedAnswer, said: Sequence[Judgement], now: dict[int, int], themes: dict[int, Theme]) -> Both:
    first, second = (_themes_of(judgement, now) for judgement in said)
    moods = (said[0].sentiment, said[1].sentiment)
    gone = any(themes[theme].retired_on for theme in first | second)
    return Both(shared, (first, second), moods, agreed=first == second and moods[0] == moods[1] and not gone)


def _themes_of(judgement: Judgement, now: dict[int, int]) -> Themes:
    return frozenset(now[judged.theme_id] for judged in judgement.themes.all())


def _as_they_are_now(scope: Scope, themes: Iterable[int]) -> dict[int, int]:
    """Each theme and what it became, where that is one other; a theme that was split stays itself."""
    known = lineage.descent(scope)
    now = {theme: known.became(theme) for theme in themes}
    return {theme: became[0] if len(became) == 1 else theme for theme, became in now.items()}
