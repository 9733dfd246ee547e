"""How many people said a thing, as the public may read it. Pure."""

from collections.abc import Sequence

from newbelongings.domain.kernel.suppression import PUBLIC_PERCENT_BASE, Hidden, Shown


def public_count(people: Sequence[Shown], base: Shown) -> tuple[int, int] | None:
    """``(34, 96)`` for "34 of 96 people", or None where a public page may not say it.

    ``people`` holds one already guarded count for each theme a reply answers. The largest is taken: it is
    true of all of them together ("at least"). "34 of 96" is as good as a percentage, so the base must be
    large enough for a public percentage.
    """
    shown = [count for count in people if not isinstance(count, Hidden) and count > 0]
    if isinstance(base, Hidden) or base < PUBLIC_PERCENT_BASE or not shown:
        return None
    return max(shown), base
