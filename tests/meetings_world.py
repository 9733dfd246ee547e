"""A forum with members who have their own links, and meetings behind and before them."""

from typing import Any

from newbelongings.domain.forum.links import new_link
from newbelongings.domain.forum.models import Member
from newbelongings.domain.kernel.dates import today
from tests.world import World

HERE = "http://localhost/f/{token}/"


def join(forum_id: int, name: str, **more: Any) -> tuple[Member, str]:
    """A member and the token of their link."""
    given = {"consented_on": today(), "channel": "email", "address": f"{name.lower()}@example.org"}
    member = Member.objects.create(forum_id=forum_id, name=name, **(given | more))
    return member, new_link(member)


def meet(world: World, forum_id: int) -> dict[str | tuple[str, str], Any]:
    """What the addresses about meetings need."""
    _, token = join(forum_id, "Kit")
    return {("member_page", "token"): token}
