"""What the text model on this machine thinks each answer is about."""

from functools import cache

from newbelongings.domain.themes.suggesting import suggest_for_round

from .place import Year


def suggest(year: Year, round_id: int) -> int:
    return 0
