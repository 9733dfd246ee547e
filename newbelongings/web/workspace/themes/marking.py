"""An answer with its marked words: what moved each suggestion, and what could be a name. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from newbelongings.domain.themes.names import Flag


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the answer: ``number`` of the suggestion it moved (0: none), ``name`` where it could be one."""

    words: str
    number: int = 0
    name: bool = False


def mark(text: str, reasons: Sequence[str], flags: Sequence[Flag]) -> list[Piece]:
    """``text`` cut into pieces. ``reasons[0]`` are words of suggestion 1; where two overlap the earlier one wins."""
    spans = [(flag.start, flag.end, 0, True) for flag in flags]
    for number, reason in enumerate(reasons, 1):
        start = text.lower().find(reason.lower()) if reason else -1
        if start >= 0:
            spans.append((start, start + len(reason), number, False))
    pieces: list[Piece] = []
    at = 0
    for start, end, number, name in sorted(spans):
        if start < at:
            continue
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], number, name))
        at = end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces
