"""What an action waits for, among the actions of its plan."""

from collections.abc import Iterable

from newbelongings.domain.kernel.errors import Refused

from .models import Action
from .waiting import circle, in_words


def waiting_rows(action: Action, wanted: Iterable[int]) -> list[Action]:
    """The actions of the same plan that ``action`` is to wait for; refused where one waits for it in turn."""
    ids = set(wanted)
    here = Action.objects.filter(objective__plan_id=action.objective.plan_id)
    rows = list(here.filter(pk__in=ids))
    if len(rows) != len(ids):
        raise Refused("Choose actions of the same plan.", field="waits_for")
    edges: dict[int, list[int]] = {}
    for pk, other in here.filter(waits_for__isnull=False).values_list("pk", "waits_for"):
        edges.setdefault(pk, []).append(other)
    way = circle(edges | {action.pk: sorted(ids)}, action.pk)
    if way:
        titles = dict(here.filter(pk__in=way).values_list("pk", "title"))
        words = in_words(titles[pk] for pk in way)
        raise Refused(f"These would wait for each other: {words}. Take one out.", field="waits_for")
    return rows
