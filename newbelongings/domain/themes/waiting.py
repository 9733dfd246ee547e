"""What waits for the text model, at every council; for the jobs, which may ask across councils."""

from django.db.models import Count, Max

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer, Question

from .models import CodingAct


def rounds_to_suggest_for(scope: Scope, *, model: str) -> list[tuple[int, int, int]]:
    """Council, round and how many of its unread answers this model has not seen."""
    scope.require(Permission.RUN_THE_SERVICE)
    unread = Answer.objects.filter(option=None, question__kind__in=Question.OPEN, reading=None)
    unseen = unread.exclude(machine_reading__model=model)
    rounds = unseen.values_list("response__round__authority_id", "response__round_id")
    return list(rounds.annotate(waiting=Count("pk")).order_by("response__round_id"))


def years_coded(scope: Scope, *, after: int = 0) -> list[tuple[int, int]]:
    """Council and cycle of every year with a stroke of coding; only those after the stroke of that id, if given."""
    scope.require(Permission.RUN_THE_SERVICE)
    acts = CodingAct.objects.filter(pk__gt=after).order_by()
    return list(acts.values_list("round__authority_id", "round__cycle_id").distinct())


def newest_act(scope: Scope) -> int:
    """The id of the last stroke of coding anywhere; 0 where there is none."""
    scope.require(Permission.RUN_THE_SERVICE)
    return CodingAct.objects.aggregate(last=Max("pk"))["last"] or 0
