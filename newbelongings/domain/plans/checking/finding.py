"""A rule of the check, and what it found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` is how tests, exports and people name it. ``because`` says why it matters; ``source`` where the Guide
    (or, where it is silent, the way of working of this service) says so. ``grave``: the plan does not do its work
    with it; the others are questions worth asking."""

    code: str
    title: str
    because: str
    source: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. ``thing`` is ``plan``, ``objective``, ``action``, ``milestone`` or ``priority``;
    ``title`` names it, ``words`` say what is amiss and what to do, in one sentence."""

    rule: Rule
    thing: str
    thing_id: int
    title: str
    words: str
