"""Ids that come in an address or a form, where anybody may have typed anything."""

from collections.abc import Iterable

_LONGEST = 18  # digits; a longer one is no id, and a database would refuse to look for it


def number(given: str) -> int | None:
    """The number, or None for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _LONGEST else None


def numbers(given: Iterable[str]) -> list[int]:
    """Those of them that are numbers, in their order."""
    return [found for each in given if (found := number(each)) is not None]
