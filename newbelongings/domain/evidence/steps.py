"""The six steps of the year (Guide section 2) and how far each has come, as far as the service knows."""

import datetime as dt
from dataclasses import dataclass

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.suppression import Hidden, Shown, show_percent

UNKNOWN = "Not kept here yet"


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """The cycle's rounds: how many, people who answered them (hidden where small), and when the latest closes.

    ``population`` is how many care leavers there are, where the latest round knows it.
    """

    rounds: int
    answered: int
    shown: Shown
    population: int | None
    closes: dt.date


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What the service knows of one cycle; counts of things, not of people, but for the survey."""

    survey: SurveyFacts | None = None
    meetings: int = 0
    last_met: dt.date | None = None
    meets_next: dt.date | None = None
    issues: int = 0
    decided: int = 0
    planned: int = 0
    done: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number and name, the fact in a sentence, and its state in words with a RAG shape.

    ``rag`` is empty where the service keeps nothing of that step: a shape would be made up.
    """

    number: int
    name: str
    fact: str
    state: str
    rag: str = ""


def six_steps(facts: YearFacts, today: dt.date, *, limit: int) -> tuple[Step, ...]:
    """The steps in the Guide's order. Three of them are not kept here yet, and say so."""
    return (
        _survey(facts.survey, today, limit),
        _forum(facts),
        Step(3, "Review what PAs can do", UNKNOWN + ".", UNKNOWN),
        Step(4, "Get senior leaders to commit", UNKNOWN + ".", UNKNOWN),
        Step(5, "Bring in the wider community", UNKNOWN + ".", UNKNOWN),
        _plan(facts),
    )


def _survey(survey: SurveyFacts | None, today: dt.date, limit: int) -> Step:
    name = "Ask every care leaver"
    if survey is None:
        return Step(1, name, "No survey this year yet.", "Not started", "none")
    open_still = survey.closes >= today
    closing = f"{'Open until' if open_still else 'Closed'} {long_date(survey.closes)}."
    if survey.rounds > 1:
        closing = f"The latest of {survey.rounds} surveys {'is open until' if open_still else 'closed'} "
        closing += f"{long_date(survey.closes)}."
    fact = f"{_answered(survey, limit)} {closing}"
    return Step(1, name, fact, "Open", "green") if open_still else Step(1, name, fact, "Done", "done")


def _answered(survey: SurveyFacts, limit: int) -> str:
    if isinstance(survey.shown, Hidden):
        return "The number of answers is hidden, because it is small."
    if not survey.population or survey.rounds > 1:
        return f"{survey.shown:,} answered."
    percent = show_percent(survey.answered, survey.population, limit=limit)
    rate = "" if isinstance(percent, Hidden) else f", {percent}%"
    return f"{survey.shown:,} of {survey.population:,} answered{rate}."


def _forum(facts: YearFacts) -> Step:
    name = "Meet with the forum"
    if not facts.meetings:
        return Step(2, name, "No meeting this year yet.", "Not started", "none")
    meetings = "1 meeting" if facts.meetings == 1 else f"{facts.meetings} meetings"
    raised = "1 issue" if facts.issues == 1 else f"{facts.issues} issues"
    last = f" Last met {long_date(facts.last_met)}." if facts.last_met else ""
    coming = f" Next: {long_date(facts.meets_next)}." if facts.meets_next else ""
    return Step(2, name, f"{meetings}. {raised} raised, {facts.decided} decided.{last}{coming}", "Meeting", "green")


def _plan(facts: YearFacts) -> Step:
    name = "Make the plan and keep it"
    if not facts.planned:
        return Step(6, name, "Nothing is promised yet.", "Not started", "none")
    fact = f"{facts.done} of {facts.planned} promises kept, {facts.late} late."
    if facts.late:
        return Step(6, name, fact, "At risk", "amber")
    if facts.done == facts.planned:
        return Step(6, name, fact, "Done", "done")
    return Step(6, name, fact, "On track", "green")
