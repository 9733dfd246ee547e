"""Which questions somebody is asked, by what they chose before. Pure functions.

A condition is ``{"question": name, "any_of": [option, ...]}``: asked where one of the options was chosen; or
``{"question": name, "none_of": [option, ...]}``: asked where none of them was, also where nothing was chosen.
The options of a scale are called ``0`` to ``10``. Only an earlier closed question may be named, so no loop can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

ANY_OF, NONE_OF = "any_of", "none_of"


class Asked(Protocol):
    """What routing needs to know of a question."""

    @property
    def name(self) -> str: ...
    @property
    def condition(self) -> Mapping[str, Any]: ...


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
