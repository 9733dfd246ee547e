"""What is wrong with one question by itself. Pure, and nothing is taken for granted: see ``soundness``."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from newbelongings.domain.kernel.fields import AREAS

from .kinds import OWN_OPTIONS, options_of_kind
from .models import Question
from .pictures import PICTURES

MOST_OPTIONS: Final = 40
MOST_IDEAS: Final = 12
# The most letters of each text: what the database and a phone hold.
LENGTHS: Final = {
    "title": 200,
    "source": 2000,
    "text": 500,
    "short": 80,
    "hint": 500,
    "note": 2000,
    "easy": 500,
    "number": 5,
}
LONGEST_OPTION, LONGEST_IDEA, LONGEST_END = 200, 120, 60
NAME: Final = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
OPTION_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,50}")
# Fields that the survey's own pages and files use.
_PAGES: Final = ("form", "at", "mode", "go", "changing", "check", "all", "one", "start", "send", "session", "keyed")
_FILES: Final = ("code", "token", "week", "way", "interpreter", "sheet", "number", "language", "easy", "large", "name")
RESERVED: Final = frozenset({*_PAGES, *_FILES, "contact", "csrfmiddlewaretoken"})
_KINDS: Final = dict(Question.KINDS)
_WORDS: Final = {
    "text": "question",
    "short": "short name",
    "hint": "hint",
    "note": "note",
    "easy": "easy wording",
    "number": "number",
}
Wrong = Iterator[tuple[str, str]]


def wrong_with(question: Mapping[str, Any]) -> Wrong:
    """Each fault of a question that needs no other question to be seen: the field, and a sentence."""
    yield from _name(question.get("name"))
    yield from _texts(question)
    yield from _kind(question)
    yield from _ideas(question.get("ideas", ()))
    yield from _marks(question)


def text_fault(text: Any, most: int, what: str) -> str:
    """Why a text may not stand as it is; empty where it may."""
    if not isinstance(text, str):
        return f"The {what} should be words."
    if len(text) > most:
        return f"The {what} has {len(text):,} letters and {most} fit: make it shorter."
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text):
        return f"The {what} holds a character that no keyboard makes: type it again."
    return ""


def _name(name: Any) -> Wrong:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        yield "name", "Give it a name of 1 to 40 small letters, digits and single hyphens, beginning with a letter."
    elif name in RESERVED:
        yield "name", f"The service uses the name “{name}” itself: give the question another."


def _texts(question: Mapping[str, Any]) -> Wrong:
    for field, what in _WORDS.items():
        text = question.get(field, "")
        if words := text_fault(text, LENGTHS[field], what):
            yield field, words
        elif field in ("text", "short") and not text.strip():
            yield field, f"Write the {what}."


def _kind(question: Mapping[str, Any]) -> Wrong:
    kind, options, ends = question.get("kind"), question.get("options", ()), question.get("ends", ())
    if not isinstance(kind, str) or kind not in _KINDS:
        yield "kind", f"Choose a kind that there is: {', '.join(_KINDS)}."
        return
    if not is_list(options) or not all(isinstance(option, Mapping) for option in options):
        yield "options", "The choices should be a list, each with a name and its words."
    elif kind in OWN_OPTIONS:
        yield from _options(options)
    elif options and [(o.get("name"), o.get("text")) for o in options] != _brought(kind):
        brings = "brings its own choices" if _brought(kind) else "is answered in words"
        yield "options", f"“{_KINDS[kind]}” {brings}: leave the list of choices out."
    yield from _ends(kind, ends)


def _brought(kind: str) -> list[tuple[str, str]]:
    return [(option["name"], option["text"]) for option in options_of_kind(kind)]


def _options(options: Any) -> Wrong:
    if not 2 <= len(options) <= MOST_OPTIONS:
        yield "options", f"Give it 2 to {MOST_OPTIONS} choices. It has {len(options)}."
        return
    for option in options:
        name, text = option.get("name"), option.get("text")
        if not isinstance(name, str) or not OPTION_NAME.fullmatch(name):
            yield "options", "Give each choice a name of 1 to 50 letters, digits and hyphens."
        if words := text_fault(text, LONGEST_OPTION, "choice"):
            yield "options", words
        elif not text.strip():
            yield "options", "Write the words of each choice."
    if _doubled(option.get("name") for option in options) or _doubled(option.get("text") for option in options):
        yield "options", "Two of its choices are the same: keep each once."
    if sum(bool(option.get("other")) for option in options) > 1:
        yield "options", "Only one choice can ask for the person’s own words."


def _doubled(words: Any) -> bool:
    plain = [" ".join(word.split()).casefold() for word in words if isinstance(word, str)]
    return len(set(plain)) < len(plain)


def _ends(kind: str, ends: Any) -> Wrong:
    if not is_list(ends) or (ends and (kind != Question.SCALE or len(ends) != 2)):
        yield "ends", "Only a scale has ends, and it has two: say what 0 and what 10 mean, or leave them out."
        return
    for end in ends:
        if words := text_fault(end, LONGEST_END, "end of the scale"):
            yield "ends", words
        elif not end.strip():
            yield "ends", "Say what both ends of the scale mean, or leave both out."


def _ideas(ideas: Any) -> Wrong:
    if not is_list(ideas) or len(ideas) > MOST_IDEAS:
        yield "ideas", f"Give it a list of {MOST_IDEAS} ideas or fewer."
        return
    for idea in ideas:
        if words := text_fault(idea, LONGEST_IDEA, "idea"):
            yield "ideas", words


def _marks(question: Mapping[str, Any]) -> Wrong:
    if question.get("area", "") not in ("", *(code for code, _ in AREAS)):
        yield "area", "Choose one of the ten areas, A1 to A10, or none."
    if not isinstance(question.get("private", False), bool):
        yield "private", "Say yes or no to whether it is private."
    if question.get("picture", "") not in ("", *PICTURES):
        yield "picture", f"Choose a picture that there is: {', '.join(PICTURES)}."


def is_list(value: Any) -> bool:
    """A list, as a file gives it or as Python code does."""
    return isinstance(value, list | tuple)
