"""The one thing to do next for a meeting. Pure: it is told how the meeting stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from newbelongings.domain.forum.meeting_queries import Invited, NotesHeard
from newbelongings.domain.forum.models import AgendaItem, Meeting
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.suppression import Hidden


@dataclass(frozen=True, slots=True)
class NextThing:
    """A fact, what to do about it, and the button: a link, or (``post``) something that is done at once."""

    fact: str
    step: str
    button: str
    url: str
    post: bool = False


def next_thing(meeting: Meeting, agenda: Sequence[AgendaItem], invited: Invited, heard: NotesHeard) -> NextThing:
    """The one thing to do for a meeting: before it, at it, and afterwards."""
    if meeting.called_off_on is not None:
        return NextThing("This meeting is called off", "Set a new day.", "Plan a meeting", reverse("plan_meeting"))
    if meeting.attended is not None:
        return _afterwards(meeting, heard)
    return _before(meeting, agenda, invited) if meeting.date > today() else _at_it(meeting, agenda)


def _before(meeting: Meeting, agenda: Sequence[AgendaItem], invited: Invited) -> NextThing:
    held = [item for item in agenda if item.held]
    if held:
        fact = f"“{held[0].title}” may name somebody"
        return NextThing(fact, "Look at it, then let members see it or take it off.", "Look at the agenda", "#agenda")
    if _some(invited.not_asked):
        new = "Some members have not been asked" if _some(invited.asked) else "Nobody has been invited yet"
        url = reverse("invite_members", args=[meeting.pk])
        step = "Each by their own channel, with their own link. Whom no message reaches is listed for you to tell."
        return NextThing(new, step, "Invite the members", url, post=True)
    if _some(invited.to_tell):
        return NextThing(
            "Some members are to be told by hand",
            "The participation worker rings them or tells them, and ticks them off.",
            "See the list",
            "#invited",
        )
    url = reverse("add_agenda_item", args=[meeting.pk])
    if not agenda:
        return NextThing(
            "Nothing is on the agenda yet", "Add the first thing. About a minute.", "Add to the agenda", url
        )
    things = "1 thing is" if len(agenda) == 1 else f"{len(agenda)} things are"
    return NextThing(
        f"{things} on the agenda", "Everything is ready. Add more until it begins.", "Add to the agenda", url
    )


def _at_it(meeting: Meeting, agenda: Sequence[AgendaItem]) -> NextThing:
    without = [item for item in agenda if not item.outcome]
    if without:
        fact = f"“{without[0].title}” has no outcome yet"
        more = "The last one." if len(without) == 1 else f"{len(without)} things are open."
        url = reverse("write_outcome", args=[without[0].pk])
        return NextThing(fact, f"{more} About a minute each.", "Write what came of it", url)
    url = reverse("write_up_meeting", args=[meeting.pk])
    fact = "Each thing has an outcome" if agenda else "Nothing was on the agenda"
    return NextThing(fact, "Say how many came. About a minute.", "Write it up", url)


def _afterwards(meeting: Meeting, heard: NotesHeard) -> NextThing:
    write = reverse("write_notes", args=[meeting.pk])
    if not meeting.notes:
        return NextThing("There are no notes yet", "In plain words. About 5 minutes.", "Write the notes", write)
    if meeting.notes_shown_on is None:
        url = reverse("show_notes", args=[meeting.pk])
        step = "They read them on their pages and say whether they are right."
        return NextThing("The group has not seen the notes", step, "Show them to the group", url, post=True)
    if heard.wrong:
        return NextThing("Something in the notes is wrong", "See what, and change them.", "Change the notes", write)
    if meeting.notes_checked_on is None:
        url = reverse("confirm_notes", args=[meeting.pk])
        step = "Wait for them, or read them together at the next meeting."
        return NextThing("The group is looking at the notes", step, "They are checked", url)
    if meeting.notes_published_on is None:
        url = reverse("publish_notes", args=[meeting.pk])
        return NextThing("The notes are checked", "Publish them. About a minute.", "Publish the notes", url)
    return NextThing(
        "The notes are published", "This meeting is done.", "Plan the next meeting", reverse("plan_meeting")
    )


def _some(count: int | Hidden) -> bool:
    """Whether there is at least one; a hidden number is one to five."""
    return isinstance(count, Hidden) or count > 0
