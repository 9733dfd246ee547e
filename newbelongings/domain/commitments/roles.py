"""The ten roles of care leavers: how each stands in a year."""

import datetime as dt

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import one_of, optional, whole_number

from .given import SENTENCE, entry_of, past_day
from .models import RoleReport


@transaction.atomic
def report_role(
    scope: Scope,
    *,
    cycle_id: int,
    role: str,
    people: int,
    hours: int,
    paid: str,
    rate_pence: int | None = None,
    training: str = "",
    changed: str = "",
    on: dt.date | None = None,
) -> RoleReport:
    """Say how many care leavers have a role in a year, their hours together, whether and how they are paid, their
    training, and what they changed. Added; earlier reports stay as history. Sent twice, it is one report.
    """
    scope.require(Permission.KEEP_COMMITMENTS)
    whole_number(people, field="people", least=0, most=10_000)
    whole_number(hours, field="hours", least=0, most=1_000_000)
    if people == 0 and hours > 0:
        raise Refused("Hours with nobody in the role: give how many care leavers they are.", field="people")
    one_of(RoleReport.PAID, paid, field="paid", ask="Choose how they are paid.")
    if rate_pence is not None and paid not in ("wage", "voucher"):
        raise Refused(
            "You chose that they get no pay. Leave the rate empty, or choose how they are paid.", field="rate"
        )
    report, new = RoleReport.objects.get_or_create(
        cycle=authorities.cycle(scope, cycle_id),
        role=entry_of("roles", role, field="role", ask="Choose which of the ten roles this is."),
        people=people,
        hours=hours,
        paid=paid,
        rate_pence=rate_pence if rate_pence is None else whole_number(rate_pence, field="rate", least=1, most=100_000),
        training=optional(training, field="training", most=SENTENCE),
        changed=optional(changed, field="changed", most=1000),
        on=past_day(on or today(), field="on"),
        noted_by=scope.actor_name,
    )
    if new:
        # How many is left out of the audit line: it may be a single person.
        audit.note(scope, "reported_role", report, role=role)
    return report
