"""Looking for groups among the answers that no theme fits, once enough of them came or went."""

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes.emerging import stray_rounds

ENOUGH = 5  # answers: fewer make no group


class FindEmerging:
    """Look for groups where it is worth it; returns how many were found.

    Counting is one statement for all councils; a round of which less than a twentieth changed is not looked at.
    """

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}

    def __call__(self, scope: Scope) -> int:
        found = 0
        for stray in stray_rounds(scope):
            before = self.seen.get(stray.round_id)
            if before is None or abs(stray.answers - before) >= max(ENOUGH, before // 20):
                found += _find_emerging(scope.at(stray.authority_id), stray.round_id)
                self.seen[stray.round_id] = stray.answers
        return found


def _find_emerging(scope: Scope, round_id: int) -> int:
    from newbelongings.domain.themes.finding import find_emerging  # it loads scikit-learn, for a second

    return find_emerging(scope, round_id=round_id)
