"""The monitor as its readers see it, in the forum's own voice: on a member's page, on the council's, in Word.

Each issue is one card with the six questions of the form that a forum of the pilot asked for.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from newbelongings.adapters import word
from newbelongings.domain.forum.clocks import ANSWERED, DECIDED, RAISED, TAKEN_UP, WITH, Clock, Stop
from newbelongings.domain.forum.models import BOARD, BODIES, FORUM, Verdict
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.replies.models import Reaction
from newbelongings.domain.replies.monitor import GroupVerdict, Monitor, MonitorLine, Summary
from newbelongings.domain.replies.paths import TAKEN_BACK, IssuePath
from newbelongings.domain.replies.reacting import Reacted
from newbelongings.web.parts.counted_days import counted_days
from newbelongings.web.public.council.cards import in_quotation_marks

TITLE = "How what we raise is used"
NOT_YET = "Not yet."
_STATES = {"did": "They did it", "doing": "They are doing it", "cannot": "They cannot"}
_STEPS = {
    RAISED: "until somebody takes it up",
    TAKEN_UP: "until it goes to who can settle it",
    WITH: "until it is decided",
    DECIDED: "until we are told",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the form and what is to be said to it, one sentence or more."""

    asks: str
    says: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """One step of the clock: what stood, and for how long."""

    step: str
    days: str


@dataclass(frozen=True, slots=True)
class MonitorCard:
    """One issue as a form: its title, whether it is answered, and its rows; the clock is the fourth question."""

    id: int
    title: str
    area: str
    tag: str
    answered: bool
    before: tuple[Row, ...]
    clock: tuple[Tick, ...]
    after: tuple[Row, ...]
    mine: str


@dataclass(frozen=True, slots=True)
class MonitorPage:
    """The whole form, with what it amounts to on top."""

    on: dt.date
    lead: str
    facts: tuple[str, ...]
    cards: tuple[MonitorCard, ...]


def monitor_page(monitor: Monitor) -> MonitorPage:
    """The monitor in words."""
    return MonitorPage(
        on=monitor.on,
        lead=lead(monitor.summary),
        facts=tuple(_facts(monitor.summary)),
        cards=tuple(_card(line) for line in monitor.lines),
    )


def lead(summary: Summary) -> str:
    """The one sentence at the top."""
    if not summary.everything:
        return "We have raised nothing yet. It will be here when we do."
    if summary.within is not None:
        return f"Half of what we raised was answered within {counted_days(summary.within)}."
    if summary.everything == 1:
        return f"We have raised one thing. It has {'an' if summary.answered else 'no'} answer."
    return f"{summary.answered} of the {summary.everything} things we raised {_have(summary.answered)} an answer."


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _facts(summary: Summary) -> Iterable[str]:
    if summary.within is not None:
        yield f"{summary.answered} of {summary.everything} {_have(summary.answered)} an answer."
    if summary.longest is not None:
        yield f"“{summary.longest.issue.title}” has waited longest: {counted_days(summary.longest.waited)}."
    for step, usual in summary.usual:
        yield f"It often takes {counted_days(usual)} {_STEPS[step]}."


def _card(line: MonitorLine) -> MonitorCard:
    path = line.path
    took = counted_days(path.waited)
    return MonitorCard(
        id=line.issue.pk,
        title=line.issue.title,
        area=line.issue.area,
        tag=f"Answered after {took}" if path.answered_on else f"No answer for {took}",
        answered=path.answered_on is not None,
        before=(_said(line), Row("Who heard it", _heard(path)), Row("What they did", tuple(_did(line)) or (NOT_YET,))),
        clock=(*(_tick(clock) for clock in path.clocks if clock.days is not None), Tick("In all", took)),
        after=(
            Row("Did it change anything", tuple(_changed(line)) or ("Nobody has said yet.",)),
            Row("What we think", tuple(_think(line)) or ("We have not said yet.",)),
        ),
        mine=dict(Verdict.CHANGES).get(line.mine, ""),
    )


