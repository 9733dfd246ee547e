"""Which action waits for which: nothing may wait for itself, however long the way round. Pure."""

from collections.abc import Iterable, Mapping


def circle(waits_for: Mapping[int, Iterable[int]], start: int) -> tuple[int, ...]:
    """The shortest way from ``start`` back to itself, beginning with it and without its return; empty where none is.

    ``waits_for`` gives for each action those it waits for; one that is not in it waits for nothing.
    """
    ways: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    for way in ways:
        for following in waits_for.get(way[-1], ()):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def in_words(titles: Iterable[str]) -> str:
    """``“A” waits for “B”, which waits for “A”``."""
    first, *others = titles
    return f"“{first}” waits for " + "".join(f"“{title}”, which waits for " for title in others) + f"“{first}”"
