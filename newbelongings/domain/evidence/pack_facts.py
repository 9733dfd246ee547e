"""What a pack is made from: plain values, read by pack_sources and turned into lines by pack_content.

Every count of people in here has been through suppression, and through between_packs.
"""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.plans.plan_view import PlanView, PriorityView

from .between_packs import Published, PublishedRow
from .thread import Thread


@dataclass(frozen=True, slots=True)
class Header:
    """Whose pack it is, of which year, made when and by whom, and up to what count numbers are hidden."""

    council: str
    code: str
    region: str
    invented: bool
    year: int
    starts: dt.date
    ends: dt.date
    made_on: dt.date
    made_by: str
    limit: int


@dataclass(frozen=True, slots=True)
class RoundFact:
    """A survey that was held; ``answered`` of ``population`` people (0 where the council has not said)."""

    id: int
    title: str
    instrument: str
    opens: dt.date
    closes: dt.date
    answered: Published
    population: int


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """A question with options and how many chose each. ``several`` options could be chosen, or one."""

    round_id: int
    number: str
    text: str
    area: str
    options: tuple[str, ...]
    several: bool
    row: PublishedRow


@dataclass(frozen=True, slots=True)
class ThemeFact:
    """A theme with how many people of how many said it, and the rounds in which they did."""

    id: int
    name: str
    area: str
    people: Published
    round_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuotationFact:
    """Words that a person cleared."""

    id: int
    theme_id: int
    words: str


@dataclass(frozen=True, slots=True)
class IssueFact:
    """What the forum raised; ``words`` only where the group agreed that they may be quoted.

    ``decisions`` are pairs of who decided when, and what.
    """

    id: int
    title: str
    words: str
    area: str
    raised_on: dt.date
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyFact:
    """A reply that was published, with what it joins; ``withdrawn`` says when and why it was taken back.

    ``read_first`` says that a forum agreed to it before it was published, or why none was asked.
    """

    id: int
    title: str
    area: str
    said: str
    state: str
    answer: str
    changed: str
    promised: str
    published_on: dt.date
    withdrawn: str
    read_first: str
    theme_ids: tuple[int, ...]
    issue_ids: tuple[int, ...]
    action_ids: tuple[int, ...]
    milestone_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AreaFact:
    """One of the ten areas and the inspection themes it belongs to, by name."""

    code: str
    name: str
    plain: str
    inspection: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All of one pack."""

    header: Header
    thread: Thread
    areas: tuple[AreaFact, ...]
    rounds: tuple[RoundFact, ...] = ()
    questions: tuple[QuestionFact, ...] = ()
    themes: tuple[ThemeFact, ...] = ()
    quotations: tuple[QuotationFact, ...] = ()
    issues: tuple[IssueFact, ...] = ()
    priorities: tuple[PriorityView, ...] = ()
    plan: PlanView | None = None
    replies: tuple[ReplyFact, ...] = ()
