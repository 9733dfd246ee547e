"""What the text model on this machine thinks each answer is about."""

from .place import Year


def suggest(year: Year, round_id: int) -> int:
    return 0
