"""Who of a list is asked. Pure: the same references, size and seed give the same people, on any machine.

Each reference gets a rank: the SHA-256 of the seed, a line break and the reference. The lowest ranks are drawn.
So the order of the list does not matter, and anybody who doubts a sample can draw it again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

Stratum: TypeAlias = tuple[str, ...]


def random_sample(references: Iterable[str], *, size: int, seed: str) -> list[str]:
    """``size`` of the references (all of them where there are fewer), sorted."""
    return sorted(sorted(set(references), key=lambda reference: _rank(seed, reference))[:size])


def _rank(seed: str, reference: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{seed}\n{reference}".encode()).digest(), reference


def stratified_sample(strata: Mapping[str, Stratum], *, size: int, seed: str) -> list[str]:
    """``size`` references, sorted: from each stratum its share (see ``shares``), drawn at random within it.

    ``strata`` maps each reference to its group. Raises ``ValueError`` where ``size`` is less than the groups there are.
    """
    members: dict[Stratum, list[str]] = {}
    for reference, stratum in strata.items():
        members.setdefault(stratum, []).append(reference)
    taken = shares({stratum: len(found) for stratum, found in members.items()}, size=size)
    return sorted(
        reference
        for stratum, found in members.items()
        for reference in random_sample(found, size=taken[stratum], seed=seed)
    )


def shares(people: Mapping[Stratum, int], *, size: int) -> dict[Stratum, int]:
    """How many of each group are drawn: in proportion, at least one, never more than there are; in all ``size``.

    The places left over after whole shares go to the largest remainders; a tie goes to the group whose name comes
    first. Raises ``ValueError`` where ``size`` is less than the groups there are.
    """
    total = sum(people.values())
    if size >= total:
        return dict(people)
    if size < len(people):
        raise ValueError(f"{len(people)} groups need at least as many people, not {size}")
    due = {stratum: Fraction(size * count, total) for stratum, count in people.items()}
    taken = {stratum: max(1, int(share)) for stratum, share in due.items()}
    while sum(taken.values()) < size:
        taken[min((s for s in people if taken[s] < people[s]), key=lambda s: (taken[s] - due[s], s))] += 1
    while sum(taken.values()) > size:
        taken[min((s for s in people if taken[s] > 1), key=lambda s: (due[s] - taken[s], s))] -= 1
    return taken
