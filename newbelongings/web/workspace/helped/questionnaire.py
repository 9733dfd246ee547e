"""What stands on a poster and on a paper questionnaire, drawn from the round and its instrument. Pure."""

from collections.abc import Iterable
from typing import Any

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.surveys.keys import key_of
from newbelongings.domain.surveys.models import Question, Round
from newbelongings.domain.surveys.routing import ANY_OF, NONE_OF
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.public.survey.pages import others

ORDINARY, LARGE = 14, 18
_THINGS = ("First thing", "Second thing, if you have one", "Third thing, if you have one")
_LINES_A_THING, _LINES_A_TEXT = 2, 9


def poster_content(round_: Round, questions: tuple[QuestionSheet, ...]) -> dict[str, Any]:
    """The words of the poster."""
    council = round_.authority
    return {
        "made": round_.opens.isoformat(),
        "round": round_.title,
        "council": council.name,
        "invented": council.imagined,
        "title": "What is leaving care like for you?",
        "lead": f"{council.name} wants to know what is good, what is bad and what to change.",
        "points": [
            f"{len(questions)} questions. You can skip any of them.",
            f"We don’t ask your name. Your answers are mixed with at least {others(round_)} others before "
            "anyone can open them.",
            "Then the council says what it will do, and what it can’t do and why.",
            f"You can answer until {long_date(round_.closes)}.",
        ],
        "help-title": "Would you rather do it another way?",
        "help": "Ask your adviser. You can do it on paper, on the phone or with somebody beside you.",
        "ring": _ring(council),
    }


def paper_content(round_: Round, questions: tuple[QuestionSheet, ...], *, size: int, back_to: str) -> dict[str, Any]:
    """The words of the questionnaire; ``size`` is that of the letters in points, ``back_to`` where it is sent."""
    council = round_.authority
    where = back_to.strip() or f"Give it to your adviser, or to anyone in the leaving care team at {council.name}."
    return {
        "made": round_.opens.isoformat(),
        "size": size,
        "council": council.name,
        "invented": council.imagined,
        "title": round_.title,
        "lead": f"{council.name} wants to know what leaving care is like for you: what is good, what is bad and "
        "what to change.",
        "before": [
            "This is private, but not anonymous. The staff who type it in will read your writing.",
            "Don’t write your name on it, or anybody else’s.",
            f"What you say is mixed with what others say, usually at least {others(round_)}. Then someone at "
            "the council reads all of it, and says on the council’s page what they will do.",
            "You can skip any question, and stop at any time.",
            "If your words say someone is in danger, the council has to try to keep them safe. It may be days before "
            "anyone reads this. If you want help today, please ring one of the numbers below.",
        ],
        "back": f"{where} Do it before {long_date(round_.closes)}, so that there is time to type it in.",
        "ring": _ring(council),
        "questions": [_question(question, questions) for question in questions],
        "ideas": [{"number": str(q.position), "short": q.short, "ideas": list(q.ideas)} for q in questions if q.ideas],
        "end": "That is all. Thank you for your time.",
    }


def _question(question: QuestionSheet, questions: tuple[QuestionSheet, ...]) -> dict[str, Any]:
    kind = "lines" if question.is_open else "scale" if question.kind == Question.SCALE else "options"
    return {
        "number": str(question.position),
        "text": question.text,
        "hint": " ".join(filter(None, (question.hint, _how_many(question)))),
        "only-if": only_if_ticked(question, questions),
        "kind": kind,
        "options": [{"key": key_of(question, o), "text": o.text, "other": o.other} for o in question.options],
        "ends": list(question.ends),
        "lines": {
            "labels": list(_THINGS) if question.things == 3 else [""],
            "each": _LINES_A_THING if question.things == 3 else _LINES_A_TEXT,
        },
    }


def _how_many(question: QuestionSheet) -> str:
    if question.is_open or question.kind == Question.SCALE:
        return ""
    return "Tick as many as you like." if question.kind == Question.MANY else "Tick one."


def only_if_ticked(question: QuestionSheet, questions: Iterable[QuestionSheet]) -> str:
    """When a question is to be answered, said for paper: by the numbers and the ticks that stand on it."""
    condition = question.condition
    on = next((other for other in questions if condition and other.name == condition["question"]), None)
    if on is None:
        return ""
    names = condition[ANY_OF] if ANY_OF in condition else condition[NONE_OF]
    ticked = [f"“{option.text}”" for option in on.options if option.name in names]
    words = " or ".join(filter(None, [", ".join(ticked[:-1]), ticked[-1]])) if ticked else "nothing"
    verb = "ringed" if on.kind == Question.SCALE else "ticked"
    if ANY_OF in condition:
        return f"Only if you {verb} {words} in question {on.position}."
    return f"Leave this out if you {verb} {words} in question {on.position}."


def _ring(council: Authority) -> list[dict[str, str]]:
    rows = [
        {"who": "You or someone else is in danger", "how": "999"},
        {"who": "Samaritans, to talk. Any time, free", "how": "116 123"},
        {"who": "Shout, to text. Any time, free", "how": "85258"},
    ]
    if council.helpline_phone:
        rows.append({"who": council.helpline_name, "how": council.helpline_phone})
    return rows
