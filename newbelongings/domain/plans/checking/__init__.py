"""The plan check: what a reader who wishes the plan well would ask about it, with the reason for each question."""

from newbelongings.domain.kernel.scope import Scope

from .drawing import draw
from .finding import Finding, Rule
from .questions import check_plan

__all__ = ["Finding", "Rule", "check_plan", "findings"]


def findings(scope: Scope, plan_id: int) -> tuple[Finding, ...]:
    """What the check finds in one plan of the council, for whoever may read it."""
    return check_plan(draw(scope, plan_id))
