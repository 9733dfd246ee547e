"""What each page of the survey shows, worked out before a template sees it."""

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from newbelongings.domain.surveys.codes import tidy_code
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.routing import only_if
from newbelongings.domain.surveys.sheets import QuestionSheet

from .asking import Asked, asked
from .paper import Paper, field_names

ONE, ALL = "one", "all"
_SECONDS_A_QUESTION = 30
_LINE = 338
_WORDS = (
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_NUMBERS = dict(enumerate(_WORDS.split(), 4))


@dataclass(frozen=True)
class Row:
    """One line of the page on which answers are checked."""

    name: str
    title: str
    answers: list[dict[str, str]]  # of each the choice, the words, or both
    errors: list[str]


@dataclass(frozen=True)
class Keep:
    """The code that somebody may ask for before they send, and whether they did."""

    code: str
    wanted: bool


@dataclass
class Page:
    """Everything a survey template needs."""

    round: Round
    mode: str
    action: str
    form_token: str
    at: str
    hidden: list[tuple[str, str]]
    others: str
    personal: bool
    sent: bool
    code: str
    questions: int
    up_to: bool  # whether there may be fewer, by what is picked
    minutes: int
    drawn: list[Asked] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    number: int = 0
    changing: bool = False
    keep: Keep | None = None
    line: dict[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> bool:
        return bool(self.links)

    @property
    def unasked_words(self) -> str:
        return gettext(", ").join(gettext("“{words}”").format(words=gettext(short)) for short in self.unasked)


def new_form_token() -> str:
    """The random number of one page: sent twice, it counts once."""
    return secrets.token_urlsafe(18)


def others(round_: Round) -> str:
    """With how many others an answer is mixed: "nine", and a figure in other languages."""
    number = round_.mix_at_least - 1
    if not (get_language() or "").startswith("en"):
        return str(number)
    return _NUMBERS.get(number, str(number))


def in_groups(code: str) -> str:
    """A code as it is written down: four letters and a gap, however it was typed."""
    code = tidy_code(code)
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def shut_words(round_: Round, day: dt.date) -> dict[str, str] | None:
    """Title and sentence for a survey that takes no answers today; None while it is open."""
    if day < round_.opens:
        sentence = gettext("It opens on {day}. The same link will work then.")
        return {"title": gettext("This survey is not open yet"), "sentence": sentence.format(day=_day(round_.opens))}
    if day > round_.closes:
        sentence = gettext("It closed on {day}. You can still see what people said, and what the council did about it.")
        return {"title": gettext("This survey is closed"), "sentence": sentence.format(day=_day(round_.closes))}
    return None


def page(
    round_: Round, paper: Paper, base: dict[str, Any], at: str, shown: list[QuestionSheet], at_place: int = 1
) -> Page:
    """A page that shows some of the questions; ``base`` is what stays the same from page to page."""
    count = paper.may_be_asked(at_place)
    return Page(
        round=round_,
        at=at,
        hidden=paper.carried(shown),
        others=others(round_),
        questions=count,
        up_to=count > len(paper.asked),
        minutes=_minutes(count),
        **base,
    )


def question_page(
    round_: Round, paper: Paper, base: dict[str, Any], sheet: QuestionSheet, errors: dict[str, str]
) -> Page:
    """One question, counted among those that this person is asked."""
    made = page(round_, paper, base, sheet.name, [sheet], sheet.position)
    number = 1 + sum(question.position < sheet.position for question in paper.asked)
    one = asked(sheet, paper, errors)
    made.drawn = [one]
    made.links = error_links([one])
    made.number = number
    made.minutes = _minutes(made.questions - number + 1)
    made.line = _line(number / made.questions)
    return made


def all_page(round_: Round, paper: Paper, base: dict[str, Any], errors: dict[str, str]) -> Page:
    """Every question on one page."""
    made = page(round_, paper, base, ALL, list(paper.questions))
    made.questions = len(paper.questions)
    each = [asked(sheet, paper, errors, only_if(sheet.condition, paper.questions)) for sheet in paper.questions]
    made.drawn = each
    made.links = error_links(each)
    return made


def check_page(round_: Round, paper: Paper, base: dict[str, Any], keep: Keep, refusal: str = "") -> Page:
    """What will be sent, to look over; ``refusal`` is why sending it did not work."""
    made = page(round_, paper, base, "check", [])
    made.keep = keep
    errors = paper.errors(paper.asked)
    made.rows = [row(sheet, paper, errors) for sheet in paper.asked]
    made.unasked = [sheet.short for sheet in paper.unasked()]
    made.links = [
        {"target": f"row-{r.name}", "words": f"{gettext(r.title)}: {words}"} for r in made.rows for words in r.errors
    ]
    if refusal and not made.links:
        made.links = [{"target": "", "words": refusal}]
    return made


def error_links(asked_here: list[Asked]) -> list[dict[str, str]]:
    """Each error with the id of where to put it right."""
    links = []
    for one in asked_here:
        if one.error:
            links.append({"target": f"{one.sheet.name}__pick_1", "words": one.error})
        links += [{"target": box.name, "words": box.error} for box in one.fields if box.error]
    return links


def row(sheet: QuestionSheet, paper: Paper, errors: dict[str, str]) -> Row:
    """One question on the page that shows what will be sent."""
    said = []
    for _, given in paper.given(sheet):
        option = sheet.option(given.option)
        said.append({"choice": option.text if option else "", "words": given.text.strip()})
    return Row(sheet.name, sheet.short, said, [errors[name] for name in field_names(sheet) if name in errors])


def _day(day: dt.date) -> str:
    """``3 December 2026``, in the language of now."""
    return date_format(day, "j F Y")


def _minutes(questions: int) -> int:
    return -(-questions * _SECONDS_A_QUESTION // 60)


def _line(share: float) -> dict[str, float]:
    """Where the thread of progress turns from solid to stitched, in units of its drawing (340 wide)."""
    done = round(1.5 + share * (_LINE - 1.5))
    return {"done": done, "rest": done + 6 if share < 1 else 0}
