"""Who is in the forums of one council, what they agreed with it, how far they are set up: kept by its worker."""

from decimal import Decimal

from newbelongings.domain.forum import actions, agreeing, checklist, members, queries, training
from newbelongings.domain.forum.given import GivenMember, GivenNeeds
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.surveys import actions as surveys

from .place import Year, day
from .story import Story, part_of_story


def bring_in(year: Year) -> None:
    """The forums as they are this year, and who asked on the survey's last page to hear about them."""
    told = part_of_story(year.place.name, "members")
    for forum in told.get("forums", ()):
        _set_up(year, forum)
    for asked in told.get("asked", ()):
        surveys.record_forum_interest(year.place.system, authority_id=year.place.authority.pk, **asked)


def _set_up(year: Year, told: Story) -> None:
    scope = year.place.who("colleague")
    forum = queries.forums(scope).filter(name=told["name"]).first() or actions.start_forum(
        scope, name=told["name"], group=told.get("group", Forum.EVERYONE)
    )
    for person in told.get("members", ()):
        added = members.add_member(scope, forum_id=forum.pk, given=_given(person))
        if person.get("left"):
            members.withdraw_member(scope, member_id=added.pk)
    if "agreed" in told:
        words = told.get("agreement") or agreeing.beginning(scope, forum.pk)
        agreeing.add_agreement(scope, forum_id=forum.pk, words=words, agreed_on=day(told["agreed"]))
    checklist.keep_checklist(scope, forum_id=forum.pk, marks=told.get("stands", {}))
    for held in told.get("trainings", ()):
        training.record_training(
            scope,
            forum_id=forum.pk,
            title=held["title"],
            held_on=day(held["day"]),
            people=held["people"],
            hours=Decimal(held["hours"]),
        )


def _given(person: Story) -> GivenMember:
    return GivenMember(
        name=person["name"],
        consented_on=day(person["said_yes"]),
        channel=person["channel"],
        address=person.get("address", ""),
        may_note_attendance=person.get("may_note", False),
        chair=person.get("chair", False),
        needs=GivenNeeds(**person.get("needs", {})),
    )
