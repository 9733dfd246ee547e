"""Reminders and weekly lists: one email a person and occasion, through the outbox, whatever is killed or run twice.

The plan's row is held while its emails are written, so that of two who send at once the second finds it done.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit, outbox
from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import letters, queries, reminding
from .composing import compose_actions
from .letters import Addresses, Named
from .links import new_link
from .models import Action, Notice, Plan
from .people import Reader, readers
from .plan_view import ActionView
from .sent import last, notice, short
from .weekly import weekly_to_leads

# What was not finished when its year ended is asked after for so long, and then belongs to the next plan.
AFTER_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class _Due:
    """An action with whoever leads it, and why they should say something today (empty for no reason)."""

    row: Action
    view: ActionView
    reader: Reader
    reason: str


def plans_running(scope: Scope) -> list[tuple[int, int]]:
    """The council and the id of each plan whose year runs, or ended less than ``AFTER_DAYS`` ago."""
    scope.require(Permission.RUN_THE_SERVICE)
    day = today()
    running = Plan.objects.filter(cycle__starts__lte=day, cycle__ends__gte=day - dt.timedelta(days=AFTER_DAYS))
    return list(running.order_by("pk").values_list("cycle__authority_id", "pk"))


@transaction.atomic
def send_due_notices(scope: Scope, *, plan_id: int, addresses: Addresses) -> int:
    """Put into the outbox what is due about one plan today; returns how many emails."""
    scope.require(Permission.RUN_THE_SERVICE)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("cycle__authority").get(pk=plan_id)
    due = _due(plan, today())
    sent = _weekly_to_owners(scope, plan, due, addresses)
    sent += _reminders(scope, plan, due, addresses)
    return sent + weekly_to_leads(scope, plan, addresses)


@transaction.atomic
def send_reminder(scope: Scope, *, action_id: int, addresses: Addresses) -> Notice:
    """Write to whoever leads one action now, because somebody asked for it. Once a day at most."""
    scope.require(Permission.EDIT_PLAN)
    plan_id = queries.action(scope, action_id).objective.plan_id
    plan = Plan.objects.select_for_update(of=("self",)).select_related("cycle__authority").get(pk=plan_id)
    one = next((due for due in _due(plan, today()) if due.row.pk == action_id), None)
    if one is None:
        raise Refused("Nobody can be written to about this: it is done, or it has neither an owner nor an email.")
    if Notice.objects.filter(action_id=action_id, sent_on=today()).exists():
        raise Refused("A message about this went out today already. Send another tomorrow.")
    asked = _Due(one.row, one.view, one.reader, one.reason or reminding.ASKED)
    _send(scope, plan, Notice.Kind.REMINDER, f"plan-asked-{action_id}-{today()}", [asked], addresses)
    audit.note(scope, "sent_reminder", one.row)
    return Notice.objects.get(action_id=action_id, sent_on=today())


def _due(plan: Plan, day: dt.date) -> list[_Due]:
    """Every action of a plan that is not done and whose lead can be reached."""
    rows = Action.objects.filter(objective__plan=plan, objective__dropped_on=None)
    views = [view for view in compose_actions(rows.select_related("objective"), day) if not view.standing.is_done]
    by_id = {row.pk: row for row in rows.select_related("owner", "objective__plan__cycle")}
    reached = readers(by_id[view.id] for view in views)
    return [
        _Due(
            by_id[view.id],
            view,
            reached[view.id],
            reminding.reason(view.standing, view.starts, view.ends, day),
        )
        for view in views
        if view.id in reached
    ]


def _weekly_to_owners(scope: Scope, plan: Plan, due: Iterable[_Due], addresses: Addresses) -> int:
    """One list a week to each person, of those of their own actions that run."""
    had = last(Notice.objects.filter(plan=plan, kind=Notice.Kind.DIGEST, action__isnull=False), "sent_to")
    running = [one for one in due if one.view.starts <= today()]
    needed = {one.row.pk for one in _to_remind(plan, running)}
    sent = 0
    for email, theirs in _by_email(running).items():
        if reminding.is_digest_due(had.get(email), today()):
            key = f"plan-list-{plan.pk}-{short(email)}-{week_of(today())}"
            listed = [one if one.row.pk in needed else replace(one, reason="") for one in theirs]
            _send(scope, plan, Notice.Kind.DIGEST, key, listed, addresses)
            sent += 1
    return sent


def _reminders(scope: Scope, plan: Plan, due: Iterable[_Due], addresses: Addresses) -> int:
    """One email to each person about those of their actions that need a word. A weekly list that said so counts."""
    by_email = _by_email(_to_remind(plan, due))
    for email, theirs in by_email.items():
        key = f"plan-reminder-{plan.pk}-{short(email)}-{today()}"
        _send(scope, plan, Notice.Kind.REMINDER, key, theirs, addresses)
    return len(by_email)


def _to_remind(plan: Plan, due: Iterable[_Due]) -> list[_Due]:
    """Those that need a word and were not reminded of it within a week."""
    named = last(Notice.objects.filter(plan=plan, action__isnull=False).exclude(reason=""), "action_id")
    return [one for one in due if one.reason and reminding.may_remind(named.get(one.row.pk), today())]


def _send(scope: Scope, plan: Plan, kind: str, key: str, actions: Sequence[_Due], addresses: Addresses) -> None:
    """One email to one person, with a new personal link for each action."""
    reader, council = actions[0].reader, plan.cycle.authority
    named = [_named(one, addresses.link.format(token=new_link(one.row, sent_to=reader.email))) for one in actions]
    subject, body = letters.to_owner(reader.name, council.name, named, weekly=kind == Notice.Kind.DIGEST)
    outbox.post(scope, key=key, channel="email", to=reader.email, subject=subject, body=body)
    Notice.objects.bulk_create(
        notice(scope, plan, kind, key, reader, action=one.row, reason=one.reason) for one in actions
    )


def _named(one: _Due, link: str) -> Named:
    view = one.view
    latest = view.latest
    return Named(
        view.title,
        view.ends,
        one.reason,
        view.standing.late_days,
        latest.words if latest else "",
        latest.made_on if latest else None,
        link,
    )


def _by_email(due: Iterable[_Due]) -> dict[str, list[_Due]]:
    found: dict[str, list[_Due]] = defaultdict(list)
    for one in due:
        found[one.reader.email].append(one)
    return found
