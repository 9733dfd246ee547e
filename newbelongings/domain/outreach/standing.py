"""How a contact list stands: its people, the sample, and how much of the contact data is out of date.

Small numbers are hidden here. Nothing here tells who has answered: the page "Is it everyone?" counts that.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import (
    HIDDEN,
    Hidden,
    Shown,
    hide_row,
    hide_with_totals,
    show_count,
    show_percent,
)

from . import queries
from .characteristics import CHARACTERISTICS, NOT_KNOWN
from .drawing import was_anybody_asked
from .forgetting import forget_on
from .models import CHANNELS, Attempt, ContactList, Sample


@dataclass(frozen=True, slots=True)
class ListStanding:
    """A contact list in numbers. ``left_alone`` may not be asked; ``chosen`` is who the sample took.

    ``not_chosen`` may be asked and was not chosen: not drawn, or come to the list after the draw. ``by_*`` counts who
    can be reached that way, of those who may be asked. ``asked`` says that the sample can no longer be changed.
    """

    contacts: ContactList
    sample: Sample | None
    people: int
    left_alone: int
    chosen: int
    by_email: int
    by_phone: int
    by_letter: int
    with_adviser: int
    asked: bool
    forget_on: dt.date

    @property
    def may_be_asked(self) -> int:
        """Everybody but those who want to be left alone."""
        return self.people - self.left_alone

    @property
    def not_chosen(self) -> int:
        """Who may be asked, and is not in the sample."""
        return self.may_be_asked - self.chosen


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of a characteristic: how many are on the list, and in the sample."""

    label: str
    listed: Shown
    chosen: Shown


@dataclass(frozen=True, slots=True)
class ContactData:
    """How one kind of contact data held up: people tried that way, and of those whose data was right or out of date.

    ``percent`` is the share of those tried whose data was out of date.
    """

    channel: str
    label: str
    tried: Shown
    right: Shown
    out_of_date: Shown
    percent: Shown


def list_standing(scope: Scope, round_id: int) -> ListStanding | None:
    """How a round's contact list stands; None where there is none yet."""
    contacts = queries.contact_list(scope, round_id)
    if contacts is None:
        return None
    may = Q(do_not_contact=False)
    counts = contacts.people.aggregate(
        people=Count("pk"),
        left_alone=Count("pk", filter=~may),
        chosen=Count("pk", filter=may & Q(chosen=True)),
        by_email=Count("pk", filter=may & ~Q(email="")),
        by_phone=Count("pk", filter=may & ~Q(phone="")),
        by_letter=Count("pk", filter=may & ~Q(address="")),
        with_adviser=Count("pk", filter=may & Q(adviser__isnull=False)),
    )
    return ListStanding(
        contacts=contacts,
        sample=getattr(contacts, "sample", None),
        asked=was_anybody_asked(contacts),
        forget_on=forget_on(contacts),
        **counts,
    )


def groups(scope: Scope, round_id: int) -> dict[str, list[GroupLine]]:
    """For each characteristic that is known of anybody: its groups with how many are listed and chosen."""
    scope.require(Permission.RUN_SURVEYS)
    contacts = queries.contact_list(scope, round_id)
    if contacts is None:
        return {}
    people = list(contacts.people.filter(do_not_contact=False).values(*CHARACTERISTICS, "chosen"))
    limit = contacts.round.authority.hide_up_to
    found = {name: _lines(name, people, limit) for name in CHARACTERISTICS}
    return {name: lines for name, lines in found.items() if lines}


def _lines(name: str, people: Sequence[dict[str, object]], limit: int) -> list[GroupLine]:
    characteristic = CHARACTERISTICS[name]
    counts = Counter((str(person[name]), bool(person["chosen"])) for person in people)
    order = characteristic.in_order(group for group, _ in counts)
    if set(order) <= {NOT_KNOWN}:
        return []
    shown = hide_with_totals([[counts[group, True], counts[group, False]] for group in order], limit=limit)
    return [
        GroupLine(characteristic.label_of(group), listed, cells[0])
        for group, listed, cells in zip(order, shown.rows, shown.cells, strict=True)
    ]


def contact_data(scope: Scope, round_id: int) -> list[ContactData]:
    """How much of the contact data is out of date, by kind, for the kinds that were tried."""
    scope.require(Permission.RUN_SURVEYS)
    contacts = queries.contact_list(scope, round_id)
    if contacts is None:
        return []
    attempts = Attempt.objects.filter(contact__contacts=contacts).values_list("contact_id", "channel", "outcome")
    known = _known(attempts)
    limit = contacts.round.authority.hide_up_to
    return [_held_up(channel, label, known[channel], limit) for channel, label in CHANNELS if known[channel]]


def _known(attempts: Iterable[tuple[int, str, str]]) -> dict[str, Counter[str]]:
    """For each channel how many people there are whose data was out of date, was right, or of whom it is not known.

    Out of date is what it was once: a number that was mended and then answered was wrong in the council's records.
    """
    outcomes: dict[tuple[int, str], set[str]] = {}
    for person, channel, outcome in attempts:
        outcomes.setdefault((person, channel), set()).add(outcome)
    return {name: Counter(_tell(o) for (_, channel), o in outcomes.items() if channel == name) for name, _ in CHANNELS}


def _tell(outcomes: set[str]) -> str:
    if Attempt.OUT_OF_DATE in outcomes:
        return "out_of_date"
    return "right" if outcomes & {Attempt.REACHED, Attempt.REFUSED} else "unknown"


def _held_up(channel: str, label: str, people: Counter[str], limit: int) -> ContactData:
    right, out_of_date, _ = hide_row([people["right"], people["out_of_date"], people["unknown"]], limit=limit)
    hidden = isinstance(out_of_date, Hidden)
    return ContactData(
        channel=channel,
        label=label,
        tried=show_count(people.total(), limit=limit),
        right=right,
        out_of_date=out_of_date,
        percent=HIDDEN if hidden else show_percent(people["out_of_date"], people.total(), limit=limit),
    )
