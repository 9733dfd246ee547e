"""A pledge once it stands: published with its first signature, signed by more, followed, and one day ended."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.rag import Rag
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed, one_line, one_of

from . import pledge_queries as queries
from .given import past_day
from .models import Pledge, PledgeSignature, PledgeUpdate
from .pledge_gaps import gaps
from .pledging import draft, held


@transaction.atomic
def publish_pledge(
    scope: Scope,
    *,
    pledge_id: int,
    name: str,
    office: str,
    checked_with_id: int | None = None,
    published_on: dt.date | None = None,
) -> Pledge:
    """Put a pledge on the public page, under the first signature. From now on its promises stay as they are.

    ``checked_with_id`` is the forum that read it first. Refused while it lacks something, and while another pledge of
    the council stands.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge = draft(scope, pledge_id)
    on = past_day(published_on or today(), field="published_on")
    _check_complete(pledge, on)
    if Pledge.objects.filter(authority_id=scope.authority, published_on__isnull=False, ended_on=None).exists():
        raise Refused("Another pledge of your council still stands. End it first, and say why.")
    pledge.checked_with = None if checked_with_id is None else forum.forum(scope, checked_with_id)
    pledge.published_on = on
    pledge.save(update_fields=["checked_with", "published_on"])
    _sign(pledge, name, office, on)
    audit.note(scope, "published_pledge", pledge, promises=pledge.promises.count(), published_on=on.isoformat())
    return pledge


def _check_complete(pledge: Pledge, on: dt.date) -> None:
    if on < pledge.written_on:
        raise Refused(f"This is before the pledge was begun, on {long_date(pledge.written_on)}.", field="published_on")
    lacks = gaps(pledge.promises.prefetch_related("themes", "issues"), on)
    if lacks:
        raise Refused(lacks[0])


@transaction.atomic
def sign_pledge(
    scope: Scope, *, pledge_id: int, name: str, office: str, signed_on: dt.date | None = None
) -> PledgeSignature:
    """Add a signature of somebody in a public post. It cannot be unsaid; sent twice, it is one."""
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge = _standing(scope, pledge_id)
    on = _since_published(pledge, signed_on, field="signed_on")
    signature, new = _sign(pledge, name, office, on)
    if new:
        audit.note(scope, "signed_pledge", pledge, signed_on=on.isoformat())
    return signature


def _sign(pledge: Pledge, name: str, office: str, on: dt.date) -> tuple[PledgeSignature, bool]:
    return PledgeSignature.objects.get_or_create(
        pledge=pledge,
        name=one_line(name, field="name", ask="Name who signs, as it stands on the council’s website."),
        office=one_line(office, field="office", ask="Say which office they hold."),
        defaults={"signed_on": on},
    )


@transaction.atomic
def update_promise(
    scope: Scope, *, promise_id: int, rag: str, words: str, made_on: dt.date | None = None
) -> PledgeUpdate:
    """Say how a promise stands: red, amber, green or done, and why. Added, never edited; sent twice, it is one."""
    scope.require(Permission.KEEP_COMMITMENTS)
    promise = queries.promise(scope, promise_id)
    pledge = _standing(scope, promise.pledge_id)
    update, new = PledgeUpdate.objects.get_or_create(
        promise=promise,
        rag=one_of(Rag.choices, rag, field="rag", ask="Choose how it stands: red, amber, green or done."),
        words=needed(words, field="words", ask="Say in a sentence what happened. Care leavers read it.", most=500),
        made_on=_since_published(pledge, made_on, field="made_on"),
        made_by=scope.actor_name,
    )
    if new:
        audit.note(scope, "updated_promise", promise, rag=rag)
    return update


@transaction.atomic
def end_pledge(scope: Scope, *, pledge_id: int, because: str, ended_on: dt.date | None = None) -> Pledge:
    """Say that a pledge no longer holds, and why. It stays on the public page, with its reason, until another comes."""
    scope.require(Permission.KEEP_COMMITMENTS)
    pledge = _standing(scope, pledge_id)
    pledge.ended_on = _since_published(pledge, ended_on, field="ended_on")
    pledge.ended_because = needed(
        because, field="because", ask="Say in a sentence why it ends. Care leavers read it.", most=200
    )
    pledge.save(update_fields=["ended_on", "ended_because"])
    audit.note(scope, "ended_pledge", pledge, ended_on=pledge.ended_on.isoformat())
    return pledge


def _standing(scope: Scope, pledge_id: int) -> Pledge:
    pledge = held(scope, pledge_id)
    if pledge.published_on is None:
        raise Refused("This pledge is still a draft. Publish it first.")
    if pledge.ended_on is not None:
        raise Refused("This pledge has ended. It stays as it was; write a new one.")
    return pledge


def _since_published(pledge: Pledge, day: dt.date | None, *, field: str) -> dt.date:
    day = past_day(day or today(), field=field)
    if pledge.published_on is not None and day < pledge.published_on:
        raise Refused(
            f"This is before the pledge was published, on {long_date(pledge.published_on)}. Check the day.", field=field
        )
    return day
