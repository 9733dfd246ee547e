"""Questions about checks: what staff read of them, and what waits for a member of a forum."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum.models import Member
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown, show_count

from .editions import words_edition
from .models import CheckVoice, ForumCheck, Reply

SETTLED = "The forum has talked about this answer, or somebody changed it. You do not need to read it now."


@dataclass(frozen=True, slots=True)
class Heard:
    """What members said of one kind: nobody, some (a small number is not shown), or how many; and their words,
    in the order of the alphabet, so that neither who nor when can be read from it."""

    said: str
    name: str
    people: Shown
    words: tuple[str, ...]

    @property
    def how_many(self) -> str:
        """``Nobody``, ``Some people``, ``12 people``."""
        if isinstance(self.people, Hidden):
            return "Some people"
        return f"{self.people} people" if self.people else "Nobody"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as staff read it. ``people`` is how many a meeting had, hidden where small; None without a meeting."""

    id: int
    forum_id: int
    forum: str
    asked_on: dt.date
    outcome: str
    outcome_name: str
    words: str
    settled_on: dt.date | None
    meeting_on: dt.date | None
    people: Shown | None
    present: bool
    heard: tuple[Heard, ...]

    @property
    def waits(self) -> bool:
        """Whether it can still be settled: nobody has, and the draft reads as it did."""
        return self.present and self.outcome == ForumCheck.WAITING

    @property
    def anybody(self) -> bool:
        """Whether any member has said anything by their link."""
        return any(one.people != 0 for one in self.heard)


def check(scope: Scope, check_id: int) -> ForumCheck:
    """One check of the council, with its draft."""
    found = _own(scope).filter(pk=check_id).first()
    if found is None:
        raise NotFound("There is no such check in your list. Choose one from the draft's page.")
    return found


def read_by_forum(reply: Reply) -> bool:
    """Whether a forum agreed to the reply in the words it has now."""
    present = words_edition(reply)
    return any(check.outcome == ForumCheck.AGREED and check.edition == present for check in reply.checks.all())


def check_lines(scope: Scope, reply: Reply) -> list[CheckLine]:
    """Every check of a reply, the latest first."""
    limit = authorities.own_authority(scope).hide_up_to
    voices = Prefetch("voices", CheckVoice.objects.only("check_of_id", "said", "words"))
    found = _own(scope).filter(reply=reply).select_related("forum", "meeting").prefetch_related(voices)
    present = words_edition(reply)
    return [_line(one, present, limit) for one in found.order_by("-asked_on", "-pk")]


def open_check(scope: Scope, *, member: Member, check_id: int, lock: bool = False) -> ForumCheck:
    """A draft that a member may say something about: their own forum was asked and nothing is settled."""
    scope.require(Permission.SPEAK_UP)
    found = _waiting_for(member).filter(pk=check_id)
    found = found.select_for_update(of=("self",)) if lock else found
    one = found.first()
    if one is None or one.edition != words_edition(one.reply):
        raise NotFound(SETTLED)
    return one


def checks_for_member(scope: Scope, member: Member) -> list[ForumCheck]:
    """What a member is asked to read, the one that has waited longest first."""
    scope.require(Permission.SPEAK_UP)
    return [one for one in _waiting_for(member) if one.edition == words_edition(one.reply)]


def voice_of(scope: Scope, *, member: Member, check: ForumCheck) -> CheckVoice | None:
    """What this member said of it so far, for their own eyes."""
    scope.require(Permission.SPEAK_UP)
    return CheckVoice.objects.filter(check_of=check, member=member).first()


def _own(scope: Scope) -> QuerySet[ForumCheck]:
    scope.require(Permission.WRITE_REPLIES)
    return ForumCheck.objects.filter(reply__cycle__authority_id=scope.authority).select_related("reply")


def _waiting_for(member: Member) -> QuerySet[ForumCheck]:
    return ForumCheck.objects.filter(
        forum_id=member.forum_id,
        outcome=ForumCheck.WAITING,
        reply__published_on=None,
        reply__cycle__authority_id=member.forum.authority_id,
    ).select_related("reply")


def _line(one: ForumCheck, present: str, limit: int) -> CheckLine:
    voices = list(one.voices.all())
    counts = Counter(voice.said for voice in voices)
    heard = tuple(
        Heard(
            said=said,
            name=name,
            people=show_count(counts[said], limit=limit),
            words=tuple(sorted(voice.words for voice in voices if voice.said == said and voice.words)),
        )
        for said, name in CheckVoice.SAID
    )
    return CheckLine(
        id=one.pk,
        forum_id=one.forum_id,
        forum=one.forum.name,
        asked_on=one.asked_on,
        outcome=one.outcome,
        outcome_name=one.get_outcome_display(),
        words=one.words,
        settled_on=one.settled_on,
        meeting_on=one.meeting.date if one.meeting else None,
        people=None if one.people is None else show_count(one.people, limit=limit),
        present=one.edition == present,
        heard=heard,
    )
