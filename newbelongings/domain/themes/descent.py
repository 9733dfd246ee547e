"""What themes became when they were split or merged, and what they were before. Pure: a walk over pairs of ids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Descent:
    """``became_next``: for each theme that something became of, what, by the next change. ``retired``: the themes
    nobody codes to any more. ``names``: of all of these. A walk ends even where the pairs go round in a circle.
    """

    became_next: Mapping[int, Sequence[int]] = field(default_factory=dict)
    retired: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)

    def became(self, theme_id: int) -> tuple[int, ...]:
        """The living themes that a theme became, each once; itself while it lives."""
        found: dict[int, None] = {}
        seen: set[int] = set()
        waiting = [theme_id]
        while waiting:
            here = waiting.pop(0)
            if here in seen:
                continue
            seen.add(here)
            if here in self.retired:
                waiting += self.became_next.get(here, ())
            else:
                found[here] = None
        return tuple(found)

    def was(self, theme_id: int) -> tuple[int, ...]:
        """The retired themes that became this one, by id; none for a theme that was always itself."""
        return tuple(sorted(old for old in self.retired if old != theme_id and theme_id in self.became(old)))

    def kin(self, theme_id: int) -> set[int]:
        """A theme, what it became, and what became of that too: words under any of these are words about it."""
        now = self.became(theme_id)
        return {theme_id, *now, *(old for each in now for old in self.was(each))}

    def all_became(self, theme_ids: Iterable[int]) -> set[int]:
        """The living themes that any of these became."""
        return {now for theme_id in theme_ids for now in self.became(theme_id)}

    def called(self, name: str, theme_id: int, cited: int) -> str:
        """The name of a theme where another, ``cited``, is what somebody chose: ``Renting (was: Housing)``."""
        return name if theme_id == cited else f"{name} (was: {self.names.get(cited, '')})"
