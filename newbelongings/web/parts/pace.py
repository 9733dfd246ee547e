"""How often something may be done in a while, counted in this process's cache and by nobody's address.

Each process counts for itself, so with several the limit is as many times as wide. Nothing is kept of who asked.
"""

from django.core.cache import cache


def within_pace(what: str, *, at_most: int, seconds: int) -> bool:
    """Whether ``what`` was done ``at_most`` times in these seconds, this time included. Counts this time."""
    key = f"pace.{what}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= at_most
    except ValueError:  # it ran out between the two
        return cache.add(key, 1, seconds)
