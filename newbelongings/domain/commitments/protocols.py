"""The register of protocols: agreed, reviewed, ended; and the reminders that a review brings."""

import datetime as dt
from typing import Final

from django.db import transaction

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import area_code, needed, one_line, one_of, web_link, whole_number

from .given import SENTENCE, past_day
from .models import Protocol, Review
from .reviewing import LONGEST_MONTHS, REMIND_DAYS, next_review

_ENDED: Final = "This protocol has ended. Agree a new one instead."


@transaction.atomic
def agree_protocol(
    scope: Scope,
    *,
    kind: str,
    partner: str,
    words: str,
    area: str,
    agreed_on: dt.date,
    review_every: int,
    link: str = "",
) -> Protocol:
    """Write down an agreement with a partner: what it says in a sentence, and every how many months it is reviewed.

    Sent twice, it is one protocol.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    agreed_on = past_day(agreed_on, field="agreed_on")
    every = _months(review_every)
    protocol, new = Protocol.objects.get_or_create(
        authority_id=scope.authority,
        kind=one_of(Protocol.PARTNERS, kind, field="kind", ask="Choose what kind of partner this is."),
        partner=one_line(partner, field="partner", ask="Name the partner, such as the district or the service."),
        words=needed(words, field="words", ask="Say in one sentence what was agreed.", most=SENTENCE),
        area=area_code(area),
        agreed_on=agreed_on,
        ended_on=None,
        defaults={
            "review_every": every,
            "next_review": next_review(agreed_on, None, every),
            "link": web_link(link),
        },
    )
    if new:
        audit.note(scope, "agreed_protocol", protocol, agreed_on=agreed_on.isoformat(), review_every=every)
    return protocol


@transaction.atomic
def review_protocol(
    scope: Scope, *, protocol_id: int, on: dt.date, words: str, reviewed_by: str, review_every: int | None = None
) -> Review:
    """Add a review to a protocol's log. The next one is due ``review_every`` months later (as before, unless given).

    Sent twice, it is one review.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    protocol = _running(scope, protocol_id)
    on = past_day(on, field="on")
    if on < protocol.agreed_on:
        raise Refused(f"This is before it was agreed, on {long_date(protocol.agreed_on)}. Check the day.", field="on")
    every = protocol.review_every if review_every is None else _months(review_every)
    review, new = Review.objects.get_or_create(
        protocol=protocol,
        on=on,
        words=needed(words, field="words", ask="Say in a sentence what you found, and what changes.", most=1000),
        reviewed_by=one_line(reviewed_by, field="reviewed_by", ask="Say which posts looked at it."),
        review_every=every,
    )
    if new:
        _set_next_review(protocol)
        audit.note(scope, "reviewed_protocol", protocol, on=on.isoformat(), next_review=str(protocol.next_review))
    return review


def _set_next_review(protocol: Protocol) -> None:
    latest = protocol.reviews.all()[0]
    due_on = next_review(protocol.agreed_on, latest.on, latest.review_every)
    if due_on != protocol.next_review:
        protocol.reminded = Protocol.NOT_YET
    protocol.review_every, protocol.next_review = latest.review_every, due_on
    protocol.save(update_fields=["review_every", "next_review", "reminded"])


@transaction.atomic
def end_protocol(scope: Scope, *, protocol_id: int, on: dt.date, because: str) -> Protocol:
    """Say that a protocol no longer holds, and why. It stays in the register with its log."""
    scope.require(Permission.KEEP_COMMITMENTS)
    protocol = _running(scope, protocol_id)
    on = past_day(on, field="on")
    if on < protocol.agreed_on:
        raise Refused(f"This is before it was agreed, on {long_date(protocol.agreed_on)}. Check the day.", field="on")
    protocol.ended_on = on
    protocol.ended_because = needed(because, field="because", ask="Say in a sentence why it ended.", most=SENTENCE)
    protocol.save(update_fields=["ended_on", "ended_because"])
    audit.note(scope, "ended_protocol", protocol, on=on.isoformat())
    return protocol


def _running(scope: Scope, protocol_id: int) -> Protocol:
    """The row, held until the transaction ends: two reviews at once must not set two next ones."""
    found = Protocol.objects.select_for_update().filter(pk=protocol_id, authority_id=scope.authority).first()
    if found is None:
        raise NotFound("There is no such protocol in your register. Choose one from the list.")
    if found.ended_on is not None:
        raise Refused(_ENDED)
    return found


def _months(number: int) -> int:
    return whole_number(number, field="review_every", least=1, most=LONGEST_MONTHS)


def remind_of_reviews(scope: Scope, *, address: str) -> int:
    """Write to the programme leads about reviews that are due soon, and again once one is late; returns how many.

    ``address`` is the page of a protocol, with ``{id}`` where its number goes. Each reminder goes out once, however
    often this runs; a review starts anew. Where a council has no lead yet, it waits until there is one.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    now = today()
    running = Protocol.objects.filter(ended_on__isnull=True)
    late = running.filter(next_review__lt=now).exclude(reminded=Protocol.LATE)
    soon = running.filter(next_review__gte=now, reminded=Protocol.NOT_YET)
    soon = soon.filter(next_review__lte=now + dt.timedelta(days=REMIND_DAYS))
    found = [*((row, Protocol.LATE) for row in late), *((row, Protocol.BEFORE) for row in soon)]
    return sum(_remind(scope.at(protocol.authority_id), protocol, stage, address) for protocol, stage in found)


@transaction.atomic
def _remind(scope: Scope, protocol: Protocol, stage: str, address: str) -> int:
    leads = list(accounts.people_of_role(scope, Role.LEAD))
    mine = Protocol.objects.filter(
        pk=protocol.pk, next_review=protocol.next_review, reminded=protocol.reminded, ended_on__isnull=True
    )
    if not leads or not mine.update(reminded=stage):
        return 0
    subject, first = _words(protocol, stage)
    body = (
        f"{first} It says: {protocol.words}\n\n"
        "Ask the partner what has changed, and what care leavers say of it. Then add the review. About 5 minutes.\n"
        f"{address.format(id=protocol.pk)}\n"
    )
    messages = [
        OutboxMessage(
            key=f"review-{protocol.pk}-{protocol.next_review}-{stage}-{lead.pk}",
            channel="email",
            to=lead.email,
            subject=subject,
            body=body,
        )
        for lead in leads
    ]
    outbox.post_many(scope, messages)
    audit.note(scope, "reminded_of_review", protocol, stage=stage, next_review=protocol.next_review.isoformat())
    return 1


def _words(protocol: Protocol, stage: str) -> tuple[str, str]:
    day = long_date(protocol.next_review)
    if stage == Protocol.LATE:
        return (
            f"Late since {day}: review of the protocol with {protocol.partner}",
            f"The protocol with {protocol.partner} was to be reviewed by {day}, and was not.",
        )
    return (
        f"By {day}: review of the protocol with {protocol.partner}",
        f"The protocol with {protocol.partner} is to be reviewed by {day}.",
    )
