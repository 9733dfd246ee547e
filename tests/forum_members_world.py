"""Members of a forum and what leads to them, built by calling actions. Nobody here exists."""

from typing import Any

from newbelongings.domain.forum import actions, members
from newbelongings.domain.forum.given import GivenMember, GivenNeeds
from newbelongings.domain.forum.models import Forum, Member
from tests.answering import days_ago
from tests.world import World


def given_member(name: str = "Zephy", **more: Any) -> GivenMember:
    """Somebody reached by text, with something of every need, unless said otherwise."""
    needs = GivenNeeds(transport=True, childcare=True, interpreter=True, language="Tigrinya", other="A quiet corner")
    usual: dict[str, Any] = {
        "consented_on": days_ago(10),
        "channel": "text",
        "address": "07700 900456",
        "may_note_attendance": True,
        "needs": needs,
    }
    return GivenMember(name=name, **(usual | more))


def forum_of(world: World, name: str = "Ravensmere Voices", **more: Any) -> Forum:
    return actions.start_forum(world.as_bob, name=name, **more)


def member_of(world: World, forum: Forum, name: str = "Zephy", **more: Any) -> Member:
    return members.add_member(world.as_bob, forum_id=forum.pk, given=given_member(name, **more))


def build_members(world: World, forum_id: int) -> dict[Any, Any]:
    """A member, a checklist that half stands, an agreement and a training, for the pages; returns their ids."""
    given = given_member("Zephy", chair=True)
    return {"member_id": members.add_member(world.as_bob, forum_id=forum_id, given=given).pk}
