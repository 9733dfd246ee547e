"""Weights that make those who answered look like all there are: post-stratification and raking. Pure.

By one characteristic each group gets the weight of its share of all over its share of the answers
(post-stratification). By several, the weights are raked: of all weights under which every characteristic fits, those
nearest to one in the sense of J.-C. Deville and C.-E. Särndal, "Calibration estimators in survey sampling", Journal of
the American Statistical Association 87 (1992), 376-382, case 2, found by ``scipy.optimize``. How much they cost is the
effective sample (L. Kish, Survey Sampling, 1965, 11.7). No weight adds what nobody said: a group without an answer
cannot be weighted up, and is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from newbelongings.domain.kernel.errors import Refused

Cell: TypeAlias = tuple[str, ...]
# A person who counts for more than five, or for less than a fifth, says more about the weights than about the answers.
HIGHEST: Final = 5.0
FEWEST: Final = 30
# Factors beyond this are refused anyway; how near each group must come to its share, in parts of all people.
_FAR: Final = 30.0
_CLOSE: Final = 1e-6


@dataclass(frozen=True)
class Weights:
    """A weight for each cell, one on average over ``people``; ``effective`` is how many people they leave in effect."""

    of: Mapping[Cell, float]
    people: int
    effective: int


def weigh(sample: Mapping[Cell, int], population: Sequence[Mapping[str, int]], *, labels: Sequence[str]) -> Weights:
    """Weights for the cells of ``sample``: one group of each characteristic, in the order of ``population``.

    ``population`` counts each characteristic's groups, ``labels`` names the characteristics for a refusal.
    ``Refused`` where too few answered, a group has no answer, or a weight is out of bounds.
    """
    counts = {cell: count for cell, count in sample.items() if count}
    people = sum(counts.values())
    if people < FEWEST:
        raise Refused(f"Weights need {FEWEST} answers or more. Read the figures as they are until then.")
    _refuse_empty(counts, population, labels)
    fitted = _by_one(counts, population[0]) if len(population) == 1 else _by_several(counts, population)
    weights = {cell: fitted[cell] / count for cell, count in counts.items()}
    if not all(1 / HIGHEST <= weight <= HIGHEST for weight in weights.values()):
        raise Refused(
            f"One person would count for more than {HIGHEST:.0f}, or for less than a fifth. That is too much to rest "
            "on a few answers. Weigh by fewer things, or hear from more of those who are missing."
        )
    return Weights(weights, people, effective_size(weights, counts))


def effective_size(weights: Mapping[Cell, float], counts: Mapping[Cell, int]) -> int:
    """Kish's effective sample: how many equally weighted people would tell as much."""
    total = sum(weights[cell] * count for cell, count in counts.items())
    squares = sum(weights[cell] ** 2 * count for cell, count in counts.items())
    return int(total * total / squares + 1e-9)


def _refuse_empty(counts: Mapping[Cell, int], population: Sequence[Mapping[str, int]], labels: Sequence[str]) -> None:
    for place, (row, label) in enumerate(zip(population, labels, strict=True)):
        heard = {cell[place] for cell in counts}
        if any(count and group not in heard for group, count in row.items()):
            raise Refused(
                f"By {label.lower()}, one group has no answer at all, and nothing can be weighted up from it."
            )
        if any(not row.get(group) for group in heard):
            raise Refused(f"By {label.lower()}, people answered of a group that is not counted among care leavers.")


def _by_one(counts: Mapping[Cell, int], row: Mapping[str, int]) -> dict[Cell, float]:
    people, everybody = sum(counts.values()), sum(row.values())
    return {(group,): people * count / everybody for group, count in row.items()}


def _by_several(counts: Mapping[Cell, int], population: Sequence[Mapping[str, int]]) -> dict[Cell, float]:
    """The least of a convex function of one number a group, whose slope is what each group still lacks."""
    # Imported only here: few weigh by several, and it takes a second.
    import numpy as np
    from scipy.optimize import minimize

    people, cells = sum(counts.values()), list(counts)
    groups = [(place, group) for place, row in enumerate(population) for group, count in row.items() if count]
    member = np.array([[float(cell[place] == group) for cell in cells] for place, group in groups])
    wanted = np.array([people * population[place][group] / sum(population[place].values()) for place, group in groups])
    heard = np.array([float(counts[cell]) for cell in cells])

    def fitted(factors: Any) -> Any:
        return heard * np.exp(np.clip(factors @ member, -_FAR, _FAR))

    def value(factors: Any) -> Any:
        return fitted(factors).sum() - wanted @ factors

    def slope(factors: Any) -> Any:
        return member @ fitted(factors) - wanted

    def curve(factors: Any) -> Any:
        return (member * fitted(factors)) @ member.T

    found = minimize(value, np.zeros(len(groups)), jac=slope, hess=curve, method="trust-exact", options={"gtol": 1e-9})
    if abs(slope(found.x)).max() > _CLOSE * people:
        raise _unfitting()
    return dict(zip(cells, fitted(found.x).tolist(), strict=True))


def _unfitting() -> Refused:
    return Refused("These cannot be weighted together: too many combinations of groups have no answer. Choose fewer.")
