"""One year's meetings as they were held: agendas with outcomes, thanks, checked notes, and the next one planned.

Comes after the members have joined. A story without ``meeting_life`` shows meetings as they were before there was any.
"""

import datetime as dt
from decimal import Decimal

from newbelongings.domain.forum import actions, agendas, inviting, meetings, noting, outcomes, queries
from newbelongings.domain.forum.models import AgendaItem, Meeting
from newbelongings.domain.forum.outcomes import Outcome
from newbelongings.domain.kernel.scope import Scope, public_scope

from .place import Year, day
from .story import Story, part_of_story

_LINK = "http://127.0.0.1:8000/f/{token}/"


def meet(year: Year) -> None:
    """Hold the meetings of the story in their order, and plan the next."""
    told = part_of_story(year.place.name, "meetings")
    for meeting in told.get("held", ()):
        _hold(year, told["forum"], meeting)
    if "next" in told:
        _plan(year, told["forum"], told["next"])


def _hold(year: Year, forum: str, told: Story) -> None:
    scope = year.place.who("colleague")
    group = queries.forums(scope).get(name=forum)
    held = actions.hold_meeting(scope, forum_id=group.pk, date=day(told["day"]), place=told.get("place", ""))
    for item in told["agenda"]:
        agendas.add_agenda_item(scope, meeting_id=held.pk, title=item["title"])
    for item in held.agenda.all():
        _end(year, item, next(one for one in [*told["agenda"], *told.get("back", ())] if one["title"] == item.title))
    actions.write_up_meeting(scope, meeting_id=held.pk, attended=told["attended"])
    for given in told.get("thanks", ()):
        amount = Decimal(given["pounds"]) if "pounds" in given else None
        meetings.give_thanks(scope, meeting_id=held.pk, kind=given["kind"], people=given["people"], pounds=amount)
    came = group.members.filter(name__in=told.get("came", ()), may_note_attendance=True)
    meetings.note_attendance(scope, meeting_id=held.pk, member_ids=list(came.values_list("pk", flat=True)))
    _note(scope, held, told)


def _end(year: Year, item: AgendaItem, told: Story) -> None:
    due = day(told["by"]) if "by" in told else None
    outcome = Outcome(
        told["outcome"],
        told["words"],
        who=told.get("who", ""),
        due_on=due,
        issue_id=year.issues.get(told.get("issue", "")),
        area=told.get("area", ""),
        done=told.get("done", False),
    )
    outcomes.write_outcome(year.place.who("colleague"), item_id=item.pk, outcome=outcome)


def _note(scope: Scope, held: Meeting, told: Story) -> None:
    noting.write_notes(scope, meeting_id=held.pk, notes=told["notes"])
    noting.show_notes(scope, meeting_id=held.pk, address=_LINK)
    if told.get("published"):
        noting.confirm_notes(scope, meeting_id=held.pk, together=True)
        noting.publish_notes(scope, meeting_id=held.pk, looked=True)


def _plan(year: Year, forum: str, told: Story) -> None:
    scope = year.place.who("colleague")
    group = queries.forums(scope).get(name=forum)
    planned = meetings.plan_meeting(
        scope,
        forum_id=group.pk,
        date=day(told["day"]),
        way=told["way"],
        starts_at=dt.time.fromisoformat(told["from"]),
        ends_at=dt.time.fromisoformat(told["until"]),
        place=told["place"],
        joining=told["joining"],
    )
    for title in told["agenda"]:
        agendas.add_agenda_item(scope, meeting_id=planned.pk, title=title)
    inviting.invite_members(scope, meeting_id=planned.pk, address=_LINK)
    anybody = public_scope(year.place.authority.pk)
    for member in group.members.filter(name__in=told["coming"]):
        inviting.answer_invitation(anybody, member, meeting_id=planned.pk, answer="coming")
    for title in told["from_members"]:
        agendas.suggest_agenda_item(
            anybody, group.members.get(name=told["coming"][0]), meeting_id=planned.pk, title=title
        )
