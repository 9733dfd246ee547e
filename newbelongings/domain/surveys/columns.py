"""Which column of a file goes to which question: what may be chosen, what is guessed, what a mapping file says.

A native column is called by the question's name: ``stage``, ``best_1`` to ``best_3`` for three things,
``stage_other`` for the words beside an "other" option, ``week`` for the week of the response.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from newbelongings.domain.kernel.errors import Refused

from .age_bands import is_about_age
from .models import Question
from .personal_columns import birth_columns, is_birth_heading, is_contact_heading
from .sheets import QuestionSheet

THINGS: Final = 3
WEEK: Final = "week"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a question (or the week), a place among its three things, or its own-words line."""

    question: str
    position: int = 1
    own_words: bool = False


@dataclass(frozen=True)
class Plan:
    """What becomes of each column, by its place in the header; places not named are left out.

    ``options`` gives, for a question's name, other words for its options: cell in lower case to option name.
    """

    columns: Mapping[int, Target]
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def targets(questions: Iterable[QuestionSheet]) -> dict[str, tuple[Target, str]]:
    """Every place a column may go: native column name to the target and its label for a person."""
    found: dict[str, tuple[Target, str]] = {}
    for question in questions:
        label = f"{question.number}. {question.short}"
        if question.kind == Question.THREE_THINGS:
            for place in range(1, THINGS + 1):
                words = f"{question.number} ({place} of {THINGS}). {question.short}"
                found[f"{question.name}_{place}"] = (Target(question.name, place), words)
            continue
        found[question.name] = (Target(question.name), label)
        if any(option.other for option in question.options):
            found[f"{question.name}_other"] = (Target(question.name, own_words=True), f"{label}: their own words")
    found[WEEK] = (Target(WEEK), "The week of the answer")
    return found


def guess(header: Sequence[str], questions: Sequence[QuestionSheet], *, json_lines: bool = False) -> dict[int, str]:
    """The native name that fits each column, by its place, where one does. Nothing personal is ever guessed.

    JSON lines with a ``text`` and no native column answer the last open question.
    """
    native = {_plain(name): name for name in targets(questions)}
    found: dict[int, str] = {}
    for fits in (native, _fits(questions)):  # a column's own name comes before words that also fit
        for place, heading in enumerate(header):
            name = fits.get(_plain(heading)) or _begun(_plain(heading), fits)
            if name and place not in found and name not in found.values() and not _is_personal(heading):
                found[place] = name
    last = last_open_question(questions)
    if json_lines and not found and last and "text" in header:
        found[header.index("text")] = last
    return found


def _begun(heading: str, fits: Mapping[str, str]) -> str:
    """What a long heading means that breaks off, as some survey tools cut them; empty where two would fit."""
    found = {name for words, name in fits.items() if len(heading) >= 20 and words.startswith(heading)}
    return found.pop() if len(found) == 1 else ""


def last_open_question(questions: Sequence[QuestionSheet]) -> str:
    """The native column of the last question answered in the person's own words; empty where there is none."""
    for question in reversed(questions):
        if question.kind == Question.LONG_TEXT:
            return question.name
        if question.kind == Question.THREE_THINGS:
            return f"{question.name}_1"
    return ""


def _fits(questions: Sequence[QuestionSheet]) -> dict[str, str]:
    """Other headings that mean a native column: the question's full text, short name and number."""
    fits: dict[str, str] = {}
    for question in questions:
        things = question.kind == Question.THREE_THINGS
        for words in (question.text, question.short, f"q{question.number}"):
            for place in range(1, THINGS + 1) if things else ():
                fits.setdefault(_plain(f"{words} {place}"), f"{question.name}_{place}")
            fits.setdefault(_plain(words), f"{question.name}_1" if things else question.name)
    return fits


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", words.lower())


def _is_personal(heading: str) -> bool:
    return is_birth_heading(heading) or is_contact_heading(heading)


