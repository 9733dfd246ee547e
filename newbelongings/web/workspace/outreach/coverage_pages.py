"""What the page "Is it everyone?" shows, worked out before its template sees it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown
from newbelongings.domain.outreach.characteristics import CHARACTERISTICS
from newbelongings.domain.outreach.coverage import IN_OWN_WORDS, Coverage, Groups, Rate, coverage
from newbelongings.domain.outreach.goals import GoalProgress
from newbelongings.domain.outreach.representing import Share, Standing, Within
from newbelongings.domain.outreach.verdicts import people_of
from newbelongings.domain.surveys.comparisons import rounds_to_compare
from newbelongings.domain.surveys.models import Response, Round
from newbelongings.web.parts.charts import bar_chart
from newbelongings.web.parts.pair_charts import Pair, pair_chart

STANDING_WORDS = {
    Standing.MISSING: "Missing",
    Standing.AS_MANY: "As many as one would expect",
    Standing.MORE: "More than one would expect",
    Standing.UNCLEAR: "Cannot be said",
    Standing.TOO_SMALL: "Not said: too small, or not known",
}
SOURCES = {
    "list": "your contact list",
    "return": "your SSDA903 return",
    "typed": "the number typed when the survey was opened",
}
WAY_WORDS = dict(Response.WAYS)


@dataclass(frozen=True)
class GroupRow:
    """One line of a table of groups, all in words or as it may be shown."""

    label: str
    share: Share
    verdict: str
    is_missing: bool


@dataclass(frozen=True)
class GroupSection:
    """One characteristic: its heading, where both sides of it are known from, the chart and its table."""

    name: str
    heading: str
    finding: str
    told: str
    chart: SafeString | str
    rows: list[GroupRow]


@dataclass(frozen=True)
class GoalRow:
    """One goal in words, with a bar where there is a percentage to draw."""

    id: int
    title: str
    words: str
    percent: int | None
    goal: int


def everyone_page(scope: Scope, round_id: int) -> dict[str, Any]:
    """Everything the page shows."""
    found = coverage(scope, round_id)
    may_run = scope.may(Permission.RUN_SURVEYS)
    return {
        "round": found.round,
        "state": _state(found.round),
        "found": found,
        "source": SOURCES.get(found.source, ""),
        "rate_words": _rate_words(found.rate),
        "next": _next(found, may_run),
        "weeks": _weeks(found),
        "ways": _ways_table(found),
        "sections": [_section(found, groups) for groups in found.groups],
        "others": rounds_to_compare(scope, round_id),
        "goals": [_goal_row(goal) for goal in found.goals],
        "may_run": may_run,
        "may_weigh": scope.may(Permission.READ_ANSWERS) and bool(found.groups),
    }


def goal_choices(found: Coverage) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups a goal can be set for: those that are known here, or all that have a name."""
    there = {groups.characteristic.name: [line.group for line in groups.lines if line.group] for groups in found.groups}
    return [
        (thing.label, [(f"{name}:{group}", thing.label_of(group)) for group in there.get(name) or thing.groups])
        for name, thing in CHARACTERISTICS.items()
        if there.get(name) or thing.groups
    ]


def _state(round_: Round) -> str:
    day = today()
    if day < round_.opens:
        return f"Opens on {long_date(round_.opens)}"
    return f"Closed on {long_date(round_.closes)}" if day > round_.closes else f"Open until {long_date(round_.closes)}"


def _rate_words(rate: Rate | None) -> str:
    """The response rate in words; empty where there is none to say."""
    if rate is None:
        return ""
    of = "all care leavers there are to ask" if rate.of == "population" else "those with a personal link"
    if rate.interval is None or isinstance(rate.percent, Hidden):
        return f"Hidden, of {rate.base:,}: {of}"
    return f"{rate.percent} in every 100 of {of}. Asked again on another day, it would be {rate.interval.in_words}."


def _next(found: Coverage, may_run: bool) -> dict[str, str]:
    """What to do, as a button's words and its address; for whoever may only read, none."""
    if not may_run:
        return {}
    round_ = found.round
    if not found.groups:
        return {"button": "Count them from your SSDA903 return", "url": reverse("count_population", args=[round_.pk])}
    return {"button": "See the link to share", "url": f"{reverse('round', args=[round_.pk])}#link"}


