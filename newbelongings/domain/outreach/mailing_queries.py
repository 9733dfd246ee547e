"""Questions about messages: what is planned, what went out, and what one looks like. Small numbers are hidden here."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Shown, hide_row, hide_table, show_count
from newbelongings.domain.surveys import queries as surveys

from . import queries
from .channels import ORDER
from .mailing_words import Text, check, fill
from .models import Attempt, ContactList, Mailing
from .outcomes import mailing_of_key
from .sending import Addresses, channels_of

# The outcomes that a message can have, in the order of a page.
OUTCOMES: Final = (Attempt.REACHED, Attempt.OUT_OF_DATE, Attempt.FAILED, Attempt.SENT)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the sample can be written to by each way, each person counted once, by their best; and by none."""

    by: dict[str, Shown]
    by_none: Shown


@dataclass(frozen=True, slots=True)
class Sent:
    """One mailing, how many were written to, and what came of it in the order of ``OUTCOMES``.

    ``waits`` says that some of it lies in the outbox, because its turn has not come or the sender cannot be reached.
    """

    mailing: Mailing
    people: Shown
    outcomes: list[Shown]
    waits: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """An invitation or a reminder of one day, by all its ways."""

    kind: str
    send_on: dt.date
    parts: list[Sent]


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as an imagined person gets it. ``letters`` is its length with the links in it."""

    channel: str
    subject: str
    words: str
    letters: int


def reach(scope: Scope, round_id: int) -> Reach | None:
    """By which ways the sample can be written to; None where nobody was chosen yet.

    Those who have answered are counted too: without them the numbers would tell how many have.
    """
    contacts = sampled_list(scope, round_id)
    if contacts is None:
        return None
    people = contacts.people.filter(chosen=True, do_not_contact=False).select_related(None)
    counted = Counter(channel for _, channel in channels_of(list(people), ORDER))
    shown = hide_row([counted[way] for way in (*ORDER, None)], limit=contacts.round.authority.hide_up_to)
    return Reach(dict(zip(ORDER, shown, strict=False)), shown[-1])


def sampled_list(scope: Scope, round_id: int) -> ContactList | None:
    """The contact list of a round from which somebody was chosen, and whose contacts are still there."""
    contacts = queries.contact_list(scope, round_id)
    if contacts is None or not hasattr(contacts, "sample") or contacts.forgotten_on is not None:
        return None
    return contacts


def occasions(scope: Scope, round_id: int) -> list[Occasion]:
    """What is planned and what went out, in the order of its days. Four statements."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    mailings = list(Mailing.objects.filter(contacts__round=round_))
    grouped: dict[tuple[dt.date, str], list[Mailing]] = {}
    for mailing in mailings:
        grouped.setdefault((mailing.send_on, mailing.kind), []).append(mailing)
    counts, waiting = _counts(mailings), _waiting(scope)
    limit = round_.authority.hide_up_to
    return [
        Occasion(kind, send_on, _parts(found, counts, waiting, limit))
        for (send_on, kind), found in sorted(grouped.items())
    ]


def mailing_sent(scope: Scope, mailing: Mailing) -> Sent:
    """How one mailing stands, with the numbers that the page of all of them shows."""
    beside = Mailing.objects.filter(contacts_id=mailing.contacts_id, kind=mailing.kind, send_on=mailing.send_on)
    limit = surveys.round_(scope, mailing.contacts.round_id).authority.hide_up_to
    parts = _parts(list(beside), _counts(beside), _waiting(scope), limit)
    return next(part for part in parts if part.mailing.pk == mailing.pk)


def _counts(mailings: Iterable[Mailing]) -> Counter[tuple[int, str]]:
    found = Attempt.objects.filter(mailing_id__in=[mailing.pk for mailing in mailings])
    rows = found.values_list("mailing_id", "outcome").annotate(people=Count("pk"))
    return Counter({(mailing_id or 0, outcome): people for mailing_id, outcome, people in rows})


def _waiting(scope: Scope) -> set[int | None]:
    return {mailing_of_key(key) for key in outbox.waiting_keys(scope)}


def _parts(
    mailings: Sequence[Mailing], counts: Counter[tuple[int, str]], waiting: set[int | None], limit: int
) -> list[Sent]:
    """The table of one occasion, its ways below each other in their order."""
    rows = sorted(mailings, key=lambda mailing: ORDER.index(mailing.channel))
    numbers = [[counts[mailing.pk, outcome] for outcome in OUTCOMES] for mailing in rows]
    shown = hide_table(numbers, limit=limit)
    sums = [show_count(sum(row), limit=limit) for row in numbers]
    return [
        Sent(
            mailing,
            total,
            cells if total != HIDDEN else [HIDDEN for _ in cells],
            waits=mailing.pk in waiting,
        )
        for mailing, total, cells in zip(rows, sums, shown, strict=True)
    ]


def preview(scope: Scope, round_id: int, *, texts: Sequence[Text], addresses: Addresses) -> list[Preview]:
    """Each text as somebody called Sam would get it; ``Refused`` where the words are not right."""
    scope.require(Permission.RUN_SURVEYS)
    round_ = surveys.round_(scope, round_id)
    token = "example" * 2 + "sample"
    fields = {
        "name": "Sam",
        "council": round_.authority.name,
        "closes": long_date(round_.closes),
        "link": addresses.link.format(token=token),
        "stop": addresses.stop.format(token=token),
    }
    checked = [check(text) for text in texts]
    filled = [(text, fill(text.words, fields)) for text in checked]
    return [Preview(text.channel, fill(text.subject, fields), words, len(words)) for text, words in filled]
