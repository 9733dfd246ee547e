"""What a forum's own page shows, worked out before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from newbelongings.domain.forum import agreeing, checklist, member_queries, queries, training
from newbelongings.domain.forum.checklist import Standing
from newbelongings.domain.forum.member_queries import MemberCounts
from newbelongings.domain.forum.member_words import needs_in_words
from newbelongings.domain.forum.models import Agreement, ChecklistMark, Forum, Member
from newbelongings.domain.forum.training import TrainingLine
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one next thing: a fact, what to do about it, and where."""

    fact: str
    step: str
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member as the worker sees them. ``reached`` and ``needs`` are in words."""

    id: int
    name: str
    chair: bool
    reached: str
    needs: str
    may_note_attendance: bool


@dataclass(frozen=True, slots=True)
class CheckedGroup:
    """One group of the checklist: each item's words with its mark, None where it does not stand."""

    title: str
    items: tuple[tuple[str, ChecklistMark | None], ...]


@dataclass(frozen=True, slots=True)
class OneForumPage:
    """Everything on the page. ``members`` is None for whoever may not read them."""

    forum: Forum
    members: tuple[MemberLine, ...] | None
    counts: MemberCounts
    agreements: tuple[Agreement, ...]
    standing: Standing
    groups: tuple[CheckedGroup, ...]
    trainings: tuple[TrainingLine, ...]
    next: NextThing
    may_write: bool


def one_forum_page(scope: Scope, forum_id: int) -> OneForumPage:
    """One forum of the council."""
    forum = queries.forum(scope, forum_id)
    reads = scope.may(Permission.KEEP_MEMBERS)
    members = tuple(_line(m) for m in member_queries.members(scope, forum_id)) if reads else None
    agreements = tuple(agreeing.agreements(scope, forum_id))
    marks = checklist.marks(scope, forum_id)
    standing = checklist.standing_of(set(marks))
    return OneForumPage(
        forum=forum,
        members=members,
        counts=member_queries.member_counts(scope)[forum.pk],
        agreements=agreements,
        standing=standing,
        groups=tuple(
            CheckedGroup(group.title, tuple((item.words, marks.get(item.key)) for item in group.items))
            for group in checklist.groups()
        ),
        trainings=tuple(training.trainings(scope, forum_id)),
        next=_next(forum, members, agreements, standing),
        may_write=scope.may(Permission.KEEP_FORUM),
    )


def _line(member: Member) -> MemberLine:
    reached = member.get_channel_display() + (f": {member.address}" if member.address else "")
    return MemberLine(member.pk, member.name, member.chair, reached, needs_in_words(member), member.may_note_attendance)


def _next(
    forum: Forum, members: Sequence[MemberLine] | None, agreements: Sequence[Agreement], standing: Standing
) -> NextThing:
    """Members first, then what they agree with the council, then the checklist; after that, they meet."""

    def at(name: str) -> str:
        return reverse(name, args=[forum.pk])

    if members is not None and not members:
        step = "Bring in the first person who said yes. About 2 minutes."
        return NextThing("Nobody is in it yet", step, "Add a member", at("add_member"))
    if not agreements:
        step = "Write down with the group what each can count on. There is a page to start from."
        return NextThing("Nothing is agreed yet", step, "Write the agreement", at("add_agreement"))
    if standing.next is not None:
        fact = f"{standing.stands} of {standing.all} stand"
        step = f"Next on the checklist: {standing.next.words}."
        return NextThing(fact, step, "Go on with the checklist", at("keep_checklist"))
    return NextThing("The forum is set up", "All it needs now is to meet.", "Plan a meeting", reverse("plan_meeting"))
