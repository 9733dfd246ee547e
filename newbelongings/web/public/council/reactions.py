"""What a card asks of whoever reads it, and what the others said: words for the counts of ``replies.reacting``.

"Has this helped you?" under a refusal would be a mockery. There the same three are asked as "Is this clear?".
"""

from dataclasses import dataclass
from typing import Final

from newbelongings.domain.replies.models import Reaction, Reply
from newbelongings.domain.replies.reacting import Reacted

_HELPED: Final = {
    Reaction.HELPED: ("This helped", "say it helped"),
    Reaction.NOT_YET: ("Not yet", "say not yet"),
    Reaction.UNTRUE: ("This isn’t true", "say it isn’t true"),
}
_CLEAR: Final = {
    Reaction.HELPED: ("Yes, it’s clear", "say it’s clear"),
    Reaction.NOT_YET: ("No, it’s not", "say it’s not clear"),
    Reaction.UNTRUE: ("This isn’t true", "say it isn’t true"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """The question under a card, its buttons as (kind, words), and what many people said already."""

    question: str
    buttons: tuple[tuple[str, str], ...]
    counts: str


def ask(reply: Reply, said: tuple[Reacted, ...]) -> Ask:
    """What stands under a published reply for anyone to press."""
    words = words_for(reply.state)
    return Ask(
        question="Is this clear?" if reply.state == Reply.CANNOT else "Has this helped you?",
        buttons=tuple((kind, label) for kind, (label, _) in words.items()),
        counts=many(reply.state, said),
    )


def many(state: str, said: tuple[Reacted, ...]) -> str:
    """``More than 10 people say it helped. More than 5 say not yet.``, or nothing where no count may be shown."""
    words = words_for(state)
    shown = [(one.more_than, words[one.kind][1]) for one in said if one.more_than]
    return " ".join(
        f"More than {count} {'people ' if place == 0 else ''}{what}." for place, (count, what) in enumerate(shown)
    )


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """One kind as staff read it: the words that were pressed, and how many pressed them."""

    words: str
    people: str


def lines_of(said: tuple[Reacted, ...], words: dict[str, tuple[str, str]], limit: int) -> tuple[ReactionLine, ...]:
    """The three kinds for staff, with "isn't true" first: nobody, a few, or more than so many."""
    worst_first = sorted(said, key=lambda one: one.kind != Reaction.UNTRUE)
    return tuple(ReactionLine(words[one.kind][0], _people(one, limit)) for one in worst_first)


def untrue_of(said: tuple[Reacted, ...]) -> int:
    """More than how many say it is not true; 0 where too few do to be shown."""
    return next(one.more_than for one in said if one.kind == Reaction.UNTRUE)


def _people(one: Reacted, limit: int) -> str:
    if one.more_than:
        return f"More than {one.more_than} people"
    return f"Some, {limit} or fewer" if one.anybody else "Nobody yet"


def words_for(state: str) -> dict[str, tuple[str, str]]:
    """For each kind the words of its button, and of how many pressed it."""
    return _CLEAR if state == Reply.CANNOT else _HELPED
