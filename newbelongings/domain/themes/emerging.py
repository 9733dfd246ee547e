"""Groups of answers that no theme fits: what there is of them, and what a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Question

from . import desk
from .actions import add_theme
from .coding import Said, Segment, own_answers, write_codings
from .models import CodingAct, Emerging, EmergingAnswer, Theme

# Below this the best theme is more likely wrong than right (see MachineReading.fit).
LOOSE = 0.5


@dataclass(frozen=True, slots=True)
class StrayRound:
    """How many answers of a round no theme fits."""

    authority_id: int
    round_id: int
    answers: int


def _stray() -> Q:
    """Either the machine finds no theme that fits, or a person has read it and found it about nothing."""
    unread = Q(reading=None, machine_reading__aside="", machine_reading__fit__lt=LOOSE)
    return unread | Q(reading__isnull=False, codings=None)


def _strays() -> QuerySet[Answer]:
    """What belongs to no theme and to no group that a person has decided about, where there is a vector of it."""
    decided = Emerging.objects.exclude(state=Emerging.State.OPEN)
    return Answer.objects.filter(_stray(), option=None, question__kind__in=Question.OPEN, vector__isnull=False).exclude(
        emerging__emerging__in=decided
    )


def stray_rounds(scope: Scope) -> list[StrayRound]:
    """At every council, each round with answers that no theme fits; for the jobs, in one statement."""
    scope.require(Permission.RUN_THE_SERVICE)
    counted = _strays().order_by().values_list("response__round__authority_id", "response__round_id")
    return [StrayRound(*row) for row in counted.annotate(n=Count("pk", distinct=True)).order_by("response__round_id")]


def stray_answers(scope: Scope, *, round_id: int) -> QuerySet[Answer]:
    """The answers of one round that no theme fits, in random order."""
    scope.require(Permission.CODE_ANSWERS)
    surveys.round_(scope, round_id)
    return _strays().filter(response__round_id=round_id).order_by("pk")


def emerging_groups(scope: Scope) -> QuerySet[Emerging]:
    """The council's groups that wait for a person, largest first, each with its ``count`` of answers and ``people``.

    Answers that somebody has coded since are not counted, and a group with none left is not shown.
    """
    scope.require(Permission.CODE_ANSWERS)
    still = Q(answers__answer__codings=None)
    return (
        Emerging.objects.filter(round__authority_id=scope.authority, state=Emerging.State.OPEN)
        .select_related("round")
        .annotate(
            count=Count("answers", filter=still, distinct=True),
            people=Count("answers__answer__response", filter=still, distinct=True),
        )
        .filter(count__gt=0)
        .order_by("-count", "pk")
    )


def decided_groups(scope: Scope) -> QuerySet[Emerging]:
    """The groups that a person made a theme or left, latest first."""
    scope.require(Permission.CODE_ANSWERS)
    decided = Emerging.objects.filter(round__authority_id=scope.authority).exclude(state=Emerging.State.OPEN)
    return decided.select_related("round", "theme", "decided_by").order_by("-decided_at", "-pk")


def emerging_group(scope: Scope, emerging_id: int) -> Emerging:
    """One group that waits for a person, with its counts."""
    found = emerging_groups(scope).filter(pk=emerging_id).first()
    if found is None:
        raise NotFound("This group is not there any more: its answers were read or grouped anew. Choose from the list.")
    return found


def answers_of(group: Emerging) -> QuerySet[Answer]:
    """The answers of a group that nobody has coded, the most typical first."""
    return (
        Answer.objects.filter(emerging__emerging=group, codings=None)
        .select_related("question", "response__round")
        .order_by("-emerging__closeness", "pk")
    )


def typical_answers(found: Sequence[Emerging], *, each: int) -> dict[int, list[str]]:
    """The words nearest to the middle of each group, no words twice; one statement for all groups."""
    rows = EmergingAnswer.objects.filter(emerging__in=found, answer__codings=None).order_by("-closeness", "pk")
    typical: dict[int, dict[str, None]] = {group.pk: {} for group in found}
    for group, text in rows.values_list("emerging_id", "answer__text"):
        if len(typical[group]) < each:
            typical[group].setdefault(text)
    return {group: list(texts) for group, texts in typical.items()}


@transaction.atomic
def make_emerging_theme(
    scope: Scope,
    *,
    emerging_id: int,
    name: str,
    area: str,
    examples: Sequence[str] = (),
    answer_ids: Sequence[UUID] = (),
) -> Theme:
    """A person makes a group a theme, under an area. ``answer_ids`` of the group are coded to it at once.

    Those that two people read alone just now are not. The others are suggested for it, as ``examples`` teach the
    machine, and wait at the desk.
    """
    group = _held(scope, emerging_id)
    theme = add_theme(scope, cycle_id=group.round.cycle_id, area=area, name=name, examples=examples)
    own = set(answers_of(group).values_list("pk", flat=True))
    if not own.issuperset(answer_ids):
        raise Refused("Some of these answers were coded since. Load the page again and choose once more.")
    said = Said((Segment(theme.pk),))
    kept = desk.kept_for_two(scope, round_id=group.round_id).filter(pk__in=own).values_list("pk", flat=True)
    answers = own_answers(scope, list(set(answer_ids).difference(kept)))
    write_codings(scope, dict.fromkeys(answers, said), kind=CodingAct.Kind.ONE)
    _decide(scope, group, Emerging.State.MADE, theme)
    return theme


@transaction.atomic
def leave_emerging(scope: Scope, *, emerging_id: int) -> Emerging:
    """A person leaves a group: it is not offered again, and its answers stay as they are."""
    group = _held(scope, emerging_id)
    _decide(scope, group, Emerging.State.LEFT, None)
    return group


def _held(scope: Scope, emerging_id: int) -> Emerging:
    scope.require(Permission.CODE_ANSWERS)
    Emerging.objects.select_for_update().filter(pk=emerging_id, round__authority_id=scope.authority).first()
    return emerging_group(scope, emerging_id)


def _decide(scope: Scope, group: Emerging, state: Emerging.State, theme: Theme | None) -> None:
    group.state, group.theme = state, theme
    group.decided_by_id, group.decided_at = scope.actor_id, timezone.now()
    group.save(update_fields=["state", "theme", "decided_by", "decided_at"])
    audit.note(scope, "decided_on_emerging", group, state=state.value)
