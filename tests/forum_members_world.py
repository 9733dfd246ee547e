"""Members of a forum and what leads to them, built by calling actions. Nobody here exists."""

from decimal import Decimal
from typing import Any

from newbelongings.domain.forum import actions, agreeing, checklist, members, training
from newbelongings.domain.forum.given import GivenMember, GivenNeeds
from newbelongings.domain.forum.models import Forum, Member
from newbelongings.domain.surveys import queries as surveys
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
    """Something in every part of a forum's page, and somebody who asked to hear; returns the ids."""
    bob = world.as_bob
    member = members.add_member(bob, forum_id=forum_id, given=given_member("Zephy", chair=True))
    members.add_member(bob, forum_id=forum_id, given=given_member("Bee", channel="in_person", address=""))
    checklist.keep_checklist(bob, forum_id=forum_id, marks={"paid": "Vouchers since May", "agreement": ""})
    for days in (200, 20):
        agreeing.add_agreement(bob, forum_id=forum_id, words=f"We meet.\n- {days}", agreed_on=days_ago(days))
    training.record_training(
        bob, forum_id=forum_id, title="Chairing", held_on=days_ago(30), people=7, hours=Decimal("2.5")
    )
    token = members.show_link(bob, member_id=member.pk)
    return {
        "member_id": member.pk,
        ("leave_forum", "token"): token,
        "interest_id": surveys.forum_interests(bob).get().pk,
    }
