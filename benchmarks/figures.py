"""One figure, as one JSON line."""

import json
from dataclasses import asdict, dataclass


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
