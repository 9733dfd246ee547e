"""What the pages of two people who read the same answers show, worked out before they are drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import area_name
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes import together
from newbelongings.domain.themes.agreement import (
    RELIABLE,
    TENTATIVE,
    Agreement,
    often_enough,
    on_one,
    over_all,
    partings,
)
from newbelongings.domain.themes.models import SharedSample, Theme
from newbelongings.domain.themes.models.fields import Sentiment
from newbelongings.domain.themes.together import Both, Compared, Standing

PARTINGS = 5
EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """The shared samples, how each stands, and the surveys one may be drawn from."""

    standings: list[Standing]
    rounds: list[Round]
    mine: SharedSample | None
    may_make: bool


def together_page(scope: Scope) -> TogetherPage:
    """``mine``: a sample that waits for whoever asks."""
    standings = [together.standing(scope, sample) for sample in together.shared_samples(scope)]
    may_make = scope.may(Permission.MANAGE_PEOPLE)
    waiting = (s.sample for s in standings if waits_for(scope, s))
    return TogetherPage(standings, list(surveys.rounds(scope)) if may_make else [], next(waiting, None), may_make)


def waits_for(scope: Scope, standing: Standing) -> bool:
    """Whether a sample still has answers that whoever asks is to read."""
    readers = [r for r in (standing.first, standing.second) if r.person.pk == scope.actor_id]
    return standing.sample.closed_at is None and any(not reader.done for reader in readers)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table of agreement."""

    name: str
    found: Agreement

    @property
    def alpha(self) -> str:
        return "cannot be told" if self.found.alpha is None else two_places(self.found.alpha)

    @property
    def interval(self) -> str:
        between = self.found.interval
        return f"{two_places(between.low)} to {two_places(between.high)}" if between else "no doubt to show"

    @property
    def weak(self) -> bool:
        return self.found.alpha is not None and self.found.alpha < TENTATIVE


def two_places(number: float) -> str:
    """``0.78``, with a minus sign that is one."""
    return f"{number:.2f}".replace("-0.00", "0.00").replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True, slots=True)
class PartingLine:
    """What the two part over, in a sentence, with answers to show it."""

    sentence: str
    count: int
    examples: list[str]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """How far two people agree, over all, by area and by theme, and what they part over."""

    standing: Standing
    compared: Compared
    over_all: Figure
    verdict: str
    areas: list[Figure]
    themes: list[Figure]
    partings: list[PartingLine]


def agreement_page(scope: Scope, sample: SharedSample) -> AgreementPage:
    """All from the judgements; the sample's seed draws the intervals too, so that they stay as they are."""
    compared = together.compare(scope, sample)
    pairs = compared.pairs
    whole = Figure("All themes", over_all(pairs, seed=sample.seed))
    by_area: dict[str, set[int]] = {}
    for theme in compared.themes.values():
        by_area.setdefault(theme.area, set()).add(theme.pk)
    areas = [Figure(area_name(area), on_one(pairs, by_area[area], seed=sample.seed)) for area in sorted(by_area)]
    themes = [
        Figure(compared.themes[theme].name, on_one(pairs, [theme], seed=sample.seed)) for theme in often_enough(pairs)
    ]
    return AgreementPage(
        standing=together.standing(scope, sample),
        compared=compared,
        over_all=whole,
        verdict=verdict(whole.found),
        areas=[figure for figure in areas if figure.found.either],
        themes=themes,
        partings=_partings(compared),
    )


def verdict(found: Agreement) -> str:
    """What to make of an alpha, by Krippendorff's two marks, and whether its interval leaves that open."""
    if found.alpha is None:
        return "Both said the same one thing of every answer, so it cannot be told how far they would agree on others."
    between = found.interval
    open_ = between is not None and _words(between.low) != _words(between.high)
    more = " So few answers do not decide it: another sample would." if open_ else ""
    return _words(found.alpha) + more


def _words(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "That is good: what either of them says can be relied on."
    if alpha >= TENTATIVE:
        return "That is enough for first conclusions. Talk about what they part over below before either reads on."
    return "That is too little to rely on. Talk about what the themes mean before either reads on."


def _partings(compared: Compared) -> list[PartingLine]:
    first, second = compared.sample.first.name, compared.sample.second.name
    lines = []
    for parting in partings(compared.pairs)[:PARTINGS]:
        mine, theirs = (compared.themes[t].name if t is not None else "" for t in (parting.first, parting.second))
        texts = [compared.both[place].shared.answer.text for place in parting.answers[:EXAMPLES]]
        lines.append(PartingLine(_sentence(first, mine, second, theirs), len(parting.answers), texts))
    return lines


def _sentence(first: str, mine: str, second: str, theirs: str) -> str:
    if mine and theirs:
        return f"{first} says “{mine}”, {second} says “{theirs}”"
    said, by, other = (mine, first, second) if mine else (theirs, second, first)
    return f"{by} says “{said}”, {other} does not"


@dataclass(frozen=True, slots=True)
class Choice:
    """One theme to tick; ``key`` is the digit that ticks it. ``by`` is who said it."""

    theme_id: int
    name: str
    area: str
    key: str
    ticked: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Mood:
    """One way in which an answer may speak; ``key`` is the letter that chooses it."""

    value: str
    label: str
    key: str
    chosen: bool


def choices(themes: Iterable[Theme], ticked: Iterable[int], *, by: dict[int, str] | None = None) -> list[Choice]:
    """The first nine have a key."""
    chosen, said = set(ticked), by or {}
    return [
        Choice(t.pk, t.name, area_name(t.area), str(n) if n < 10 else "", t.pk in chosen, said.get(t.pk, ""))
        for n, t in enumerate(themes, 1)
    ]


def moods(chosen: str) -> list[Mood]:
    """P, N, M and A: the first letters of the four."""
    return [Mood(value, str(label), value[0], value == chosen) for value, label in Sentiment.choices]


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two said of an answer."""

    name: str
    key: str
    take: str
    themes: list[str]
    mood: str


def sides(compared: Compared, both: Both) -> list[Side]:
    """The two, side by side."""
    names = (compared.sample.first.name, compared.sample.second.name)
    rows: Sequence[tuple[str, str]] = (("1", "first"), ("2", "second"))
    return [
        Side(
            name=names[who],
            key=key,
            take=take,
            themes=sorted(compared.themes[theme].name for theme in both.said[who]),
            mood=str(Sentiment(both.sentiments[who]).label) if both.sentiments[who] else "",
        )
        for who, (key, take) in enumerate(rows)
    ]
