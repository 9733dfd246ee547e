"""A forum with members who have their own links, and meetings behind and before them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from newbelongings.domain.forum import actions, agendas, inviting, meetings, noting, outcomes
from newbelongings.domain.forum.links import new_link
from newbelongings.domain.forum.models import AgendaItem, Forum, Meeting, Member, SupportNeeds
from newbelongings.domain.forum.outcomes import Outcome
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import public_scope
from tests.world import World

HERE = "http://localhost/f/{token}/"
ANYBODY = public_scope()
NOTES = ("write_notes", "show_notes", "confirm_notes", "publish_notes", "withdraw_notes")
OF_MEMBERS = ("member_page", "answer_invitation", "suggest_agenda_item", "say_of_notes", "member_calendar")


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
    """What the addresses about meetings need: one to come with an agenda, one that left an action, and its notes."""
    forum = Forum.objects.get(pk=forum_id)
    kit, token = join(forum_id, "Kit", may_note_attendance=True)
    join(forum_id, "Bo", channel="phone", address="01632 960 002")
    before = held(world, forum, days=25)
    due = today() + dt.timedelta(days=20)
    left = item_of(world, before, "Warm rooms")
    action = Outcome("action", "Ask for a heater.", who="Housing", due_on=due)
    outcomes.write_outcome(world.as_bob, item_id=left.pk, outcome=action)
    actions.write_up_meeting(world.as_bob, meeting_id=before.pk, attended=7)
    meetings.note_attendance(world.as_bob, meeting_id=before.pk, member_ids=[kit.pk])
    thanks = meetings.give_thanks(world.as_bob, meeting_id=before.pk, kind="meal", people=7, pounds=Decimal("61.50"))
    noting.write_notes(world.as_bob, meeting_id=before.pk, notes="We talked about heaters. <b>Rebecca</b> will ask.")
    noting.show_notes(world.as_bob, meeting_id=before.pk, address=HERE)
    coming = planned(world, forum, starts_at=dt.time(17, 30), joining="Ring 01632 960 003")
    inviting.invite_members(world.as_bob, meeting_id=coming.pk, address=HERE)
    inviting.answer_invitation(ANYBODY, kit, meeting_id=coming.pk, answer="coming")
    added = agendas.suggest_agenda_item(ANYBODY, kit, meeting_id=coming.pk, title="Bus fares & <passes>")
    today_too = actions.hold_meeting(world.as_bob, forum_id=forum_id, date=today())
    open_item = item_of(world, today_too, "Letters")
    ids: dict[str | tuple[str, str], Any] = {
        "item_id": added.pk,
        ("write_outcome", "item_id"): open_item.pk,
        ("finish_action", "item_id"): left.pk,
        "invitation_id": coming.invitations.get(channel="phone").pk,
        "thanks_id": thanks.pk,
    }
    of_coming = ("meeting", "move_meeting", "call_off_meeting", "meeting_calendar", "invite_members", "add_agenda_item")
    ids |= {(name, "meeting_id"): coming.pk for name in of_coming}
    ids |= {(name, "meeting_id"): before.pk for name in ("note_attendance", "give_thanks", *NOTES)}
    ids |= {(name, "token"): token for name in OF_MEMBERS}
    for_members = {name: before if name == "say_of_notes" else coming for name in OF_MEMBERS}
    return ids | {(name, "meeting_id"): meeting.pk for name, meeting in for_members.items()}
