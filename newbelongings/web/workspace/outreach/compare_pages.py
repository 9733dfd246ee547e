"""What the comparison of two surveys shows, worked out before its template sees it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.comparing import Line, gap_in_words
from newbelongings.domain.surveys.comparisons import Compared, Comparison, compare_rounds
from newbelongings.web.parts.pair_charts import Pair, pair_chart


@dataclass(frozen=True)
class Row:
    """One answer in both surveys, and the difference in words."""

    line: Line
    gap: str


@dataclass(frozen=True)
class Section:
    """One question: the sentence about it, its chart and its table."""

    title: str
    sentence: str
    chart: SafeString
    rows: list[Row]


def compare_page(scope: Scope, round_id: int, other_id: int) -> dict[str, Any]:
    """Every question that both asked, the clearest change first in words."""
    found = compare_rounds(scope, round_id, other_id)
    told = [compared for compared in found.questions if any(line.gap is not None for line in compared.lines)]
    return {
        "found": found,
        "sections": [_section(found, compared) for compared in told],
        "too_few": [compared.question.text for compared in found.questions if compared not in told],
        "clear": sum(any(line.is_clear for line in compared.lines) for compared in found.questions),
        "compared": sum(line.gap is not None for compared in found.questions for line in compared.lines),
        "may_run": scope.may(Permission.RUN_SURVEYS),
    }


def _section(found: Comparison, compared: Compared) -> Section:
    pairs = [Pair(line.words, line.then_percent, line.now_percent) for line in compared.lines]
    chart = pair_chart(
        pairs,
        title=compared.question.text,
        sub=f"In every 100 people who answered this question. {found.round.authority.name}.",
        names=(found.other.title, found.round.title),
    )
    return Section(compared.question.text, compared.sentence, chart, [_row(line) for line in compared.lines])


def _row(line: Line) -> Row:
    if line.gap is None:
        return Row(line, "Not compared")
    words = gap_in_words(line.gap)
    return Row(line, words[:1].upper() + words[1:])
