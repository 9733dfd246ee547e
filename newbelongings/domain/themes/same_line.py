"""Which themes of two cycles are the same line: by their slug, and by what was split and merged. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

_Node: TypeAlias = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Themes of this cycle and of the other that are one line. One side is empty where only one codebook has it."""

    now: frozenset[int]
    then: frozenset[int]


def lineages(
    now: Mapping[int, str], then: Mapping[int, str], descents: Iterable[tuple[int, int]]
) -> tuple[Lineage, ...]:
    """The lines of two codebooks, each given as slugs by theme's id.

    Themes of one slug belong together, and so do a theme and what it became by a split or a merge (``descents``, old
    and new). So a theme that was split since is held against both parts together, and one that was merged against all
    that went into it.
    """
    nodes: dict[_Node, _Node] = {(True, id_): (True, id_) for id_ in now}
    nodes |= {(False, id_): (False, id_) for id_ in then}
    by_slug = {slug: id_ for id_, slug in then.items()}
    same = [((True, id_), (False, by_slug[slug])) for id_, slug in now.items() if slug in by_slug]
    became = [((in_now, old), (in_now, new)) for old, new in descents for in_now in (True, False)]
    for first, second in [*same, *became]:
        if first in nodes and second in nodes:
            nodes[_top(nodes, first)] = _top(nodes, second)
    lines: dict[_Node, tuple[set[int], set[int]]] = {}
    for node in nodes:
        sides = lines.setdefault(_top(nodes, node), (set(), set()))
        sides[0 if node[0] else 1].add(node[1])
    return tuple(Lineage(frozenset(of_now), frozenset(of_then)) for of_now, of_then in lines.values())


def _top(nodes: Mapping[_Node, _Node], node: _Node) -> _Node:
    while nodes[node] != node:
        node = nodes[node]
    return node
