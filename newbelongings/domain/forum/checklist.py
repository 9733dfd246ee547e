"""What a forum needs to be set up well, and how much of it stands. The items are a file: data/setting_up.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import optional

from . import queries
from .models import ChecklistMark, Forum


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the checklist, in our words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one principle. ``source`` is where they come from."""

    title: str
    source: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How much stands: ``stands`` of ``all``, and the first item that does not (None once all do)."""

    stands: int
    all: int
    next: Item | None


@cache
def groups() -> tuple[Group, ...]:
    """The checklist in its order."""
    told = tomllib.loads(files(__package__).joinpath("data", "setting_up.toml").read_text("utf-8"))
    return tuple(
        Group(group["title"], group["source"], tuple(Item(item["key"], item["words"]) for item in group["items"]))
        for group in told["groups"]
    )


def standing_of(marked: set[str]) -> Standing:
    """How a forum stands whose marked items are these. Pure; a mark of an item that is no more does not count."""
    items = [item for group in groups() for item in group.items]
    missing = [item for item in items if item.key not in marked]
    return Standing(len(items) - len(missing), len(items), missing[0] if missing else None)


@transaction.atomic
def keep_checklist(scope: Scope, *, forum_id: int, marks: Mapping[str, str]) -> None:
    """Say which items stand (the keys of ``marks``) and what shows it (the words, or none); the others do not.

    An item that stood before keeps its day.
    """
    scope.require(Permission.KEEP_FORUM)
    forum = Forum.objects.select_for_update().get(pk=queries.forum(scope, forum_id).pk)
    known = {item.key for group in groups() for item in group.items}
    if not marks.keys() <= known:
        raise Refused("One of these is not on the checklist any more. Load the page again.")
    stood = {mark.item: mark for mark in forum.checklist_marks.all()}
    forum.checklist_marks.exclude(item__in=marks).delete()
    for key, words in marks.items():
        kept = optional(words, field=key, most=300)
        if key not in stood:
            forum.checklist_marks.create(item=key, words=kept, marked_on=today())
        elif stood[key].words != kept:
            forum.checklist_marks.filter(item=key).update(words=kept)
    audit.note(scope, "kept_checklist", forum, stand=len(marks))


def marks(scope: Scope, forum_id: int) -> dict[str, ChecklistMark]:
    """What stands of a forum's checklist, by the item's key."""
    return {mark.item: mark for mark in queries.forum(scope, forum_id).checklist_marks.all()}


def marked(scope: Scope) -> dict[int, set[str]]:
    """The items that stand in each of the council's forums, by its id; one where none stands is not here."""
    found: dict[int, set[str]] = {}
    for forum_id, item in ChecklistMark.objects.filter(forum__in=queries.forums(scope)).values_list("forum_id", "item"):
        found.setdefault(forum_id, set()).add(item)
    return found
