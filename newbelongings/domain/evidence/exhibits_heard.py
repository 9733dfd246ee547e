"""The first half of a pack: what was asked, answered, said, quoted and raised. Pure."""

import datetime as dt

from .exhibits import Exhibit, Line, exhibit, line
from .pack_facts import Facts, IssueFact, QuestionFact
from .references import reference


def _as_on(facts: Facts, on: dt.date) -> dt.date | str:
    """The day of a count that is repeated from an earlier pack; nothing for today's."""
    return "" if on == facts.header.made_on else on


def asked(facts: Facts) -> Exhibit:
    """The surveys that were held and how many answered."""
    lines = [
        line(
            reference("round", each.id),
            "",
            title=each.title,
            instrument=each.instrument,
            opens=each.opens,
            closes=each.closes,
            people=each.answered.people,
            of=each.population or "",
            on=_as_on(facts, each.answered.on),
        )
        for each in facts.rounds
    ]
    columns = (
        "title text Survey; instrument text Questions; opens date Opened; closes date Closed; "
        "people number People who answered; of number Of; on date As on"
    )
    about = "Each survey of the year. “Of” is the number of care leavers the council has, where it gave one."
    return exhibit("asked", "What we asked, and how many answered", about, "No survey was held.", columns, lines)


def answered(facts: Facts) -> Exhibit:
    """How many chose each option of each question."""
    lines = [each for question in facts.questions for each in _options(facts, question)]
    columns = "question text Question; option text Answer; people number People; of number Of; on date As on"
    about = "Questions with answers to choose from. Where several could be chosen, the numbers overlap."
    empty = "No survey of the year that has closed had questions with answers to choose from."
    return exhibit("answered", "How they answered", about, empty, columns, lines)


def _options(facts: Facts, question: QuestionFact) -> list[Line]:
    on = _as_on(facts, question.row.on)
    return [
        line(
            f"{reference('round', question.round_id)}.{question.number}.{position}",
            question.area,
            question=question.text,
            option=option,
            people=people,
            of=question.row.total,
            on=on,
        )
        for position, (option, people) in enumerate(zip(question.options, question.row.people, strict=True), start=1)
    ]


def themes(facts: Facts, came_of: dict[str, list[str]]) -> Exhibit:
    """What they wrote, by theme."""
    lines = [
        line(
            reference("theme", each.id),
            each.area,
            theme=each.name,
            people=each.people.people,
            of=each.people.base,
            on=_as_on(facts, each.people.on),
            came=came_of.get(reference("theme", each.id), []),
        )
        for each in facts.themes
    ]
    columns = (
        "theme text Theme; area area Area; people number People; of number Of; on date As on; "
        "came refs What came of it | nothing yet"
    )
    about = "Themes that people read out of the answers. One person counts once for a theme, and may raise several."
    empty = "No answer has been given a theme yet."
    return exhibit("themes", "What they said", about, empty, columns, lines, layout="chart")


def quotations(facts: Facts) -> Exhibit:
    """In their own words, where a person cleared them."""
    names = {each.id: each.name for each in facts.themes}
    lines = [
        line(reference("quotation", each.id), "", words=each.words, theme=names[each.theme_id])
        for each in facts.quotations
    ]
    about = "Each was read and cleared by a person before it came here."
    columns = "words text Their words; theme text Theme"
    return exhibit(
        "quotations", "In their own words", about, "No quotation has been cleared.", columns, lines, layout="quotes"
    )


def issues(facts: Facts, came_of: dict[str, list[str]]) -> Exhibit:
    """What the forum raised and what was decided."""
    lines = [_issue(each, came_of.get(reference("issue", each.id), [])) for each in facts.issues]
    columns = (
        "title text Issue; area area Area; words text In their words; raised date Raised; decided text Decided; "
        "came refs What came of it | nothing yet"
    )
    about = "Issues of the forum of care leavers. Their words stand here only where the group agreed."
    empty = "The forum has raised no issue."
    title = "What the forum raised, and what was decided"
    return exhibit("issues", title, about, empty, columns, lines, layout="cards")


def _issue(issue: IssueFact, came: list[str]) -> Line:
    decided = " ".join(issue.decisions) or "Nothing yet."
    return line(
        reference("issue", issue.id),
        issue.area,
        title=issue.title,
        words=issue.words,
        raised=issue.raised_on,
        decided=decided,
        came=came,
    )
