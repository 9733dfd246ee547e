"""The notes of a meeting: written in plain words, shown to the group, checked there, and only then published.

Other words are other notes: a change takes back what members said of them and the check. Nothing that is published
is changed; it is taken back first.
"""

from typing import Final

from django.conf import settings
from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, optional
from newbelongings.domain.safeguarding import actions as safeguarding

from . import meeting_words, queries
from .inviting import write_with_link
from .meetings import must_be_held
from .models import Meeting, Member, NotesVoice

ASKED: Final = "What is wrong in the notes of the meeting?"
MOST_WORDS: Final = 500


@transaction.atomic
def write_notes(scope: Scope, *, meeting_id: int, notes: str) -> Meeting:
    """Write the notes of a meeting that was held, or write them again."""
    meeting = _held(scope, meeting_id)
    if meeting.notes_published_on is not None:
        raise Refused("These notes are published. Take them off the public page first.")
    words = needed(notes, field="notes", ask="Write what the group would want to remember.")
    if words == meeting.notes:
        return meeting
    meeting.notes = words
    meeting.notes_shown_on = meeting.notes_checked_on = None
    meeting.save()
    meeting.notes_voices.all().delete()
    audit.note(scope, "wrote_notes", meeting)
    return meeting


@transaction.atomic
def show_notes(scope: Scope, *, meeting_id: int, address: str) -> Meeting:
    """Show the notes to the group on their own pages, and write to everybody whom a message reaches."""
    meeting = _held(scope, meeting_id)
    if not meeting.notes:
        raise Refused("There are no notes yet. Write them first.")
    if meeting.notes_shown_on is None:
        meeting.notes_shown_on = today()
        meeting.save(update_fields=["notes_shown_on"])
        occasion = f"notes-{meeting.pk}-{meeting.notes_shown_on:%Y%m%d}"
        for member in meeting.forum.members.all():
            write_with_link(scope, member, meeting, meeting_words.notes_to_check, occasion=occasion, address=address)
        audit.note(scope, "showed_notes", meeting)
    return meeting


@transaction.atomic
def say_of_notes(scope: Scope, member: Member, *, meeting_id: int, right: bool, words: str = "") -> NotesVoice:
    """A member says whether the notes are right, and if not, what is wrong. Said again, the last word stands."""
    scope.require(Permission.SPEAK_UP)
    meeting = Meeting.objects.filter(forum=member.forum_id, pk=meeting_id, notes_shown_on__isnull=False).first()
    if meeting is None:
        raise NotFound("These notes are being changed. Go back to your page and look again later.")
    if meeting.notes_checked_on is not None:
        raise Refused("These notes have been checked already. Tell the person who runs your forum.")
    said = optional(words, field="words", most=MOST_WORDS)
    if not right and not said:
        raise Refused("Say what is wrong. A few words will do.", field="words")
    voice, _ = meeting.notes_voices.update_or_create(
        member=member, defaults={"right": right, "words": said, "said_on": today()}
    )
    safeguarding.raise_concerns(
        scope,
        authority_id=member.forum.authority_id,
        said=[(ASKED, said)] if said else [],
        on=today(),
        address=settings.PUBLIC_ADDRESS,
    )
    audit.note(scope, "said_of_notes", meeting)
    return voice


@transaction.atomic
def confirm_notes(scope: Scope, *, meeting_id: int, together: bool = False) -> Meeting:
    """Say that the group has checked the notes: on their pages, or ``together`` at a meeting.

    Refused while a member says that something is wrong.
    """
    meeting = _held(scope, meeting_id)
    if meeting.notes_shown_on is None:
        raise Refused("The group has not seen these notes yet. Show them first.")
    voices = list(meeting.notes_voices.values_list("right", flat=True))
    if not all(voices):
        raise Refused("A member says that something is wrong. Change the notes and show them again.")
    if not voices and not together:
        raise Refused("Nobody has said yet that they are right. Wait, or read them together at the next meeting.")
    if meeting.notes_checked_on is None:
        meeting.notes_checked_on = today()
        meeting.save(update_fields=["notes_checked_on"])
        audit.note(scope, "confirmed_notes", meeting, together=together)
    return meeting


@transaction.atomic
def publish_notes(scope: Scope, *, meeting_id: int, looked: bool = False) -> Meeting:
    """Put checked notes on the public page. Where they may name somebody, a person has ``looked`` at each mark."""
    meeting = _held(scope, meeting_id)
    if meeting.notes_checked_on is None:
        raise Refused("The group has not checked these notes. They can be published once it has.")
    if point_out(meeting.notes) and not looked:
        raise Refused("Look at each marked word, and tick that nobody can be known by it.", field="looked")
    if meeting.notes_published_on is None:
        meeting.notes_published_on = today()
        meeting.save(update_fields=["notes_published_on"])
        audit.note(scope, "published_notes", meeting)
    return meeting


@transaction.atomic
def withdraw_notes(scope: Scope, *, meeting_id: int) -> Meeting:
    """Take published notes off the public page. They stay checked until they are changed."""
    meeting = _held(scope, meeting_id)
    if meeting.notes_published_on is not None:
        meeting.notes_published_on = None
        meeting.save(update_fields=["notes_published_on"])
        audit.note(scope, "withdrew_notes", meeting)
    return meeting


def _held(scope: Scope, meeting_id: int) -> Meeting:
    """A meeting that was held, locked."""
    scope.require(Permission.KEEP_FORUM)
    queries.meeting(scope, meeting_id)
    meeting = Meeting.objects.select_for_update().select_related("forum").get(pk=meeting_id)
    must_be_held(meeting)
    return meeting
