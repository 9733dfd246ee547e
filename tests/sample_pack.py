"""The facts of an invented council's year, for tests of what a pack holds and how it is drawn. No database."""

import datetime as dt
from dataclasses import replace

from newbelongings.domain.evidence.between_packs import Published, PublishedRow
from newbelongings.domain.evidence.pack_facts import (
    AreaFact,
    Facts,
    Header,
    IssueFact,
    QuestionFact,
    QuotationFact,
    ReplyFact,
    RoundFact,
    ThemeFact,
)
from newbelongings.domain.evidence.thread import Break, Thread
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.plans.plan_view import (
    ActionView,
    IssueReason,
    MilestoneView,
    ObjectiveView,
    PlanView,
    PriorityView,
    ThemeReason,
    UpdateView,
)
from newbelongings.domain.standards.vocabularies import areas

DAY = dt.date(2026, 11, 22)
HEADER = Header(
    council="Ravensmere",
    code="901",
    region="Invented region",
    invented=True,
    year=2,
    starts=dt.date(2026, 4, 1),
    ends=dt.date(2027, 3, 31),
    made_on=DAY,
    made_by="Alice Lead",
    limit=5,
)
THEMES = [
    (3, "Setting-up money runs out", "A7", 34),
    (4, "Damp and repairs", "A6", 28),
    (5, "Somebody to ring at weekends", "A8", 21),
    (6, "Bus fares to college", "A3", 14),
    (9, "Waiting for a dentist", "A5", 9),
    (12, "A place that takes pets", "A6", HIDDEN),
]


def sample_facts() -> Facts:
    """A year in which everything there can be is there."""
    return Facts(
        header=HEADER,
        thread=_thread(),
        areas=tuple(AreaFact(a.code, a.name, a.plain, ("Support into adulthood",)) for a in areas()),
        rounds=(
            RoundFact(
                1, "Autumn survey", "The 2015 questions", dt.date(2026, 9, 1), dt.date(2026, 10, 1),
                Published(96, HIDDEN, DAY), 283,
            ),
        ),
        questions=(
            QuestionFact(
                1, "4", "Do you feel safe where you live?", "A6", ("Always", "Most of the time", "Not often", "Never"),
                False, PublishedRow((40, 31, HIDDEN, HIDDEN), 83, DAY),
            ),
            QuestionFact(
                1, "7", "Who could you ring at night?", "A8", ("A friend", "My adviser", "Nobody"),
                True, PublishedRow((52, 30, 11), 90, dt.date(2026, 10, 3)),
            ),
        ),
        themes=tuple(
            ThemeFact(pk, name, area, Published(people, 96, DAY), (1,)) for pk, name, area, people in THEMES
        ),
        quotations=(QuotationFact(7, 3, "It was gone before I had a cooker."),),
        issues=(
            IssueFact(
                2, "Nobody answers at weekends", "I rang four times", "A8", dt.date(2026, 6, 14),
                ("The service, 1 July 2026: try a phone line until Christmas.",),
            ),
            IssueFact(5, "The forum room is locked", "", "A1", dt.date(2026, 11, 1), ()),
        ),
        priorities=_priorities(),
        plan=_plan(),
        replies=(
            ReplyFact(
                12, "Setting-up money", "A7", "It was gone before I had a cooker.", "did",
                "You get £3,000 now, and you choose the shop.", "Nobody has waited for a cooker since May.", "",
                dt.date(2026, 10, 20), "", "A forum agreed to it", (3,), (), (7,), (),
            ),
            ReplyFact(
                13, "A night phone", "A8", "Nobody answers at weekends.", "doing", "We are trying one out.", "",
                "by 20 December 2026, head of service", dt.date(2026, 10, 21), "", "No forum has met since.",
                (5,), (2,), (), (4,),
            ),
            ReplyFact(
                14, "A reply that was taken back", "A6", "", "", "", "", "", dt.date(2026, 10, 22),
                "1 November 2026: it named a street", "", (4,), (), (), (),
            ),
        ),
    )  # fmt: skip


def empty_facts() -> Facts:
    """A council that has begun its year and nothing else."""
    return Facts(header=HEADER, thread=Thread(0, 0, 0, 0, 0, 0, 0), areas=sample_facts().areas)


def with_words(words: str) -> Facts:
    """The sample with ``words`` wherever somebody typed something."""
    facts = sample_facts()
    return replace(
        facts,
        header=replace(facts.header, council=words[:120], made_by=words[:120]),
        quotations=(QuotationFact(7, 3, words),),
        issues=tuple(replace(issue, title=words[:120], words=words) for issue in facts.issues),
        replies=tuple(replace(reply, title=words[:120], said=words, answer=words) for reply in facts.replies),
    )


def _thread() -> Thread:
    return Thread(
        96, 6, 2, 2, 2, 1, 1,
        heard_not_acted_on=(Break("theme", 4, "Damp and repairs", "A6", "No answer, and nothing in the plan.", 52),),
        promised_and_late=(Break("action", 8, "Ring line", "A8", "With Housing. Last said to be red.", 43),),
        acted_not_told=(),
        nobody_asked=(Break("milestone", 5, "New logo", "", "It belongs to no objective.", None),),
    )  # fmt: skip


def _priorities() -> tuple[PriorityView, ...]:
    chosen = dt.date(2026, 7, 1)
    return (
        PriorityView(
            1, 1, "Enough to set up a home", "A7", "The forum", chosen,
            (ThemeReason(3, "Setting-up money runs out", 34, 96),), (),
        ),
        PriorityView(
            2, 2, "Somebody who answers", "A8", "The forum and the board", chosen,
            (ThemeReason(5, "Somebody to ring", 21, 96),),
            (IssueReason(2, "Nobody answers at weekends", dt.date(2026, 6, 14)),),
        ),
    )  # fmt: skip


def _plan() -> PlanView:
    first, second = _priorities()
    said = UpdateView(1, "done", "The new sum has been paid since May.", "Alice Lead", dt.date(2026, 9, 30))
    late = UpdateView(2, "red", "No provider found yet.", "Housing", dt.date(2026, 10, 30))
    starts, ends = dt.date(2026, 5, 1), dt.date(2026, 10, 10)
    money = ActionView(7, 1, "Money", "Pay £3,000", "Finance", None, starts, ends, 1, Standing("done"), said)
    line = ActionView(8, 2, "Line", "Open a ring line", "Housing", None, starts, ends, 1, Standing("red", 43), late)
    objectives = (
        ObjectiveView(1, 1, "Everyone can furnish a home", "Nobody waits for a cooker", "A7", 1, (first,), (money,)),
        ObjectiveView(2, 2, "Somebody answers at night", "Calls are picked up", "A8", 1, (second,), (line,)),
    )
    milestones = (
        MilestoneView(4, 2, "The line opens", dt.date(2026, 12, 20), 1, Standing("none"), None),
        MilestoneView(5, None, "New logo", dt.date(2027, 1, 20), 1, Standing("none"), None),
    )
    return PlanView(1, 1, "Better", "Lead", dt.date(2026, 5, 1), 1, (first, second), objectives, milestones)
