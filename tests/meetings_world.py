"""A forum with members who have their own links, and meetings behind and before them."""

import datetime as dt
from typing import Any

from newbelongings.domain.forum import actions, agendas, meetings
from newbelongings.domain.forum.links import new_link
from newbelongings.domain.forum.models import AgendaItem, Forum, Meeting, Member, SupportNeeds
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import public_scope
from tests.world import World

HERE = "http://localhost/f/{token}/"
ANYBODY = public_scope()


def join(forum_id: int, name: str, **more: Any) -> tuple[Member, str]:
    """A member and the token of their link."""
    given = {"consented_on": today(), "channel": "email", "address": f"{name.lower()}@example.org"}
    member = Member.objects.create(forum_id=forum_id, name=name, **(given | more))
    SupportNeeds.objects.create(member=member)
    return member, new_link(member)


def planned(world: World, forum: Forum, days: int = 9, **more: Any) -> Meeting:
    """A meeting so many days ahead."""
    given = {"date": today() + dt.timedelta(days=days), "way": "in_person", "place": "The Old Library"}
    return meetings.plan_meeting(world.as_bob, forum_id=forum.pk, **(given | more))


def held(world: World, forum: Forum, days: int = 30) -> Meeting:
    """One that was held so many days ago and is not written up."""
    return actions.hold_meeting(world.as_bob, forum_id=forum.pk, date=today() - dt.timedelta(days=days))


def item_of(world: World, meeting: Meeting, title: str = "Bus passes") -> AgendaItem:
    return agendas.add_agenda_item(world.as_bob, meeting_id=meeting.pk, title=title)


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def meet(world: World, forum_id: int) -> dict[str | tuple[str, str], Any]:
    """What the addresses about meetings need."""
    _, token = join(forum_id, "Kit")
    return {("member_page", "token"): token}
