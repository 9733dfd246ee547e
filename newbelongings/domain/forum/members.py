"""Who is in a forum: brought in because they said yes, and gone the minute they say no (docs/adr/0031).

No audit line names a member or leads to one: each is written about the forum.
"""

from dataclasses import asdict
from typing import Final

from django.db import transaction
from django.db.models import F

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import past, today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope, public_scope
from newbelongings.domain.kernel.text import optional

from . import letters, links, member_queries, queries
from .given import GivenMember, GivenNeeds
from .members_given import checked_address, checked_name
from .models import Forum, Member, PictureConsent, SupportNeeds
from .striking import strike

_LINK: Final = "link"


@transaction.atomic
def add_member(scope: Scope, *, forum_id: int, given: GivenMember) -> Member:
    """Bring somebody into a forum who said yes to it, by first name or nickname only."""
    scope.require(Permission.KEEP_MEMBERS)
    forum = Forum.objects.select_for_update().get(pk=queries.forum(scope, forum_id).pk)
    member = Member(forum=forum)
    _write(scope, member, given)
    audit.note(scope, "added_member", forum)
    return member


@transaction.atomic
def change_member(scope: Scope, *, member_id: int, given: GivenMember) -> Member:
    """Change what is kept of a member. What waits to be sent goes to the new address, or is a person's to tell now."""
    scope.require(Permission.KEEP_MEMBERS)
    member = Member.objects.select_for_update().get(pk=member_queries.member(scope, member_id).pk)
    _write(scope, member, given)
    theirs = letters.of_member(member.pk)
    if member.channel in letters.SENT_BY_US:
        outbox.readdress(scope, ending=theirs, channel=member.channel, to=member.address)
    else:
        outbox.withdraw(scope, outbox.waiting_keys(scope, ending=theirs))
    audit.note(scope, "changed_member", member.forum)
    return member


@transaction.atomic
def withdraw_member(scope: Scope, *, member_id: int) -> list[str]:
    """Somebody told the worker that they want no more part in it: see ``leave_forum``."""
    scope.require(Permission.KEEP_MEMBERS)
    return _forget(scope, member_queries.member(scope, member_id))


@transaction.atomic
def leave_forum(scope: Scope, token: str) -> list[str]:
    """A member leaves by their own link, or a worker withdraws them: they are gone from everything but the counts.

    With them go their needs, links, invitations, attendances and messages; their pictures are to be taken down, and
    their name goes out of the forum's notes. Returns the keys of their messages, of which a sender that keeps copies
    must delete its own.
    """
    member = links.linked_member(scope, token)
    return _forget(public_scope(member.forum.authority_id), member)


@transaction.atomic
def send_link(scope: Scope, *, member_id: int, address: str) -> None:
    """Send a member their own way into the forum's page. ``address`` is the page's, with ``{token}`` in it."""
    scope.require(Permission.KEEP_MEMBERS)
    member = Member.objects.select_for_update().get(pk=member_queries.member(scope, member_id).pk)
    if member.channel not in letters.SENT_BY_US:
        raise Refused("They are reached by a person, not by a message. Show the link and hand it over.")
    waiting = outbox.waiting_keys(scope, ending=letters.of_member(member.pk))
    if any(key.startswith(_LINK) for key in waiting):
        raise Refused("A link is on its way to them already. It goes out by day.")
    link = address.format(token=links.new_link(member))
    number = member.links.order_by("-pk").values_list("pk", flat=True)[0]
    letters.write_to_member(
        scope,
        member,
        occasion=f"{_LINK}-{number}",
        subject=f"Your way in to {member.forum.name}",
        words=(
            f"Hello {member.name}. This page is yours: it shows when {member.forum.name} meets, what was decided, "
            f"and how to leave it.\n\n{link}\n\nKeep it to yourself. It opens without a password."
        ),
    )
    audit.note(scope, "sent_member_link", member.forum)


@transaction.atomic
def show_link(scope: Scope, *, member_id: int) -> str:
    """A new link's token, to be handed over by the worker; shown once, since only its hash is kept."""
    scope.require(Permission.KEEP_MEMBERS)
    member = member_queries.member(scope, member_id)
    audit.note(scope, "showed_member_link", member.forum)
    return links.new_link(member)


@transaction.atomic
def close_links(scope: Scope, *, member_id: int) -> None:
    """Close every link a member has, as when their phone is lost."""
    scope.require(Permission.KEEP_MEMBERS)
    member = member_queries.member(scope, member_id)
    member.links.all().delete()
    audit.note(scope, "closed_member_links", member.forum)


def _write(scope: Scope, member: Member, given: GivenMember) -> None:
    """Everything that was given, checked; nothing is kept where one thing of it is refused."""
    member.name = checked_name(given.name)
    if member.forum.members.filter(name__iexact=member.name).exclude(pk=member.pk).exists():
        raise Refused("Somebody in this forum is called that already. Add a letter or a number: Jay B.", field="name")
    member.consented_on = past(given.consented_on, field="consented_on")
    member.may_note_attendance = given.may_note_attendance
    member.channel, member.address = given.channel, checked_address(given.channel, given.address)
    member.chair, member.account_id = given.chair, _account(scope, given.account_id)
    needs = _checked_needs(given.needs)
    member.save()
    SupportNeeds.objects.update_or_create(member=member, defaults=asdict(needs))


def _account(scope: Scope, person_id: int | None) -> int | None:
    if person_id is not None and not accounts.forum_members(scope).filter(pk=person_id).exists():
        raise Refused("Choose an account from the list, or none.", field="account")
    return person_id


def _checked_needs(needs: GivenNeeds) -> GivenNeeds:
    language = optional(needs.language, field="language", most=40)
    if needs.interpreter and not language:
        raise Refused("Say which language the interpreter should speak.", field="language")
    other = optional(needs.other, field="other", most=200)
    language = language if needs.interpreter else ""
    return GivenNeeds(needs.transport, needs.childcare, needs.interpreter, language, other)


def _forget(scope: Scope, member: Member) -> list[str]:
    forum, name = member.forum, member.name
    shown = PictureConsent.objects.filter(member=member, followed_by=None, taken_down_on=None)
    shown.filter(withdrawn_on=None).update(withdrawn_on=today())
    keys = outbox.forget_person(scope, ending=letters.of_member(member.pk))
    strike(forum, name)
    # With the member go needs, links, invitations and attendances; pictures and what was said of a draft lose them.
    gone, _ = Member.objects.filter(pk=member.pk).delete()
    if not gone:
        raise NotFound(links.CLOSED)
    Forum.objects.filter(pk=forum.pk).update(members_left=F("members_left") + 1)
    audit.note(scope, "member_left", forum)
    return keys
