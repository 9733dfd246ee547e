"""What pages about replies show: one published, one draft that a forum was asked about, and that forum's member."""

from typing import Any

from newbelongings.domain.forum.links import new_link
from newbelongings.domain.forum.models import Forum, Member, SupportNeeds
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.replies import actions as replies
from newbelongings.domain.replies import checking
from newbelongings.domain.replies.models import ForumCheck, Reply
from tests.answering import UNREAD, WORDS
from tests.world import World


def member_of(forum: Forum, name: str = "Sky") -> tuple[Member, str]:
    """Somebody in a forum, and the token of their own link."""
    member = Member.objects.create(forum=forum, name=name, consented_on=today(), channel="text")
    SupportNeeds.objects.create(member=member)
    return member, new_link(member)


def check_of(world: World, reply: Reply, forum: Forum) -> ForumCheck:
    return checking.ask_forum(world.as_bob, reply_id=reply.pk, forum_id=forum.pk)


def write_replies(world: World, ids: dict[Any, Any]) -> None:
    """For the full world: what the addresses about replies show."""
    published, draft = (
        replies.write_reply(
            world.as_bob,
            cycle_id=world.cycle.pk,
            **(WORDS | {"title": title, "changed": ""}),
            theme_ids=[ids["theme_id"]],
            issue_ids=[ids["issue_id"]],
            action_ids=[ids["action_id"](None)],
        )
        for title in ("Two weeks' notice", "Who you move in with")
    )
    replies.publish_reply(world.as_bob, reply_id=published.pk, unchecked_because=UNREAD)
    check = checking.ask_forum(world.as_bob, reply_id=draft.pk, forum_id=ids["forum_id"])
    _, token = member_of(check.forum, "Reader")
    ids |= {"reply_id": draft.pk, "check_id": check.pk, ("say_of_draft", "token"): token}
    public = ("public_reply", "reply_picture", "react", "reacted", "withdraw_reply", "reply_poster")
    ids |= {(address, "reply_id"): published.pk for address in public}
