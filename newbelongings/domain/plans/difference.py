"""What differs between two contents of a plan, in words. Pure: see ``content.py`` for what a content is."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from .content import Content, Line, Value

NAMES: Final = {
    "plan": "The plan itself",
    "key_fact": "Key fact",
    "self_assessment": "Self-assessment",
    "objective": "Objective",
    "development_area": "Area for development",
    "action": "Action",
    "milestone": "Milestone",
    "resource": "Resource",
    "coverage": "Commitment covered",
}
DATES: Final = ("starts", "ends", "due", "as_of")
# What makes a line the same one in both, and is no field of it.
NOT_FIELDS: Final = ("id", "format")
REFERENCES: Final = {"objective": "objective", "development_area": "development_area", "waits_for": "action"}
Mark = Literal["same", "gone", "new"]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence: in both (``same``), in the earlier one only (``gone``), in the later only (``new``)."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a line before and after, as text; dates in ISO form, other lines by their title."""

    field: str
    before: str
    after: str

    @property
    def is_date(self) -> bool:
        """Whether both are days, so that the one was moved to the other."""
        return self.field in DATES and bool(self.before and self.after)

    @property
    def days(self) -> int:
        """By how many days a date moved; below zero where it is sooner."""
        return (dt.date.fromisoformat(self.after) - dt.date.fromisoformat(self.before)).days

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentence with what was taken out and put in marked within it."""
        return marked(self.before, self.after)


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that was added, dropped or changed. ``title`` is its latest."""

    thing: str
    id: int
    title: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def name(self) -> str:
        return NAMES[self.thing]


@dataclass(frozen=True, slots=True)
class Difference:
    """What came, what went, what changed, and what stayed as it was."""

    added: tuple[LineChange, ...]
    dropped: tuple[LineChange, ...]
    changed: tuple[LineChange, ...]
    unchanged: tuple[LineChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.changed)

    @property
    def words(self) -> str:
        """``1 line added, 2 dropped, 3 changed``, or that nothing is."""
        counts = (("added", self.added), ("dropped", self.dropped), ("changed", self.changed))
        said = [(len(found), name) for name, found in counts if found]
        if not said:
            return "Nothing differs"
        (number, name), *others = said
        noun = "line" if number == 1 else "lines"
        return ", ".join([f"{number} {noun} {name}", *(f"{n} {name}" for n, name in others)])


def difference(before: Content, after: Content) -> Difference:
    """What one would have to do to the earlier content to come to the later one. The order of lines is no matter."""
    old, new = _by_key(before), _by_key(after)
    both = [key for key in new if key in old]
    found = [LineChange(*key, title_of(key[0], new[key]), _fields(old[key], new[key], before, after)) for key in both]
    return Difference(
        added=tuple(LineChange(*key, title_of(key[0], new[key])) for key in new if key not in old),
        dropped=tuple(LineChange(*key, title_of(key[0], old[key])) for key in old if key not in new),
        changed=tuple(line for line in found if line.fields),
        unchanged=tuple(line for line in found if not line.fields),
    )


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Both sentences as one: word by word, what only one of them says is marked."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece(mark, words) for mark, words in _either("".join(old[a:b]), "".join(new[c:d])) if words]
    return tuple(pieces)


def titles_in(content: Content) -> dict[Key, str]:
    """What each line is called, by its kind and id."""
    return {key: title_of(key[0], line) for key, line in _by_key(content).items()}


def title_of(thing: str, line: Line) -> str:
    """What a line is called."""
    if thing == "plan":
        return NAMES["plan"]
    return str(next(line[name] for name in ("title", "words", "promise", "commitment") if line.get(name)))


def shown(name: str, value: Value, content: Content) -> str:
    """A value as text; another line by its title."""
    if value is None:
        return ""
    if name in REFERENCES:
        titles = titles_in({REFERENCES[name]: content.get(REFERENCES[name], [])})
        ids = value if isinstance(value, list) else [value]
        return "; ".join(titles.get((REFERENCES[name], int(pk)), f"number {pk}") for pk in ids)
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"£{value / 100:,.2f}" if name == "pence" and isinstance(value, int) else str(value)


def _either(gone: str, new: str) -> Iterable[tuple[Mark, str]]:
    return ("gone", gone), ("new", new)


def _words(sentence: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", sentence)


def _by_key(content: Content) -> dict[Key, Line]:
    """Lines in the order in which they are read: kind by kind, by their ids."""
    found = {(thing, _id(line)): line for thing in NAMES for line in content.get(thing, [])}
    return dict(sorted(found.items(), key=lambda item: (list(NAMES).index(item[0][0]), item[0][1])))


def _id(line: Line) -> int:
    found = line["id"]
    assert isinstance(found, int)  # noqa: S101 - what content.py writes
    return found


def _fields(old: Line, new: Line, before: Content, after: Content) -> tuple[FieldChange, ...]:
    names = [name for name in {**old, **new} if name not in NOT_FIELDS]
    return tuple(
        FieldChange(name, shown(name, old.get(name), before), shown(name, new.get(name), after))
        for name in names
        if old.get(name) != new.get(name)
    )
