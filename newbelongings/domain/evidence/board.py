"""Putting the board page together from themes, plan, replies and commitments, which do not know of each other."""

import datetime as dt

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.commitments import queries as commitments
from newbelongings.domain.forum import board_queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.amounts import ThemeAmount, amounts

from . import board_sections as sections
from .board_words import BoardPage
from .breaks import told_replies


def board_page(scope: Scope, *, cycle_id: int, on: dt.date | None = None) -> BoardPage:
    """The page of one year as it stands ``on`` a day (default today). Small numbers come hidden from ``themes``, and
    the number of statements does not grow with answers, actions or updates."""
    for needed in (Permission.READ_THREAD, Permission.SEE_RESULTS, Permission.READ_PLAN, Permission.READ_COMMITMENTS):
        scope.require(needed)
    day, council, cycle = on or today(), authorities.own_authority(scope), plans.cycle(scope, cycle_id)
    found = amounts(scope, cycle_id=cycle_id)
    top = [row for row in found.rows if not isinstance(row.amount.people, Hidden) and row.amount.people]
    plan = plans.plan(scope, cycle_id, on=day)
    told = frozenset(told_replies(cycle=cycle).values_list("actions", flat=True)) - {None}
    return BoardPage(
        council=f"{council.name} (invented)" if council.imagined else council.name,
        year=str(cycle),
        on=day,
        sections=(
            sections.said(top, found.base, _quotation(scope, top)),
            sections.promised(plan),
            sections.done(plan, told),
            sections.late(plan),
            *sections.brought(board_queries.referrals(scope), day),
            sections.asked(
                plan, commitments.commitments(scope, cycle_id, on=day), commitments.late_promises(scope, on=day)
            ),
        ),
    )


def _quotation(scope: Scope, top: list[ThemeAmount]) -> str:
    """One sentence that a person cleared, of the most said theme that has one."""
    shown = [row.theme_id for row in top[: sections.SAID]]
    quoted: dict[int, str] = {}
    for one in themes.quotations(scope, shown):
        quoted.setdefault(one.theme_id, one.words)
    return next((quoted[theme_id] for theme_id in shown if theme_id in quoted), "")
