"""Questions about members: by name for those who keep them, in counts with small numbers hidden for everybody else."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count

from . import queries
from .models import Forum, Member


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """How many are in a forum, how many of them need what to take part, and how many have left. Small ones hidden."""

    members: Shown
    transport: Shown
    childcare: Shown
    interpreter: Shown
    left: Shown


def members(scope: Scope, forum_id: int) -> QuerySet[Member]:
    """Who is in a forum, by name, with what they need: for those who keep members, and nobody else."""
    return _members(scope).filter(forum=queries.forum(scope, forum_id))


def member(scope: Scope, member_id: int) -> Member:
    """One member with their forum and what they need."""
    found = _members(scope).filter(pk=member_id).first()
    if found is None:
        raise NotFound("There is no such member in your list. They may have left. Choose one from the forum's page.")
    return found


def member_counts(scope: Scope) -> dict[int, MemberCounts]:
    """The counts of each of the council's forums, by its id."""
    limit = authorities.own_authority(scope).hide_up_to
    counted = queries.forums(scope).annotate(
        members_there=Count("members"),
        **{f"{need}_there": Count("members", filter=Q(**{f"members__needs__{need}": True})) for need in _NEEDS},
    )
    return {forum.pk: _shown(forum, limit) for forum in counted}


_NEEDS = ("transport", "childcare", "interpreter")


def _shown(forum: Forum, limit: int) -> MemberCounts:
    base = forum.members_there  # type: ignore[attr-defined]
    transport, childcare, interpreter = (
        show_count(getattr(forum, f"{need}_there"), base=base, limit=limit) for need in _NEEDS
    )
    left = show_count(forum.members_left, limit=limit)
    return MemberCounts(show_count(base, limit=limit), transport, childcare, interpreter, left)


def _members(scope: Scope) -> QuerySet[Member]:
    scope.require(Permission.KEEP_MEMBERS)
    mine = Member.objects.filter(forum__authority_id=scope.authority)
    return mine.select_related("forum__authority", "needs", "account")
