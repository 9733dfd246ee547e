"""Consent to be shown in a picture: given until a day, followed by a new one, withdrawn, and the picture taken down."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, past, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import one_line, whole_number

from . import member_queries, queries
from . import reach_queries as reach
from .consents import longest
from .models import Member, PictureConsent

_DOWN = "This picture is taken down already. Write down a new consent if it goes up again."


@transaction.atomic
def give_consent(
    scope: Scope,
    *,
    picture: str,
    shown_where: str,
    people: int,
    given_on: dt.date,
    ends_on: dt.date,
    forum_id: int | None = None,
    member_id: int | None = None,
) -> PictureConsent:
    """Write down that ``people`` care leavers agreed to be shown, where, and until when; two years at the most.

    With ``member_id`` the consent is that member's, and ends when they leave; only whoever may know members gives it.
    Sent twice, it is one consent.
    """
    scope.require(Permission.KEEP_FORUM)
    given_on, ends_on = _days(given_on, ends_on)
    member = _member(scope, member_id)
    forum = member.forum if member else None if forum_id is None else queries.forum(scope, forum_id)
    consent, new = PictureConsent.objects.get_or_create(
        authority_id=scope.authority,
        forum=forum,
        member=member,
        picture=one_line(picture, field="picture", ask="Say which picture it is, without a name.", most=200),
        shown_where=one_line(shown_where, field="shown_where", ask="Say where it is shown.", most=200),
        people=1 if member else whole_number(people, field="people", least=1, most=500),
        given_on=given_on,
        ends_on=ends_on,
    )
    if new:
        audit.note(scope, "gave_picture_consent", consent, ends_on=ends_on.isoformat())
    return consent


@transaction.atomic
def extend_consent(scope: Scope, *, consent_id: int, given_on: dt.date, ends_on: dt.date) -> PictureConsent:
    """Add a new consent to the same picture, because those in it said yes again. The old one stays as it was.

    Refused once it is withdrawn or the picture is down: then nobody has said yes to what is shown.
    """
    scope.require(Permission.KEEP_FORUM)
    before = _up(scope, consent_id)
    if before.withdrawn_on is not None:
        raise Refused("This consent was withdrawn. Take the picture down; whoever agrees anew gives a new consent.")
    given_on, ends_on = _days(given_on, ends_on)
    if given_on < before.given_on or ends_on <= before.ends_on:
        raise Refused(f"It ends on {long_date(before.ends_on)} already. Give a later day.", field="ends_on")
    consent = PictureConsent.objects.create(
        authority_id=before.authority_id,
        forum=before.forum,
        member=before.member,
        picture=before.picture,
        shown_where=before.shown_where,
        people=before.people,
        given_on=given_on,
        ends_on=ends_on,
        follows=before,
    )
    audit.note(scope, "extended_picture_consent", consent, ends_on=ends_on.isoformat())
    return consent


@transaction.atomic
def withdraw_consent(scope: Scope, *, consent_id: int) -> PictureConsent:
    """Somebody in the picture no longer wants to be shown: it must come down today, whatever day it had."""
    scope.require(Permission.KEEP_FORUM)
    consent = _up(scope, consent_id)
    if consent.withdrawn_on is None:
        consent.withdrawn_on = today()
        consent.save(update_fields=["withdrawn_on"])
        audit.note(scope, "withdrew_picture_consent", consent)
    return consent


@transaction.atomic
def take_down(scope: Scope, *, consent_id: int) -> PictureConsent:
    """Say that the picture is gone from everywhere it was shown."""
    scope.require(Permission.KEEP_FORUM)
    consent = _up(scope, consent_id)
    consent.taken_down_on = today()
    consent.save(update_fields=["taken_down_on"])
    audit.note(scope, "took_down_picture", consent)
    return consent


def _up(scope: Scope, consent_id: int) -> PictureConsent:
    """The row of a picture that is still shown, held until the transaction ends; the latest consent to it."""
    found = reach.consent_row(scope, consent_id)
    consent = PictureConsent.objects.select_for_update().get(pk=found.pk)
    if PictureConsent.objects.filter(follows=consent).exists():
        raise Refused("A later consent follows this one. Choose the picture from the list again.")
    if consent.taken_down_on is not None:
        raise Refused(_DOWN)
    return consent


def _member(scope: Scope, member_id: int | None) -> Member | None:
    return None if member_id is None else member_queries.member(scope, member_id)


def _days(given_on: dt.date, ends_on: dt.date) -> tuple[dt.date, dt.date]:
    given_on = past(given_on, field="given_on")
    if ends_on <= given_on:
        raise Refused("This is before they agreed. Give the last day on which it may be shown.", field="ends_on")
    if ends_on > longest(given_on):
        raise Refused(
            f"A consent lasts two years at most: give a day up to {long_date(longest(given_on))}.", field="ends_on"
        )
    return given_on, ends_on
