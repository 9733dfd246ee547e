"""An answer with its marked words: what moved each suggestion, and what could be a name. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newbelongings.domain.kernel.identifying import Detail

_Span: TypeAlias = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the answer: ``number`` of the suggestion it moved (0: none), ``name`` where it could be one."""

    words: str
    number: int = 0
    name: bool = False


def mark(text: str, reasons: Sequence[str], flags: Sequence[Detail]) -> list[Piece]:
    """``text`` cut into pieces. ``reasons[0]`` are the words of suggestion 1.

    Where two overlap, a possible name goes before a reason, and the better suggestion before the other.
    """
    spans: list[_Span] = []
    for span in [*((flag.start, flag.end, 0, True) for flag in flags), *_found(text, reasons)]:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in spans):
            spans.append(span)
    pieces: list[Piece] = []
    at = 0
    for start, end, number, name in sorted(spans):
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], number, name))
        at = end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def _found(text: str, reasons: Sequence[str]) -> list[_Span]:
    starts = [(text.lower().find(reason.lower()) if reason else -1) for reason in reasons]
    return [
        (start, start + len(reason), number, False)
        for number, (start, reason) in enumerate(zip(starts, reasons, strict=True), 1)
        if start >= 0
    ]
