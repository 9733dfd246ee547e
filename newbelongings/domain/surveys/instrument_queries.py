"""Reading questionnaires: which there are, which rounds use them, which may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .instruments import SHIPPED
from .models import Instrument, Round
from .sheets import QuestionSheet, read_questions
from .soundness import faults
from .specs import spec_of

GONE = "There is no such questionnaire. Choose one from the list."


@dataclass(frozen=True)
class InstrumentCard:
    """One questionnaire with how many questions it has and the council's own rounds that use it."""

    instrument: Instrument
    questions: int
    rounds: Sequence[Round] = field(default_factory=tuple)

    @property
    def is_standard(self) -> bool:
        return self.instrument.authority_id is None

    @property
    def is_frozen(self) -> bool:
        """Whether nothing about it may change any more."""
        return self.is_standard or bool(self.rounds)


def all_instruments(scope: Scope) -> QuerySet[Instrument]:
    """Those that come with the service, and the council's own."""
    return Instrument.objects.filter(Q(authority=None) | Q(authority_id=scope.authority))


def instrument(scope: Scope, instrument_id: int) -> Instrument:
    """One questionnaire that the council may see."""
    found = all_instruments(scope).select_related("base").filter(pk=instrument_id).first()
    if found is None:
        raise NotFound(GONE)
    return found


def own_instrument(scope: Scope, instrument_id: int, *, hold: bool = False) -> Instrument:
    """One of the council's own; with ``hold`` locked until the transaction ends."""
    own = Instrument.objects.filter(authority_id=scope.authority, pk=instrument_id)
    found = (own.select_for_update() if hold else own).first()
    if found is None:
        raise NotFound("There is no such questionnaire of your own. Choose one from the list.")
    return found


def own_slugs(scope: Scope) -> list[str]:
    """The short names that the council's own questionnaires have."""
    return list(Instrument.objects.filter(authority_id=scope.authority).values_list("slug", flat=True))


def versions(scope: Scope, slug: str) -> QuerySet[Instrument]:
    """Every version of one of the council's own."""
    return Instrument.objects.filter(authority_id=scope.authority, slug=slug)


def instrument_cards(scope: Scope) -> list[InstrumentCard]:
    """Every questionnaire, the council's own first, newest first; two statements."""
    scope.require(Permission.RUN_SURVEYS)
    used: dict[int, list[Round]] = {}
    for round_ in Round.objects.filter(authority_id=scope.authority).order_by("-opens"):
        used.setdefault(round_.instrument_id, []).append(round_)
    found = all_instruments(scope).select_related("base").annotate(many=Count("questions"))
    cards = [InstrumentCard(each, each.many, used.get(each.pk, [])) for each in found]
    own = sorted((card for card in cards if not card.is_standard), key=lambda card: -card.instrument.pk)
    return [*own, *sorted((card for card in cards if card.is_standard), key=lambda card: _as_shipped(card.instrument))]


def instrument_card(scope: Scope, instrument_id: int) -> InstrumentCard:
    """One questionnaire with the council's rounds that use it."""
    scope.require(Permission.RUN_SURVEYS)
    found = instrument(scope, instrument_id)
    rounds = Round.objects.filter(authority_id=scope.authority, instrument=found).order_by("-opens")
    return InstrumentCard(found, found.questions.count(), list(rounds))


def written_questions(scope: Scope, instrument_id: int) -> tuple[QuestionSheet, ...]:
    """The questions as they stand now, also of one that is still being written; none where it is empty."""
    return read_questions(instrument(scope, instrument_id).pk)


def standard_names(scope: Scope, instrument_id: int) -> frozenset[str]:
    """The names of the questions that may not be changed, because they are those of a standard questionnaire."""
    found = instrument(scope, instrument_id)
    standard = found if found.authority_id is None else found.base
    return frozenset(standard.questions.values_list("name", flat=True)) if standard else frozenset()


def askable(scope: Scope) -> list[Instrument]:
    """What a new round may ask: everything that comes with the service, and the newest version of each own one
    that has a question."""
    latest: dict[str, Instrument] = {}
    for each in own_with_questions(scope):
        there = latest.get(each.slug)
        if there is None or int(each.version) > int(there.version):
            latest[each.slug] = each
    own = sorted(latest.values(), key=lambda each: each.pk, reverse=True)
    standard = sorted(Instrument.objects.filter(authority=None), key=_as_shipped)
    return [*own, *standard]


def _as_shipped(found: Instrument) -> tuple[int, str, int]:
    place = SHIPPED.index(found.slug) if found.slug in SHIPPED else len(SHIPPED)
    return place, found.slug, -found.pk


def own_with_questions(scope: Scope) -> QuerySet[Instrument]:
    """The council's own that have at least one question."""
    return Instrument.objects.filter(authority_id=scope.authority, questions__isnull=False).distinct()


def to_ask(scope: Scope, instrument_id: int) -> Instrument:
    """A questionnaire for a new round, held so that nobody changes it meanwhile; refused where it is not sound."""
    found = all_instruments(scope).select_for_update().filter(pk=instrument_id).first()
    if found is None:
        raise NotFound(GONE)
    wrong = faults(spec_of(found)) if found.authority_id is not None else []
    if wrong:
        raise Refused(f"“{found.title}” cannot be asked yet. {wrong[0]}", field="instrument")
    return found