def _said(line: MonitorLine) -> Row:
    issue = line.issue
    where = f"{issue.meeting.forum.name}, " if issue.meeting else f"{issue.get_source_display()}, "
    said = (in_quotation_marks(line.said),) if line.said else ()
    return Row("What we said", (*said, f"{where}{long_date(issue.raised_on)}."), quoted=bool(line.said))


def _heard(path: IssuePath) -> tuple[str, ...]:
    stops = [clock.stop for clock in path.clocks if clock.stop.step in (TAKEN_UP, WITH)]
    return tuple(f"{_who(stop)}, from {long_date(stop.on)}." for stop in stops) or ("Nobody has taken it up yet.",)


def _who(stop: Stop) -> str:
    """Who has it; the board is named, with whoever brings it there."""
    return f"The board, by {stop.holder}" if stop.step == WITH and stop.body == BOARD else stop.holder


def _did(line: MonitorLine) -> Iterable[str]:
    for decision in line.issue.decisions.all():
        who = "We" if decision.body == FORUM else dict(BODIES)[decision.body]
        yield f"{who} decided on {long_date(decision.decided_on)}: {decision.words}"
    for told in line.replies:
        yield f"{_STATES[told.reply.state]}: {told.reply.answer}"
        if told.done:
            yield f"In the plan: {'; '.join(told.done)}."
        if told.reply.state == "doing" and told.reply.promised_by:
            yield f"It is promised by {long_date(told.reply.promised_by)}."


def _tick(clock: Clock) -> Tick:
    stop = clock.stop
    step = {
        RAISED: "We said it",
        TAKEN_UP: f"{stop.holder} took it up",
        WITH: "With the board" if stop.body == BOARD else f"With {stop.holder}",
        DECIDED: f"{'We' if stop.body == FORUM else stop.holder} decided",
        ANSWERED: "They answered, and took it back",
        TAKEN_BACK: "Their answer was taken back",
    }[stop.step]
    return Tick(step, f"{counted_days(clock.days or 0)}{' so far' if clock.running else ''}")


def _changed(line: MonitorLine) -> Iterable[str]:
    for told in line.replies:
        if told.reply.changed:
            yield told.reply.changed
        yield from _counts(told.reacted, dict(Reaction.KINDS), "people", "People have said whether it helped")


def _think(line: MonitorLine) -> Iterable[str]:
    yield from (_together(verdict) for verdict in line.verdicts)
    yield from _counts(line.voices, dict(Verdict.CHANGES), "of us", "Some of us have said")


def _together(verdict: GroupVerdict) -> str:
    many = "" if isinstance(verdict.people, Hidden) else f" {verdict.people} of us said so."
    words = f" {in_quotation_marks(verdict.words)}" if verdict.words else ""
    return f"{verdict.forum}, {long_date(verdict.said_on)}: {verdict.change}.{words}{many}"


def _counts(said: Iterable[Reacted], labels: dict[str, str], who: str, few: str) -> Iterable[str]:
    reached = [one for one in said if one.more_than]
    for one in reached:
        yield f"More than {one.more_than} {who}: “{labels[one.kind]}”."
    if not reached and any(one.anybody for one in said):
        yield f"{few}. The numbers are too small to show."


def monitor_document(page: MonitorPage, author: str) -> bytes:
    """The page as a Word file."""
    noon = dt.datetime.combine(page.on, dt.time(12), dt.UTC)
    return word.document(_parts(page), title=TITLE, author=author, made=noon)


def _parts(page: MonitorPage) -> Iterable[word.Part]:
    yield word.Paragraph(f"{page.lead} As it stood on {long_date(page.on)}.")
    if page.facts:
        yield word.Bullets(page.facts)
    for card in page.cards:
        yield word.Heading(card.title)
        yield word.Paragraph(f"{card.tag}.")
        for row in card.before:
            yield from _row(row)
        yield word.Heading("How long it took", 2)
        yield word.Grid(["Step", "How long"], [[tick.step, tick.days] for tick in card.clock])
        for row in card.after:
            yield from _row(row)


def _row(row: Row) -> Iterable[word.Part]:
    yield word.Heading(row.asks, 2)
    for number, sentence in enumerate(row.says):
        yield word.Paragraph(sentence, quoted=row.quoted and number == 0)