def plan_from_choices(
    choices: Mapping[int, str],
    header: Sequence[str],
    questions: Sequence[QuestionSheet],
    *,
    options: Mapping[str, Mapping[str, str]] | None = None,
) -> Plan:
    """The plan for native names by column place; refused where it is empty, doubled or keeps what must not be kept."""
    places = targets(questions)
    unknown = next((name for name in choices.values() if name not in places), None)
    if unknown is not None:
        raise Refused(f"There is no question called “{unknown}” here. Use one of: {', '.join(places)}.")
    if not any(name != WEEK for name in choices.values()):
        raise Refused(f"No column goes to a question. Choose at least one, or name columns: {', '.join(places)}.")
    for place, name in choices.items():
        twice = next((other for other, same in choices.items() if same == name and other < place), None)
        if twice is not None:
            raise Refused(
                f"“{header[twice]}” and “{header[place]}” both go to the same question: leave one of them out."
            )
        if is_contact_heading(header[place]):
            raise Refused(
                f"“{header[place]}” looks like names or contacts, which are never kept with answers: leave it out."
            )
    return Plan({place: places[name][0] for place, name in choices.items()}, options or {})


def refuse_birth_dates(
    plan: Plan,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    questions: Sequence[QuestionSheet],
    on: dt.date,
) -> None:
    """Refuse a plan that would keep a date of birth: only a question of age bands may take such a column."""
    ages = age_questions(questions)
    for place in birth_columns(header, rows, on):
        target = plan.columns.get(place)
        if target is not None and target.question not in ages:
            raise Refused(
                f"“{header[place]}” looks like dates of birth, which are never kept: "
                "leave it out, or map it to the question about age, and only the age band is kept."
            )


def age_questions(questions: Iterable[QuestionSheet]) -> frozenset[str]:
    """The names of the questions whose options are age bands."""
    return frozenset(q.name for q in questions if is_about_age([option.text for option in q.options]))


def plan_from_file(content: Any, header: Sequence[str], questions: Sequence[QuestionSheet]) -> Plan:
    """The plan that a mapping file describes; refused, with what to write instead, where it does not fit.

    ``{"columns": {"heading": "question" or ["question", position]}, "options": {"question": {"words": "option"}}}``
    """
    if not isinstance(content, dict) or not isinstance(content.get("columns"), dict):
        raise Refused('The mapping file should read {"columns": {"heading in the file": "question name"}}.')
    extra = next((key for key in content if key not in ("columns", "options")), None)
    if extra is not None:
        raise Refused(f"The mapping file holds “{extra}”, which means nothing here: use “columns” and “options”.")
    choices = {_place(heading, header): _native(value, questions) for heading, value in content["columns"].items()}
    return plan_from_choices(choices, header, questions, options=_options(content.get("options", {}), questions))


def _place(heading: str, header: Sequence[str]) -> int:
    if heading not in header:
        raise Refused(f"The mapping file names a column “{heading}” and the file has none: it has {', '.join(header)}.")
    return header.index(heading)


def _native(value: Any, questions: Sequence[QuestionSheet]) -> str:
    """``"best"``, ``"best_2"`` and ``["best", 2]`` as a native column name; an unknown one as it stands."""
    things = {q.name for q in questions if q.kind == Question.THREE_THINGS}
    if isinstance(value, str):
        return f"{value}_1" if value in things else value
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str):
        return f"{value[0]}_{value[1]}" if value[0] in things else value[0]
    raise Refused('In the mapping file, give each column a question’s name, or ["name", 2] for the second of three.')


def _options(content: Any, questions: Sequence[QuestionSheet]) -> dict[str, dict[str, str]]:
    names = {q.name: {option.name for option in q.options} for q in questions}
    found: dict[str, dict[str, str]] = {}
    if not isinstance(content, dict):
        raise Refused('In the mapping file, “options” should read {"question name": {"words": "option name"}}.')
    for question, words in content.items():
        if question not in names or not isinstance(words, dict):
            raise Refused(f"The mapping file gives options for “{question}”: use the name of a question of choices.")
        wrong = next((name for name in words.values() if name not in names[question]), None)
        if wrong is not None:
            known = ", ".join(sorted(names[question]))
            raise Refused(f"“{question}” has no option called “{wrong}”: use one of {known}.")
        found[question] = {cell.strip().lower(): name for cell, name in words.items()}
    return found
