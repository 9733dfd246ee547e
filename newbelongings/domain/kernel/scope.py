"""Who asks. Every action and every query takes a ``Scope`` first, so no record is had without one."""

from dataclasses import dataclass, replace

from .errors import NotAllowed
from .permissions import ROLES, Permission, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """One person (or nobody, or the service itself) acting for one authority.

    Made once per request by ``web.parts.gate``; jobs, commands and the demonstration make their own.
    ``authority_id`` is None only for the programme team and for the service before it has chosen one.
    """

    role: Role
    authority_id: int | None = None
    actor_id: int | None = None
    actor_name: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether this role has the permission."""
        return permission in ROLES[self.role].permissions

    def require(self, permission: Permission) -> None:
        """Raise ``NotAllowed`` unless this role has the permission."""
        if not self.may(permission):
            raise NotAllowed("Your role does not allow this. Ask your programme lead if it should.")

    @property
    def authority(self) -> int:
        """The authority's id; raises ``NotAllowed`` where the scope belongs to none."""
        if self.authority_id is None:
            raise NotAllowed("Choose a council first.")
        return self.authority_id

    def at(self, authority_id: int) -> "Scope":
        """The same actor at another authority. Only the service itself may step across."""
        if self.role is not Role.SYSTEM:
            raise NotAllowed("Only the service itself may act for another council.")
        return replace(self, authority_id=authority_id)


def public_scope(authority_id: int | None = None) -> Scope:
    """Somebody without an account, on a council's public pages."""
    return Scope(Role.PUBLIC, authority_id)


def system_scope(authority_id: int | None = None, *, name: str = "New Belongings") -> Scope:
    """The service itself: jobs, commands, the demonstration."""
    return Scope(Role.SYSTEM, authority_id, None, name)
