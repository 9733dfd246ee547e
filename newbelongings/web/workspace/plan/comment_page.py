"""What the comments page shows: what waits for an answer first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import comments, versions
from newbelongings.domain.plans.checking import Finding, findings
from newbelongings.domain.plans.comments import Lines
from newbelongings.domain.plans.difference import NAMES
from newbelongings.domain.plans.models import Comment, Plan

from .pages import may
from .review_forms import line_code


@dataclass(frozen=True, slots=True)
class Said:
    """A comment under the title its line had then; ``now`` says what became of the line, where something did."""

    comment: Comment
    name: str
    now: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What the check asks of a line, and where it is taken as a comment."""

    finding: Finding
    url: str


def comments_page(scope: Scope, plan: Plan) -> dict[str, Any]:
    """Unanswered comments, the oldest first; then those answered; then what the check asks."""
    lines = comments.standing_lines(plan)
    found = said(comments.comments(scope, plan.pk), lines)
    waiting = [one for one in found if one.comment.answered_at is None]
    return may(scope) | {
        "plan": plan,
        "waiting": waiting,
        "answered": [one for one in found if one.comment.answered_at is not None],
        "asks": list(_asks(scope, plan, lines)),
        "others": versions.shared_plans(scope),
    }


def said(found: Iterable[Comment], lines: Lines) -> list[Said]:
    """Comments with what their line is called now, where that is no longer the same."""
    return [Said(comment, NAMES[comment.thing], _now(comment, lines)) for comment in found]


def _now(comment: Comment, lines: Lines) -> str:
    title = lines.get((comment.thing, comment.thing_id))
    if title is None:
        return "This line is not in the plan any more."
    return "" if title == comment.title else f"It is now called: {title}"


def _asks(scope: Scope, plan: Plan, lines: Lines) -> Iterable[Ask]:
    for finding in findings(scope, plan.pk):
        key = (finding.thing, finding.thing_id)
        line = line_code(*key) if key in lines else line_code("plan", plan.pk)
        words = finding.words if key in lines else f"{finding.title}: {finding.words}"
        yield Ask(finding, f"{reverse('comment_on_plan')}?{urlencode({'line': line, 'words': words})}")
