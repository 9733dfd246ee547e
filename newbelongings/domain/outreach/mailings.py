"""Writes: planning invitations and reminders, taking them back, and posting them on their day."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries, timing
from .channels import BY
from .mailing_words import Text, check
from .models import ContactList, Mailing
from .outcomes import message_key


@transaction.atomic
def plan_mailing(scope: Scope, *, round_id: int, kind: str, send_on: dt.date, texts: Sequence[Text]) -> list[Mailing]:
    """Plan one invitation or reminder for a day, by one way or several: one mailing for each of ``texts``.

    Each person gets it once, by the best of these ways for them. An invitation goes to those of the sample who have
    had none, a reminder to those who have not answered.
    """
    scope.require(Permission.RUN_SURVEYS)
    contacts = _list_to_write_to(scope, round_id)
    if kind not in dict(Mailing.KINDS):
        raise Refused("Choose an invitation or a reminder.", field="kind")
    checked = _checked(texts)
    _check_day(contacts, kind, send_on)
    made = [_plan(contacts, kind, send_on, text) for text in checked]
    audit.note(
        scope, "planned_mailing", contacts, kind=kind, send_on=send_on.isoformat(), ways=[m.channel for m in made]
    )
    return made


@transaction.atomic
def plan_reminders(
    scope: Scope, *, round_id: int, texts: Sequence[Text], weeks: Iterable[int] = timing.WEEKS
) -> list[Mailing]:
    """Plan all reminders of a round in one step, so many weeks after its first invitation and while it is open.

    Days that have passed, and days that have a reminder already, are left out.
    """
    scope.require(Permission.RUN_SURVEYS)
    contacts = _list_to_write_to(scope, round_id)
    first = contacts.mailings.filter(kind=Mailing.INVITATION).order_by("send_on").first()
    if first is None:
        raise Refused("Plan the invitation first: the reminders are counted from its day.", field="weeks")
    there = set(contacts.mailings.values_list("send_on", flat=True))
    days = timing.reminder_days(first.send_on, contacts.round.closes, weeks)
    days = [day for day in days if day >= today() and day not in there and not timing.too_close(day, there)]
    if not days:
        raise Refused(
            "None of these weeks lies between the invitation and the last day of the survey. Choose others, "
            "or give the survey longer.",
            field="weeks",
        )
    made = []
    for day in days:
        made += plan_mailing(scope, round_id=round_id, kind=Mailing.REMINDER, send_on=day, texts=texts)
    return made


def _list_to_write_to(scope: Scope, round_id: int) -> ContactList:
    """The round's contact list, held against others who plan or send; refused where nobody can be written to."""
    contacts = queries.contact_list(scope, round_id)
    if contacts is None or not hasattr(contacts, "sample"):
        raise Refused("Bring in the people to ask and choose who is asked. Then plan what to send them.")
    if contacts.forgotten_on is not None:
        raise Refused("The contacts of this survey are deleted already. Nobody can be written to any more.")
    ContactList.objects.select_for_update().get(pk=contacts.pk)
    return contacts


def _checked(texts: Sequence[Text]) -> list[Text]:
    if not texts:
        raise Refused("Choose at least one way to send it.", field="channels")
    if len({text.channel for text in texts}) < len(texts) or not {text.channel for text in texts} <= BY.keys():
        raise Refused("Choose each way once: email, text or letter.", field="channels")
    return [check(text) for text in texts]


def _check_day(contacts: ContactList, kind: str, send_on: dt.date) -> None:
    round_ = contacts.round
    if send_on < today():
        raise Refused("Give today or a later day.", field="send_on")
    if not round_.opens <= send_on <= round_.closes:
        raise Refused(
            f"Give a day on which the survey is open: {long_date(round_.opens)} to {long_date(round_.closes)}.",
            field="send_on",
        )
    if kind == Mailing.INVITATION:
        return
    invitations = contacts.mailings.filter(kind=Mailing.INVITATION)
    if not invitations.filter(send_on__lt=send_on).exists():
        raise Refused("Plan the invitation first, for an earlier day than its reminder.", field="send_on")
    near = timing.too_close(send_on, contacts.mailings.values_list("send_on", flat=True))
    if near is not None or invitations.filter(send_on=send_on).exists():
        raise Refused(
            f"Leave {timing.QUIET_DAYS} days between two messages: there is one on {long_date(near or send_on)}.",
            field="send_on",
        )


def _plan(contacts: ContactList, kind: str, send_on: dt.date, text: Text) -> Mailing:
    if contacts.mailings.filter(kind=kind, send_on=send_on, channel=text.channel).exists():
        raise Refused(f"There is one by {BY[text.channel]} on that day already. Choose another day.", field="send_on")
    return Mailing.objects.create(
        contacts=contacts, kind=kind, channel=text.channel, subject=text.subject, words=text.words, send_on=send_on
    )


def mailing(scope: Scope, mailing_id: int) -> Mailing:
    """One mailing of the scope's council, with its list and round."""
    scope.require(Permission.RUN_SURVEYS)
    found = Mailing.objects.select_related("contacts__round__authority")
    here = found.filter(pk=mailing_id, contacts__round__authority_id=scope.authority).first()
    if here is None:
        raise NotFound("There is no such message at your council. Choose one from the list.")
    return here


@transaction.atomic
def cancel_mailing(scope: Scope, *, mailing_id: int) -> int:
    """Take a mailing back as far as it has not gone out; returns how many had gone out and stay.

    Where none had, it is as if it had never been planned.
    """
    scope.require(Permission.RUN_SURVEYS)
    found = mailing(scope, mailing_id)
    ContactList.objects.select_for_update().get(pk=found.contacts_id)
    found.refresh_from_db(fields=["sent_on"])
    people = {message_key(found.pk, pk): pk for pk in found.attempts.values_list("contact_id", flat=True)}
    back = outbox.withdraw(scope, people)
    if found.sent_on is not None and not back:
        raise Refused("This has gone out to everybody. It cannot be taken back.")
    found.attempts.filter(contact_id__in=[people[key] for key in back]).delete()
    gone = len(people) - len(back)
    audit.note(scope, "cancelled_mailing", found, kind=found.kind, taken_back=len(back), gone=gone)
    if gone:
        found.sent_on = found.sent_on or today()
        found.save(update_fields=["sent_on"])
    else:
        found.delete()
    return gone
