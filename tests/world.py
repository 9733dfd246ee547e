"""The world that tests share, built by calling actions.

Two councils of an imagined region:

    Ravensmere (901)  Alice, programme lead; Bob, participation worker; one person of every other role
    Aldersea   (902)  Charlie, programme lead of the next council, who must see nothing of Ravensmere

Each has one cycle that runs now. Nobody here, and no council, exists.
"""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Person
from newbelongings.domain.accounts.queries import scope_of
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import Scope, system_scope

PASSWORD = "lantern copper meadow"
OTHER_ROLES = [
    Role.ADVISER,
    Role.SAFEGUARDING,
    Role.OWNER,
    Role.BOARD,
    Role.CRITICAL_FRIEND,
    Role.CLUSTER,
    Role.FORUM_MEMBER,
    Role.INSPECTOR,
]


@dataclass
class World:
    """Councils, people and scopes; ``people`` maps each role at Ravensmere to its person."""

    ravensmere: Authority
    aldersea: Authority
    cycle: Cycle
    aldersea_cycle: Cycle
    alice: Person
    bob: Person
    charlie: Person
    people: dict[Role, Person]

    def scope(self, person: Person) -> Scope:
        return scope_of(person)

    @property
    def as_alice(self) -> Scope:
        return scope_of(self.alice)

    @property
    def as_bob(self) -> Scope:
        return scope_of(self.bob)

    @property
    def as_charlie(self) -> Scope:
        return scope_of(self.charlie)

    def as_system(self, authority: Authority | None = None) -> Scope:
        return system_scope((authority or self.ravensmere).pk)


def build_world() -> World:
    """Build it in an empty database."""
    system = system_scope()
    ravensmere = authorities.add_authority(
        system,
        code="901",
        name="Ravensmere",
        region="Invented region",
        imagined=True,
        helpline_name="The council, evenings and weekends",
        helpline_phone="01632 960 118",
    )
    aldersea = authorities.add_authority(system, code="902", name="Aldersea", region="Invented region", imagined=True)
    starts = today() - dt.timedelta(days=200)
    ends = starts + dt.timedelta(days=364)
    cycles = [authorities.start_cycle(system.at(a.pk), starts=starts, ends=ends) for a in (ravensmere, aldersea)]
    here, there = system.at(ravensmere.pk), system.at(aldersea.pk)
    alice = _add(here, "alice", Role.LEAD)
    bob = _add(here, "bob", Role.COLLEAGUE)
    charlie = _add(there, "charlie", Role.LEAD)
    people = {Role.LEAD: alice, Role.COLLEAGUE: bob}
    people |= {role: _add(here, role.value.replace("_", "-"), role) for role in OTHER_ROLES}
    programme = authorities.form_programme(system, name="Invented programme", authorities=[ravensmere, aldersea])
    people[Role.PROGRAMME] = accounts.add_person(
        system,
        email="programme@example.org",
        name="Programme",
        role=Role.PROGRAMME,
        password=PASSWORD,
        programme=programme,
    )
    return World(ravensmere, aldersea, cycles[0], cycles[1], alice, bob, charlie, people)


def _add(scope: Scope, name: str, role: Role) -> Person:
    return accounts.add_person(
        scope, email=f"{name}@example.org", name=name.replace("-", " ").title(), role=role, password=PASSWORD
    )
