"""What the council posted for care leavers, and what came back: counts that a worker copied, never who."""

import datetime as dt
from typing import Any, Final, TypedDict, Unpack, cast

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import past, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import one_line, web_link, whole_number

from . import reach_queries as queries
from .models import Post

COUNTS: Final = ("reached", "reactions", "shares", "comments", "messages")
MOST: Final = 100_000_000


class CameBack(TypedDict, total=False):
    """What came back of one post; None or left out where nobody looked."""

    reached: int | None
    reactions: int | None
    shares: int | None
    comments: int | None
    messages: int | None


@transaction.atomic
def record_post(
    scope: Scope, *, place: str, about: str, posted_on: dt.date, link: str = "", **came_back: Unpack[CameBack]
) -> Post:
    """Write down something that was posted, and what came back so far. A place keeps the spelling it was first given.

    Sent twice, it is one post.
    """
    scope.require(Permission.KEEP_FORUM)
    place = one_line(place, field="place", ask="Say where it was posted, such as the name of the app.", most=40)
    post, new = Post.objects.get_or_create(
        authority_id=scope.authority,
        place=_as_spelt_before(scope, place),
        posted_on=past(posted_on, field="posted_on"),
        about=one_line(about, field="about", ask="Say in a few words what it was about.", most=200),
        link=web_link(link),
        defaults=_counted(came_back),
    )
    if new:
        audit.note(scope, "recorded_post", post, posted_on=posted_on.isoformat())
    return post


@transaction.atomic
def count_post(scope: Scope, *, post_id: int, **came_back: Unpack[CameBack]) -> Post:
    """Add what came back of a post, or put it right: the numbers given now stand in place of those before."""
    scope.require(Permission.KEEP_FORUM)
    post = queries.post(scope, post_id)
    values = _counted(came_back)
    for name, value in values.items():
        setattr(post, name, value)
    post.save(update_fields=list(values))
    audit.note(scope, "counted_post", post)
    return post


@transaction.atomic
def remove_post(scope: Scope, *, post_id: int) -> None:
    """Take out a post that was written down by mistake."""
    scope.require(Permission.KEEP_FORUM)
    post = queries.post(scope, post_id)
    audit.note(scope, "removed_post", post, posted_on=post.posted_on.isoformat())
    post.delete()


def _as_spelt_before(scope: Scope, place: str) -> str:
    """``instagram`` becomes ``Instagram`` where the council has written that before, so that the totals add up."""
    before = Post.objects.filter(authority_id=scope.authority, place__iexact=place).order_by("pk").first()
    return before.place if before else place


def _counted(came_back: CameBack) -> dict[str, Any]:
    given = cast("dict[str, int | None]", came_back)
    numbers = {name: given.get(name) for name in COUNTS}
    for name, number in numbers.items():
        if number is not None:
            whole_number(number, field=name, least=0, most=MOST)
    looked = any(number is not None for number in numbers.values())
    return {**numbers, "counted_on": today() if looked else None}
