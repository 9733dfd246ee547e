"""Which questions somebody is asked, by what they chose before. Pure functions.

A condition is ``{"question": name, "any_of": [option, ...]}``: asked where one of the options was chosen; or
``{"question": name, "none_of": [option, ...]}``: asked where none of them was, also where nothing was chosen.
The options of a scale are called ``0`` to ``10``. Only an earlier closed question may be named, so no loop can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext

ANY_OF, NONE_OF = "any_of", "none_of"


class Asked(Protocol):
    """What routing needs to know of a question."""

    @property
    def name(self) -> str: ...
    @property
    def condition(self) -> Mapping[str, Any]: ...


class Option(Protocol):
    """What words about a condition need to know of an option."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...


class Chosen(Asked, Protocol):
    """What words about a condition need to know of the question that it names."""

    @property
    def short(self) -> str: ...
    @property
    def options(self) -> Sequence[Option]: ...


def is_asked(condition: Mapping[str, Any], chosen: Mapping[str, Iterable[str]]) -> bool:
    """Whether a condition holds. ``chosen`` gives the options picked, by the name of their question."""
    if not condition:
        return True
    picked = set(chosen.get(condition["question"], ()))
    if ANY_OF in condition:
        return bool(picked.intersection(condition[ANY_OF]))
    return not picked.intersection(condition[NONE_OF])


def asked_of(questions: Sequence[Asked], chosen: Mapping[str, Iterable[str]]) -> list[str]:
    """The names of the questions that somebody who chose this is asked, in their order.

    What was chosen under a question that is itself no longer asked counts for nothing.
    """
    names: list[str] = []
    counted: dict[str, Iterable[str]] = {}
    for question in questions:
        if is_asked(question.condition, counted):
            names.append(question.name)
            counted[question.name] = chosen.get(question.name, ())
    return names


def may_be_asked(questions: Sequence[Asked], chosen: Mapping[str, Iterable[str]], known: int) -> list[str]:
    """The names of the questions that somebody is asked or may still be, who has come as far as ``known`` questions.

    What was chosen from there on may still change, so a condition on it may still come to hold.
    """
    sure = set(asked_of(questions[:known], chosen))
    settled = {question.name for question in questions[:known]}
    names: list[str] = []
    for question in questions:
        on = question.condition.get("question", "")
        if question.name in settled:
            may = question.name in sure
        elif on in settled:
            may = is_asked(question.condition, {on: chosen.get(on, ()) if on in sure else ()})
        else:
            may = True
        if may:
            names.append(question.name)
    return names


def opened_by(questions: Sequence[Asked], changed: str, chosen: Mapping[str, Iterable[str]]) -> list[str]:
    """The names of later questions that are asked, and hang (by one condition or several) on the same first
    question as ``changed`` does: those that a changed answer may have opened."""
    roots: dict[str, str] = {}
    for question in questions:
        on = question.condition.get("question", "")
        roots[question.name] = roots.get(on, question.name) if on else question.name
    names = [question.name for question in questions]
    later = names[names.index(changed) + 1 :]
    asked = set(asked_of(questions, chosen))
    return [name for name in later if name in asked and roots[name] == roots[changed]]


def only_if(condition: Mapping[str, Any], questions: Iterable[Chosen]) -> str:
    """When a question is to be answered, for a page or sheet that shows all of them; empty where always."""
    on = next((question for question in questions if question.name == condition.get("question")), None)
    if on is None:
        return ""
    names = condition[ANY_OF] if ANY_OF in condition else condition[NONE_OF]
    texts = [gettext("“{words}”").format(words=gettext(option.text)) for option in on.options if option.name in names]
    picked = texts[-1]
    if len(texts) > 1:
        picked = gettext("{some} or {last}").format(some=gettext(", ").join(texts[:-1]), last=picked)
    if ANY_OF in condition:
        sentence = gettext("Answer this if you picked {picked} for “{question}”.")
    else:
        sentence = gettext("Answer this unless you picked {picked} for “{question}”.")
    return sentence.format(picked=picked, question=gettext(on.short))
