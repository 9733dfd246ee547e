"""One figure, as one JSON line; and how one is timed."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value. ``n`` is the size it was measured at, ``note`` says what a reader must know besides."""

    name: str
    value: float
    unit: str
    n: int
    note: str = ""

    def line(self) -> str:
        return json.dumps({**asdict(self), "value": round(self.value, 3)}, ensure_ascii=False)


class Missing(Exception):
    """Something the benchmark needs is not on this machine; the sentence says what."""


def processor_milliseconds(do: Callable[[str], object], texts: Sequence[str], *, rounds: int) -> float:
    """Milliseconds of the processor for one text: the median of ``rounds`` over all of them."""
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            do(text)
        spent.append((time.process_time() - begun) * 1000 / len(texts))
    return median(spent)
