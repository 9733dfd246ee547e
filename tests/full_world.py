"""A world with something on every page: the shared world, and one run of the thread through it.

``ids`` gives each address its ids, by the name the address gives them; where two addresses use one
name for different things, the key is the pair of address and name.
"""

from dataclasses import dataclass, field
from typing import Any

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.accounts.queries import scope_of
from newbelongings.domain.kernel.permissions import Role
from tests.world import World, build_world


@dataclass
class FullWorld:
    """The shared world, and the ids of what was built in it."""

    world: World
    ids: dict[str | tuple[str, str], Any] = field(default_factory=dict)

    def values(self, name: str, wanted: list[str]) -> dict[str, Any]:
        """The ids for the address called ``name``; raises ``KeyError`` where the world has none."""
        return {key: self.ids[(name, key)] if (name, key) in self.ids else self.ids[key] for key in wanted}


def build_full_world() -> FullWorld:
    """Build it by calling actions, as people would."""
    full = FullWorld(build_world())
    _people(full)
    full.ids |= {"slug": "ravensmere", "code": "901"}
    return full


def _people(full: FullWorld) -> None:
    _, link = accounts.invite_person(
        full.world.as_alice,
        email="dana@example.org",
        name="Dana",
        role=Role.COLLEAGUE,
        address="http://localhost/join/{token}/",
    )

    full.ids["accept_invitation", "token"] = link.rpartition("/join/")[2].strip("/")
    full.ids["membership_id"] = Membership.objects.get(person=full.world.bob).pk
    assert scope_of(full.world.bob).authority_id == full.world.ravensmere.pk