def _weeks(found: Coverage) -> SafeString | str:
    """Bars of people by week; empty where there are none yet."""
    ways = found.ways
    if not ways.weeks:
        return ""
    rows: list[tuple[str, Shown]] = [
        (f"Week of {long_date(week)}", total) for week, total in zip(ways.weeks, ways.table.rows, strict=True)
    ]
    sub = f"{found.round.authority.name}, {found.round.title}. All that are mixed together count in one week, the last."
    return bar_chart(rows, title="People who answered, by week", sub=sub)


def _ways_table(found: Coverage) -> dict[str, Any]:
    table, ways = found.ways.table, [WAY_WORDS[way] for way in found.ways.ways]
    weeks = zip(found.ways.weeks, table.cells, table.rows, strict=True)
    return {
        "ways": ways,
        "rows": [(week, list(zip(ways, cells, strict=True)), total) for week, cells, total in weeks],
        "all": list(zip(ways, table.columns, strict=True)),
        "total": table.total,
        "agreed": found.ways.agreed,
    }


def _section(found: Coverage, groups: Groups) -> GroupSection:
    rows = [_group_row(groups, line) for line in groups.lines]
    finding = _finding(groups)
    pairs = [Pair(row.label, row.share.known_percent, row.share.heard_percent) for row in rows if row.share.group]
    sub = f"In every 100. {found.round.authority.name}, {found.round.title}."
    drawn = any(isinstance(pair.first, int) for pair in pairs)
    return GroupSection(
        name=groups.characteristic.name,
        heading=groups.characteristic.label,
        finding=finding,
        told=_told(groups),
        chart=pair_chart(pairs, title=finding, sub=sub, names=("of care leavers", "of answers")) if drawn else "",
        rows=rows,
    )


def _finding(groups: Groups) -> str:
    """The chart's title says what it shows, and no more than that."""
    name, label = groups.characteristic.name, groups.characteristic.label
    missing = [people_of(name, line.group) for line in groups.lines if line.standing is Standing.MISSING]
    if missing:
        first, *rest = missing
        return f"{' and '.join([first, *(words[:1].lower() + words[1:] for words in rest)])} are missing"
    if any(line.standing in (Standing.AS_MANY, Standing.MORE) for line in groups.lines):
        return f"{label}: nobody is clearly missing"
    return f"{label}: too few to say"


def _told(groups: Groups) -> str:
    """Where both sides of the comparison are known from, in a sentence."""
    if groups.told_by == IN_OWN_WORDS:
        heard = "Who answered is counted from what people said of themselves, through every way of answering."
    else:
        heard = "Who answered is counted from the personal links that were used, never from an answer."
    return f"Care leavers are counted from {SOURCES[groups.source]}. {heard}"


def _group_row(groups: Groups, line: Share) -> GroupRow:
    label = groups.characteristic.label_of(line.group)
    return GroupRow(label, line, STANDING_WORDS[line.standing], line.standing is Standing.MISSING)


def _goal_row(goal: GoalProgress) -> GoalRow:
    characteristic = CHARACTERISTICS[goal.characteristic]
    title = f"{characteristic.label}: {characteristic.label_of(goal.group)}"
    percent = goal.percent if isinstance(goal.percent, int) else None
    return GoalRow(goal.id, title, _goal_words(goal), percent, goal.goal)


def _goal_words(goal: GoalProgress) -> str:
    aim = f"The goal is {goal.goal} in every 100."
    if goal.known is None:
        return f"{aim} Nobody knows yet how many of them there are, so it cannot be held against anything."
    if goal.percent is HIDDEN or isinstance(goal.percent, Hidden):
        return f"{aim} How many answered is hidden: the numbers are too small."
    if isinstance(goal.heard, Within):
        reached = " That is reached." if goal.is_met else ""
        return f"{aim} {str(goal.heard).capitalize()} of {goal.known} have answered.{reached}"
    heard = f"{goal.heard} of {goal.known} have answered, {goal.percent} in every 100."
    return f"{heard} {aim} {'That is reached.' if goal.is_met else f'{goal.to_go} more would reach it.'}"
