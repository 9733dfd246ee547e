"""Reading the thread, the year, the packs, and (for the programme team) all councils side by side."""

from typing import Any

from django.db.models import QuerySet

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Shown, show_count
from newbelongings.domain.plans.models import Rag
from newbelongings.domain.surveys.models import Response

from . import breaks, year
from .models import Pack
from .next_things import Waiting
from .steps import Step, six_steps
from .thread import Thread, longest_first


def own_cycle(scope: Scope, cycle_id: int) -> Cycle:
    """A cycle of the scope's council, with the council; ``NotFound`` for any other."""
    found = Cycle.objects.select_related("authority").filter(pk=cycle_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such year at your council. Choose one from the home page.")
    return found


def thread(scope: Scope, *, cycle_id: int) -> Thread:
    """What became of what was said in one cycle. The number of statements does not grow with the answers."""
    scope.require(Permission.READ_THREAD)
    cycle = own_cycle(scope, cycle_id)
    return thread_of(cycle, breaks.themes_heard(cycle))


def thread_of(cycle: Cycle, heard: dict[int, breaks.Heard]) -> Thread:
    """The thread of a cycle that somebody may read: ``thread`` and packs ask for the permission first."""
    day, limit = today(), cycle.authority.hide_up_to
    actions, milestones = breaks.actions_as_they_stand(cycle), breaks.milestones_as_they_stand(cycle)
    promises: list[Any] = [*actions, *milestones]
    unheard = breaks.themes_not_acted_on(cycle, heard, limit, day)
    issues = breaks.issues_not_acted_on(cycle, day)
    strays = breaks.objectives_nobody_asked_for(cycle, day) + breaks.milestones_nobody_asked_for(milestones)
    return Thread(
        people=people_who_answered(cycle),
        themes=len(heard),
        issues=breaks.issues_raised(cycle),
        actions=len(actions),
        milestones=len(milestones),
        done=sum(promise.rag == Rag.DONE for promise in promises),
        told=breaks.told_replies(cycle=cycle).count(),
        heard_not_acted_on=longest_first(unheard + issues),
        promised_and_late=longest_first(breaks.late(promises, day) + breaks.pledge_late(cycle, day)),
        acted_not_told=longest_first(breaks.not_told(promises, day)),
        nobody_asked=longest_first(strays),
    )


def people_who_answered(cycle: Cycle) -> Shown:
    """How many responses all rounds of a cycle hold; hidden where small. What a group agreed on is nobody's."""
    answered = Response.objects.filter(round__cycle=cycle).exclude(way=Response.GROUP_AGREED).count()
    return show_count(answered, limit=cycle.authority.hide_up_to)


def steps(scope: Scope, *, cycle_id: int, thread: Thread) -> tuple[Step, ...]:
    """The six steps of a cycle and how far each has come."""
    scope.require(Permission.READ_THREAD)
    cycle = own_cycle(scope, cycle_id)
    return six_steps(year.year_facts(cycle, thread), today(), limit=cycle.authority.hide_up_to)


def waiting(scope: Scope, *, cycle_id: int) -> Waiting:
    """What waits to be read and to be published."""
    scope.require(Permission.READ_THREAD)
    return year.waiting(own_cycle(scope, cycle_id))


def packs(scope: Scope) -> QuerySet[Pack]:
    """The council's packs, newest first, without what is in them."""
    scope.require(Permission.READ_PACKS)
    return Pack.objects.filter(authority_id=scope.authority).select_related("cycle").defer("content")


def pack(scope: Scope, pack_id: int) -> Pack:
    """One pack of the scope's council; ``NotFound`` for any other."""
    scope.require(Permission.READ_PACKS)
    found = Pack.objects.select_related("cycle", "authority").filter(pk=pack_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such pack at your council. Choose one from the list of packs.")
    return found
