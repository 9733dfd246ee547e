"""Questions about dot-votes. How many dots a choice has is told to nobody before the vote is closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Choice, Vote
from .said import Key


@dataclass(frozen=True, slots=True)
class Count:
    """One choice with its dots; None while the vote is open. ``hands`` are those counted in the room."""

    choice_id: int
    key: Key
    title: str
    dots: int | None
    hands: int


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote as its page shows it. ``phones`` is how many ballots came by phone so far; None once it is closed."""

    vote: Vote
    is_open: bool
    phones: int | None
    counts: tuple[Count, ...]


def votes(scope: Scope, cycle_id: int) -> QuerySet[Vote]:
    """The votes of a year, the newest first."""
    scope.require(Permission.EDIT_PLAN)
    return Vote.objects.filter(cycle_id=cycle_id, cycle__authority_id=scope.authority)


def vote(scope: Scope, vote_id: int) -> Vote:
    """One vote of the council."""
    scope.require(Permission.EDIT_PLAN)
    found = Vote.objects.filter(pk=vote_id, cycle__authority_id=scope.authority).select_related("cycle").first()
    if found is None:
        raise NotFound("There is no such vote in your list. Choose one from the priorities page.")
    return found


def vote_view(scope: Scope, vote_id: int) -> VoteView:
    """One vote: while it is open its choices in their order, then with their dots, most first."""
    found = vote(scope, vote_id)
    is_open = found.closed_on is None
    rows = found.choices.all() if is_open else ranked(found)
    counts = tuple(
        Count(row.pk, key_of(row), row.title, None if is_open else row.dots + row.hands, row.hands) for row in rows
    )
    return VoteView(found, is_open, found.ballots.count() if is_open else None, counts)


def public_vote(scope: Scope, code: str) -> Vote:
    """The vote that a code opens, with its council; open or closed."""
    scope.require(Permission.ANSWER_SURVEYS)
    tidy = "".join(letter for letter in code.lower() if letter.isalnum())
    found = Vote.objects.filter(code=tidy).select_related("cycle__authority").prefetch_related("choices").first()
    if found is None:
        raise NotFound("We do not know this code. Look at the screen and type it again.")
    return found


def ranked(vote: Vote) -> list[Choice]:
    """Its choices, those with most dots first; among equals in the order in which they were offered."""
    rows: Iterable[Choice] = vote.choices.all()
    return sorted(rows, key=lambda row: (-(row.dots + row.hands), row.pk))


def key_of(choice: Choice) -> Key:
    """The theme or issue behind a choice."""
    return ("theme", choice.theme_id) if choice.theme_id is not None else ("issue", choice.issue_id or 0)
