"""What this council hears more, or less, than others of its cluster: shares of several councils together, never of one.

Another council's answers, themes and numbers are seen by nobody here. What is shown of the others is one whole
percentage of at least three of them together, of whom none is more than two thirds; so that neither the smallest nor
the largest stands for itself, and a council that joins cannot be had by subtracting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Authority, Cluster, Cycle
from newbelongings.domain.kernel.intervals import difference, shared_confidence
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, is_small, show_count
from newbelongings.domain.surveys import counting
from newbelongings.domain.surveys.models import Response, Round

from . import amount_counts, book
from .amounts import people_who_answered
from .asked import rounds_of, waits
from .models import Theme

FEWEST_OTHERS: Final = 3
FEWEST_PEOPLE: Final = 30
LARGEST_PART: Final = 2 / 3
ENOUGH_READ: Final = 0.9


@dataclass(frozen=True, slots=True)
class Beside:
    """One theme: its share here and among ``councils`` others together, each in every hundred people.

    ``clear`` is 1 where more speak of it here, -1 where fewer do, 0 where chance could make the difference.
    """

    theme_id: int
    name: str
    area: str
    here: int
    others: int
    councils: int
    clear: int


@dataclass(frozen=True, slots=True)
class BesideCluster:
    """Themes beside those of the cluster, clear differences first. ``cluster`` is empty where the council is in none;
    ``others`` is how many councils have enough to be counted; ``waits`` while a round here still grows."""

    cluster: str
    others: int
    lines: tuple[Beside, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class _Other:
    """Another council's people, by the slug of a theme."""

    base: int
    people: dict[str, int]


def beside_cluster(scope: Scope, *, cycle_id: int) -> BesideCluster:
    """One council beside the cluster in which most others can be counted; statements grow with councils alone."""
    scope.require(Permission.SEE_RESULTS)
    cycle = authorities.cycle(scope, cycle_id)
    clusters = Cluster.objects.filter(authorities=scope.authority).order_by("name").prefetch_related("authorities")
    found = [(cluster, _others(cluster.authorities.all(), scope.authority)) for cluster in clusters]
    if not found:
        return BesideCluster("", 0)
    cluster, others = max(found, key=lambda pair: len(pair[1]))
    if waits(scope, rounds_of(scope, cycle.pk)):
        return BesideCluster(cluster.name, len(others), waits=True)
    if len(others) < FEWEST_OTHERS:
        return BesideCluster(cluster.name, len(others))
    return BesideCluster(cluster.name, len(others), _lines(scope, cycle, others))


def _others(councils: Iterable[Authority], own: int) -> list[_Other]:
    found = (_other(council) for council in councils if council.pk != own)
    return [other for other in found if other is not None]


def _other(council: Authority) -> _Other | None:
    """A council's latest year in which it was answered, if it is closed, large enough and nearly all read."""
    round_ = Round.objects.filter(authority=council, responses__isnull=False).order_by("-opens").first()
    if round_ is None:
        return None
    rounds = Round.objects.filter(authority=council, cycle_id=round_.cycle_id)
    if any(counting.still_growing(one) for one in rounds):
        return None
    base = Response.objects.filter(round__in=rounds).exclude(way=Response.GROUP_AGREED).count()
    read, written = amount_counts.how_far_read(round_.cycle_id)
    if base < FEWEST_PEOPLE or read < ENOUGH_READ * written:
        return None
    heard = amount_counts.heard(round_.cycle_id)
    themes = Theme.objects.filter(cycle_id=round_.cycle_id, retired_on=None).values_list("pk", "slug")
    return _Other(base, {slug: len(heard.people(pk)) for pk, slug in themes})


def _lines(scope: Scope, cycle: Cycle, others: Sequence[_Other]) -> tuple[Beside, ...]:
    limit, base = authorities.own_authority(scope).hide_up_to, people_who_answered(scope, cycle.pk)
    heard = amount_counts.heard(cycle.pk)
    pairs = []
    for theme in book.themes(scope, cycle.pk):
        having = [other for other in others if theme.slug in other.people]
        people = len(heard.people(theme.pk))
        shown = not isinstance(show_count(people, base=base, limit=limit), Hidden)
        if shown and base >= FEWEST_PEOPLE and may_be_pooled([other.base for other in having]):
            pooled = sum(other.people[theme.slug] for other in having)
            if not is_small(pooled, limit):
                pairs.append((theme, people, pooled, sum(other.base for other in having), len(having)))
    sure = shared_confidence(len(pairs))
    lines = []
    for theme, people, pooled, of, councils in pairs:
        gap = difference(people, base, pooled, of, confidence=sure)
        clear = 1 if gap.low > 0 else -1 if gap.high < 0 else 0
        shares = round(100 * people / base), round(100 * pooled / of)
        lines.append(Beside(theme.pk, theme.name, theme.area, *shares, councils, clear))
    return tuple(sorted(lines, key=lambda one: (-abs(one.clear), -(one.here - one.others), one.name)))


def may_be_pooled(bases: Sequence[int]) -> bool:
    """Whether so many councils, of so many people each, may be shown as one: enough, and none that is nearly all."""
    return len(bases) >= FEWEST_OTHERS and max(bases) <= LARGEST_PART * sum(bases)
