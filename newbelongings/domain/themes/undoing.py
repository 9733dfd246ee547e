"""Taking back a stroke: exactly what was said before stands again."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .earlier import Before, in_rows, put_back
from .models import CodingAct, Reading, Theme


@transaction.atomic
def undo_act(scope: Scope, *, act_id: int) -> int:
    """Take one stroke back; returns of how many answers.

    An answer that somebody has coded since stays as they said. ``Refused`` where that is all of them, where it was
    undone already, and where a theme that would come back has been split or merged since.
    """
    scope.require(Permission.CODE_ANSWERS)
    act = CodingAct.objects.select_for_update().filter(pk=act_id, round__authority_id=scope.authority).first()
    if act is None:
        raise NotFound("There is no such stroke at your council. Choose one from the list.")
    if act.undone_at is not None:
        raise Refused("This has been undone already.")
    before: Before = act.before
    standing = _still_so(act, [UUID(pk) for pk in before["answers"]])
    if not standing:
        raise Refused(_why_not(UUID(before["answers"][0])))
    _themes_still_there(before)
    put_back(standing, before)
    act.undone_at, act.undone_by_id = timezone.now(), scope.actor_id
    act.save(update_fields=["undone_at", "undone_by"])
    audit.note(scope, "undid_coding", act, answers=len(standing))
    return len(standing)


@transaction.atomic
def undo_last(scope: Scope, *, round_id: int) -> CodingAct:
    """Take back the last stroke of whoever asks in one round; returns it."""
    scope.require(Permission.CODE_ANSWERS)
    last = last_act(scope, round_id=round_id)
    if last is None:
        raise Refused("There is nothing of yours to undo in this survey.")
    undo_act(scope, act_id=last.pk)
    return last


def last_act(scope: Scope, *, round_id: int) -> CodingAct | None:
    """The last stroke of whoever asks that is not undone, in one round of the council."""
    return coding_acts(scope, round_id=round_id).filter(undone_at=None, actor_id=scope.actor_id).first()


def coding_acts(scope: Scope, *, round_id: int) -> QuerySet[CodingAct]:
    """The strokes of a round of the council, latest first, without what was before."""
    scope.require(Permission.CODE_ANSWERS)
    found = CodingAct.objects.filter(round_id=round_id, round__authority_id=scope.authority)
    return found.select_related("actor", "undone_by").defer("before")


def _still_so(act: CodingAct, ids: list[UUID]) -> list[UUID]:
    found: list[UUID] = []
    for some in in_rows(ids):
        found += Reading.objects.filter(act=act, answer__in=some).values_list("answer_id", flat=True)
    return found


def _why_not(answer_id: UUID) -> str:
    now = Reading.objects.filter(answer_id=answer_id).select_related("reader").first()
    if now is None:
        return "It is no longer as you left it: it was taken back, or waits to be read again. Nothing was changed."
    who = now.reader.name if now.reader else "Somebody"
    return f"{who} has coded it since, so it stays as they said."


def _themes_still_there(before: Before) -> None:
    ids = {coding[0] for kept in before.get("had", {}).values() for coding in kept["codings"]}
    gone = Theme.objects.filter(pk__in=ids, retired_on__isnull=False).first()
    if gone is not None:
        raise Refused(f"Before this, “{gone.name}” stood here, and it has been split or merged. Undo that first.")
