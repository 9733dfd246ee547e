"""Writing a pledge while it is a draft: its title, and its promises with what care leavers said."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, TypedDict, Unpack

from django.db import transaction

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import area_code, needed, one_line, optional
from newbelongings.domain.themes import queries as themes

from . import pledge_queries as queries
from .given import past_day, sane_day
from .models import Pledge, PledgePromise

LONGEST: Final = 500
UP, DOWN = "up", "down"


class PromiseParts(TypedDict, total=False):
    """What a promise is made of. ``theme_ids`` and ``issue_ids`` are where care leavers said it."""

    area: str
    said: str
    promise: str
    stands_behind: str
    due: dt.date
    theme_ids: Iterable[int]
    issue_ids: Iterable[int]


@transaction.atomic
def write_pledge(scope: Scope, *, title: str, opening: str = "", written_on: dt.date | None = None) -> Pledge:
    """Begin a pledge: nobody outside the council reads it before it is published. Sent twice, it is one."""
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge, new = Pledge.objects.get_or_create(
        authority_id=scope.authority,
        published_on=None,
        **_head(title, opening),
        defaults={"written_on": past_day(written_on or today(), field="written_on")},
    )
    if new:
        audit.note(scope, "wrote_pledge", pledge)
    return pledge


@transaction.atomic
def change_pledge(scope: Scope, *, pledge_id: int, title: str, opening: str = "") -> Pledge:
    """Change the title and the first words of a draft."""
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge = draft(scope, pledge_id)
    for name, value in _head(title, opening).items():
        setattr(pledge, name, value)
    pledge.save(update_fields=["title", "opening"])
    audit.note(scope, "changed_pledge", pledge)
    return pledge


@transaction.atomic
def add_promise(scope: Scope, *, pledge_id: int, **parts: Unpack[PromiseParts]) -> PledgePromise:
    """Add a promise to a draft, at the end of its area. Sent twice, it is one promise."""
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge = draft(scope, pledge_id)
    words = _words(pledge, parts)
    last = pledge.promises.filter(area=words["area"]).order_by("position").last()
    promise, new = pledge.promises.get_or_create(**words, defaults={"position": last.position + 1 if last else 1})
    if new:
        _join(scope, promise, parts)
        audit.note(scope, "added_promise", promise, area=promise.area, due=promise.due.isoformat())
    return promise


@transaction.atomic
def change_promise(scope: Scope, *, promise_id: int, **parts: Unpack[PromiseParts]) -> PledgePromise:
    """Change a promise of a draft: all of its words, and where care leavers said it."""
    scope.require(Permission.KEEP_COMMITMENTS)
    promise = _of_draft(scope, promise_id)
    words = _words(promise.pledge, parts)
    for name, value in words.items():
        setattr(promise, name, value)
    promise.save(update_fields=list(words))
    _join(scope, promise, parts)
    audit.note(scope, "changed_promise", promise, area=promise.area, due=promise.due.isoformat())
    return promise


@transaction.atomic
def move_promise(scope: Scope, *, promise_id: int, way: str) -> PledgePromise:
    """Move a promise of a draft ``up`` or ``down`` among those of its area; the first stays first."""
    scope.require(Permission.KEEP_COMMITMENTS)
    promise = _of_draft(scope, promise_id)
    order = list(promise.pledge.promises.filter(area=promise.area))
    at = order.index(promise)
    to = at - 1 if way == UP else at + 1
    if 0 <= to < len(order):
        order.insert(to, order.pop(at))
        for position, each in enumerate(order, start=1):
            each.position = position
        PledgePromise.objects.bulk_update(order, ["position"])
        audit.note(scope, "moved_promise", promise, way=way)
    return promise


@transaction.atomic
def remove_promise(scope: Scope, *, promise_id: int) -> Pledge:
    """Take a promise out of a draft."""
    scope.require(Permission.KEEP_COMMITMENTS)
    promise = _of_draft(scope, promise_id)
    audit.note(scope, "removed_promise", promise, area=promise.area)
    promise.delete()
    return promise.pledge


def draft(scope: Scope, pledge_id: int) -> Pledge:
    """The row of a draft, held until the transaction ends; refused once the pledge is published."""
    pledge = held(scope, pledge_id)
    if pledge.published_on is not None:
        raise Refused("This pledge is published, and its promises stay as they are. Say how they stand instead.")
    return pledge


def held(scope: Scope, pledge_id: int) -> Pledge:
    """The row of a pledge of the council, held until the transaction ends."""
    found = Pledge.objects.select_for_update().filter(pk=pledge_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such pledge at your council. Choose one from the list.")
    return found


def _of_draft(scope: Scope, promise_id: int) -> PledgePromise:
    promise = queries.promise(scope, promise_id)
    promise.pledge = draft(scope, promise.pledge_id)
    return promise


def _head(title: str, opening: str) -> dict[str, str]:
    return {
        "title": one_line(title, field="title", ask="Give the pledge a title in a few plain words."),
        "opening": optional(opening, field="opening", most=1000),
    }


def _words(pledge: Pledge, parts: PromiseParts) -> dict[str, Any]:
    due = sane_day(parts["due"], field="due")
    if due < pledge.written_on:
        raise Refused(f"This is before the pledge was begun, on {long_date(pledge.written_on)}.", field="due")
    return {
        "area": area_code(parts["area"]),
        "said": needed(parts["said"], field="said", ask="Write what they said, in their words.", most=LONGEST),
        "promise": needed(
            parts["promise"], field="promise", ask="Write what the council promises to do.", most=LONGEST
        ),
        "stands_behind": one_line(parts["stands_behind"], field="stands_behind", ask="Say who stands behind it."),
        "due": due,
    }


def _join(scope: Scope, promise: PledgePromise, parts: PromiseParts) -> None:
    """Raises ``NotFound`` for a theme or an issue of another council."""
    promise.themes.set(themes.themes_by_ids(scope, parts.get("theme_ids", ())))
    promise.issues.set(forum.issues_by_ids(scope, parts.get("issue_ids", ())))
