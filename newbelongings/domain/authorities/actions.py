"""Adding councils and starting their cycles."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.text import slugify

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Authority, Cluster, Cycle, Programme


@transaction.atomic
def add_authority(
    scope: Scope,
    *,
    code: str,
    name: str,
    region: str,
    ons_code: str = "",
    kind: str = "",
    imagined: bool = False,
    helpline_name: str = "",
    helpline_phone: str = "",
) -> Authority:
    """Add a council, or bring the facts of one with this ``code`` up to date."""
    scope.require(Permission.RUN_THE_SERVICE)
    authority, _ = Authority.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "slug": slugify(name),
            "region": region,
            "ons_code": ons_code,
            "kind": kind,
            "imagined": imagined,
            "helpline_name": helpline_name,
            "helpline_phone": helpline_phone,
        },
    )
    audit.note(scope, "added_authority", authority, code=code)
    return authority


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What a public list says about one council. ``code`` has three digits, ``ons_code`` nine signs."""

    code: str
    ons_code: str
    name: str
    region: str
    kind: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many councils a list added, changed and left as they were."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def load_authorities(scope: Scope, *, councils: Iterable[CouncilFacts]) -> Loaded:
    """Bring the councils up to a public list, all or nothing. What a council set itself stays, and so does its link.

    Councils that are not on the list stay too: they may have records here.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    known = {authority.code: authority for authority in Authority.objects.all()}
    outcomes = [_load(scope, facts, known.get(facts.code)) for facts in councils]
    return Loaded(outcomes.count("added"), outcomes.count("changed"), outcomes.count("unchanged"))


def _load(scope: Scope, facts: CouncilFacts, authority: Authority | None) -> str:
    if authority is None:
        add_authority(scope, **asdict(facts))
        return "added"
    if authority.imagined:
        raise Refused(f"The code {facts.code} is an invented council's here. Load real councils into another folder.")
    stands = CouncilFacts(authority.code, authority.ons_code, authority.name, authority.region, authority.kind)
    if stands == facts:
        return "unchanged"
    Authority.objects.filter(pk=authority.pk).update(**asdict(facts))
    audit.note(scope, "changed_authority", authority, code=facts.code)
    return "changed"


@transaction.atomic
def start_cycle(scope: Scope, *, starts: dt.date, ends: dt.date) -> Cycle:
    """Start the next cycle of the scope's council; cycles follow one another and do not overlap."""
    scope.require(Permission.EDIT_PLAN)
    if ends <= starts:
        raise Refused("Give an end after the start.", field="ends")
    if Cycle.objects.filter(authority_id=scope.authority, starts__lte=ends, ends__gte=starts).exists():
        raise Refused("These dates overlap another year of this council. Choose later ones.", field="starts")
    number = Cycle.objects.filter(authority_id=scope.authority).count() + 1
    cycle = Cycle.objects.create(authority_id=scope.authority, number=number, starts=starts, ends=ends)
    audit.note(scope, "started_cycle", cycle, starts=starts.isoformat(), ends=ends.isoformat())
    return cycle


@transaction.atomic
def form_programme(scope: Scope, *, name: str, authorities: list[Authority]) -> Programme:
    """A programme team over several councils."""
    scope.require(Permission.RUN_THE_SERVICE)
    programme, _ = Programme.objects.get_or_create(name=name)
    programme.authorities.set(authorities)
    audit.note(scope, "formed_programme", programme, authorities=len(authorities))
    return programme


@transaction.atomic
def form_cluster(scope: Scope, *, name: str, authorities: list[Authority], virtual: bool = False) -> Cluster:
    """A cluster of two to six councils (Guide section 3.3)."""
    scope.require(Permission.RUN_THE_SERVICE)
    if not 2 <= len(authorities) <= 6:
        raise Refused("A cluster has two to six councils.")
    cluster, _ = Cluster.objects.get_or_create(name=name, defaults={"virtual": virtual})
    cluster.authorities.set(authorities)
    audit.note(scope, "formed_cluster", cluster, authorities=len(authorities))
    return cluster
