"""The weekly email to whoever leads the plan: what is late, what nobody spoke of, what came in."""

import datetime as dt

from django.db.models import Q

from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.scope import Scope

from . import letters, reminding
from .composing import compose_actions
from .letters import Addresses, Tally
from .models import Action, Notice, Plan, Update
from .people import leads
from .sent import last, notice, short


def weekly_to_leads(scope: Scope, plan: Plan, addresses: Addresses) -> int:
    """The plan in numbers once a week to each of its leads, within the caller's transaction; returns how many."""
    had = last(Notice.objects.filter(plan=plan, action=None), "sent_to")
    readers_due = [
        one for one in leads(plan.cycle.authority_id) if reminding.is_digest_due(had.get(one.email), today())
    ]
    if not readers_due:
        return 0
    tally = _tally(plan, today())
    for reader in readers_due:
        key = f"plan-week-{plan.pk}-{short(reader.email)}-{week_of(today())}"
        subject, body = letters.to_lead(reader.name, plan.cycle.authority.name, tally, addresses.plan)
        outbox.post(scope, key=key, channel="email", to=reader.email, subject=subject, body=body)
        notice(scope, plan, Notice.Kind.DIGEST, key, reader).save()
    return len(readers_due)


def _tally(plan: Plan, day: dt.date) -> Tally:
    rows = Action.objects.filter(objective__plan=plan, objective__dropped_on=None).select_related("objective")
    open_ones = [view for view in compose_actions(rows, day) if not view.standing.is_done]
    since = day - dt.timedelta(days=7)
    here = Q(action__objective__plan=plan) | Q(milestone__plan=plan)
    return Tally(
        open=len(open_ones),
        late=tuple(view.title for view in open_ones if view.standing.is_late),
        stale=tuple(view.title for view in open_ones if view.standing.is_stale and not view.standing.is_late),
        soon=sum(reminding.reason(view.standing, view.starts, view.ends, day) == reminding.SOON for view in open_ones),
        updates=Update.objects.filter(here, made_on__gt=since).count(),
    )
