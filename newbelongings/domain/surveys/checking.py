"""Checking what was given against the questions. Pure: no database, and nothing is thrown away in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from newbelongings.domain.kernel.errors import Refused

from .given import LONGEST, GivenAnswer
from .models import Question
from .routing import asked_of
from .sheets import OptionSheet, QuestionSheet


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer that fits its question, by the ids of the database."""

    question_id: int
    option_id: int | None
    position: int
    text: str


def tidy(text: str) -> str:
    """Text as it is stored: as typed, without what no database or file can hold, with one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "ignore").decode().strip()


def check_answers(answers: Iterable[GivenAnswer], questions: Sequence[QuestionSheet]) -> list[CheckedAnswer]:
    """Every answer that says something; ``Refused`` (``field`` is the question's name) where one does not fit."""
    by_name = {question.name: question for question in questions}
    checked: dict[tuple[int, int | None, int], CheckedAnswer] = {}
    for given in answers:
        question = by_name.get(given.question)
        if question is None:
            sentence = gettext("There is no question called “{question}” in this survey. Check the question’s name.")
            raise Refused(sentence.format(question=given.question))
        answer = _check(given, question)
        if answer is None:
            continue
        key = _place(question, answer)
        if key in checked:
            raise _refused(gettext("“{question}” was answered twice. Keep one answer."), question)
        checked[key] = answer
    return list(checked.values())


def only_asked(answers: Sequence[CheckedAnswer], questions: Sequence[QuestionSheet]) -> list[CheckedAnswer]:
    """Without what was said to questions that, by the other answers, were not asked (``routing``)."""
    if not any(question.condition for question in questions):
        return list(answers)
    names = {option.id: option.name for question in questions for option in question.options}
    chosen: dict[str, list[str]] = {}
    by_id = {question.id: question.name for question in questions}
    for answer in answers:
        if answer.option_id is not None:
            chosen.setdefault(by_id[answer.question_id], []).append(names[answer.option_id])
    asked = set(asked_of(questions, chosen))
    return [answer for answer in answers if by_id[answer.question_id] in asked]


def _check(given: GivenAnswer, question: QuestionSheet) -> CheckedAnswer | None:
    text = tidy(given.text)
    if len(text) > LONGEST:
        sentence = gettext("Make this shorter. It has {letters} letters and {most} fit.")
        raise Refused(sentence.format(letters=f"{len(text):,}", most=f"{LONGEST:,}"), field=question.name)
    if question.is_open:
        return _check_words(given, question, text)
    return _check_choice(given, question, text)


def _check_words(given: GivenAnswer, question: QuestionSheet, text: str) -> CheckedAnswer | None:
    if given.option:
        raise _refused(gettext("“{question}” is answered in words, not by a choice."), question)
    if not 1 <= given.position <= question.things:
        raise _refused(gettext("“{question}” has room for {things}."), question, things=question.things)
    return CheckedAnswer(question.id, None, given.position, text) if text else None


def _check_choice(given: GivenAnswer, question: QuestionSheet, text: str) -> CheckedAnswer | None:
    if not given.option and not text:
        return None
    option = _option(given, question)
    if text and not option.other:
        raise _refused(
            gettext("“{choice}” takes no words of its own. Leave them out."), question, choice=gettext(option.text)
        )
    return CheckedAnswer(question.id, option.id, 1, text)


def _option(given: GivenAnswer, question: QuestionSheet) -> OptionSheet:
    """The chosen option; words without a choice are the words of "Other"."""
    if given.option:
        option = question.option(given.option)
    else:
        option = next((option for option in question.options if option.other), None)
    if option is None:
        raise _refused(gettext("Choose one of the answers that “{question}” offers."), question)
    return option


def _refused(sentence: str, question: QuestionSheet, **more: object) -> Refused:
    """A refusal at a question, whose own words are said in the reader's language too."""
    return Refused(sentence.format(question=gettext(question.short), **more), field=question.name)


def _place(question: QuestionSheet, answer: CheckedAnswer) -> tuple[int, int | None, int]:
    """What may be taken only once: the whole question, one option of several, or one of the three things."""
    return question.id, answer.option_id if question.kind == Question.MANY else None, answer.position
