"""A draft is read by a forum before anybody outside reads it: asked, said one by one or at a meeting, settled.

Guide section 2.3: "two-way communication" means that those who spoke hear first whether they were understood.
See docs/adr/0035.
"""

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import transaction

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.forum.links import linked_member
from newbelongings.domain.forum.models import Meeting
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, optional
from newbelongings.domain.safeguarding import actions as safeguarding

from . import checks, queries
from .editions import words_edition
from .models import CheckVoice, ForumCheck, Reply

MOST: Final = 500


@transaction.atomic
def ask_forum(scope: Scope, *, reply_id: int, forum_id: int, on: dt.date | None = None) -> ForumCheck:
    """Put a draft before a forum as it reads now. Asked twice about the same words, it is asked once."""
    scope.require(Permission.WRITE_REPLIES)
    reply = _draft(scope, reply_id)
    asked = forum.forum(scope, forum_id)
    if not reply.answer:
        raise Refused("Write your answer first: there is nothing to check yet.", field="forum")
    check, new = ForumCheck.objects.get_or_create(
        reply=reply,
        forum=asked,
        edition=words_edition(reply),
        outcome=ForumCheck.WAITING,
        defaults={"asked_on": on or today()},
    )
    if new:
        audit.note(scope, "asked_forum", check)
    return check


@transaction.atomic
def say_of_draft(
    scope: Scope, *, token: str, check_id: int, said: str, words: str = "", on: dt.date | None = None
) -> CheckVoice:
    """What a member says of a draft, by their own link. Said again, it takes the place of what they said before."""
    scope.require(Permission.SPEAK_UP)
    member = linked_member(scope, token)
    check = checks.open_check(scope, member=member, check_id=check_id, lock=True)
    if said not in dict(CheckVoice.SAID):
        raise Refused("Choose one of the three.", field="said")
    kept, day = optional(words, field="words", most=MOST), on or today()
    voice, _ = CheckVoice.objects.update_or_create(
        check_of=check, member=member, defaults={"said": said, "words": kept, "said_on": day}
    )
    audit.note(scope, "said_of_draft", check)
    safeguarding.raise_concerns(
        scope,
        authority_id=member.forum.authority_id,
        said=[("What a forum member says of a draft", kept)],
        on=day,
        address=settings.PUBLIC_ADDRESS,
    )
    return voice


@transaction.atomic
def settle_check(
    scope: Scope, *, check_id: int, outcome: str, words: str = "", on: dt.date | None = None
) -> ForumCheck:
    """Close a check by what members said each for themselves: agreed, or they want it changed.

    One "it isn't true" is enough to keep it from being agreed; a meeting may still talk it over.
    """
    check = _unsettled(scope, check_id)
    said = set(check.voices.values_list("said", flat=True))
    if outcome == ForumCheck.AGREED and not said:
        raise Refused("Nobody has said anything yet. Wait, or write down what a meeting said.", field="outcome")
    if outcome == ForumCheck.AGREED and CheckVoice.UNTRUE in said:
        raise Refused(
            "Somebody says this isn't true. Change the draft and ask again, or talk it over at a meeting.",
            field="outcome",
        )
    return _settle(scope, check, outcome, words, on)


@transaction.atomic
def record_meeting_check(
    scope: Scope,
    *,
    check_id: int,
    meeting_id: int,
    people: int,
    outcome: str,
    words: str = "",
) -> ForumCheck:
    """Close a check by what a meeting of that forum said: how many read it, agreed or change, and in which words."""
    check = _unsettled(scope, check_id)
    check.meeting = _meeting_of(scope, check, meeting_id)
    if people < 1:
        raise Refused("Write how many people read it, at least 1.", field="people")
    check.people = people
    return _settle(scope, check, outcome, words, check.meeting.date)


def _meeting_of(scope: Scope, check: ForumCheck, meeting_id: int) -> Meeting:
    meeting = forum.meeting(scope, meeting_id)
    if meeting.forum_id != check.forum_id:
        raise Refused("This is a meeting of another forum. Choose one of the forum that was asked.", field="meeting")
    if meeting.date > today():
        raise Refused("This meeting is still to come. Come back when it has been held.", field="meeting")
    return meeting


def _settle(scope: Scope, check: ForumCheck, outcome: str, words: str, on: dt.date | None) -> ForumCheck:
    if outcome not in (ForumCheck.AGREED, ForumCheck.CHANGE):
        raise Refused("Choose whether they agree, or want it changed.", field="outcome")
    if outcome == ForumCheck.CHANGE:
        words = needed(words, field="words", ask="Write what they want changed, in one or two sentences.", most=MOST)
    check.words, check.outcome = optional(words, field="words", most=MOST), outcome
    check.settled_on = on or today()
    check.save()
    audit.note(scope, "settled_check", check, outcome=outcome)
    return check


def _draft(scope: Scope, reply_id: int) -> Reply:
    reply = queries.reply(scope, reply_id)
    if reply.published_on is not None:
        raise Refused("This is published already. A forum reads it while it is a draft.")
    return reply


def _unsettled(scope: Scope, check_id: int) -> ForumCheck:
    """A check of the council that still waits and is about the words of today, locked."""
    scope.require(Permission.WRITE_REPLIES)
    check = checks.check(scope, check_id)
    _draft(scope, check.reply_id)
    check = ForumCheck.objects.select_for_update().get(pk=check.pk)
    if check.outcome != ForumCheck.WAITING:
        raise Refused("This has been settled already.")
    if check.edition != words_edition(check.reply):
        raise Refused(
            "The draft was changed after the forum was asked. Ask again, so that they read what is there now."
        )
    return check
