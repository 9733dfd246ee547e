"""What the register of protocols shows."""

from dataclasses import dataclass

from newbelongings.domain.commitments import queries
from newbelongings.domain.commitments.protocol_queries import ProtocolView
from newbelongings.domain.commitments.reviewing import Due
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .words import Tag, months, review_tag


@dataclass(frozen=True, slots=True)
class ProtocolLine:
    """A protocol, its tag, and how often it is reviewed."""

    protocol: ProtocolView
    tag: Tag
    every: str


@dataclass(frozen=True, slots=True)
class ProtocolsPage:
    """The register. ``next`` is the one to review first, where one is late or soon."""

    running: tuple[ProtocolLine, ...]
    ended: tuple[ProtocolLine, ...]
    next: ProtocolLine | None
    may_keep: bool


@dataclass(frozen=True, slots=True)
class ProtocolPage:
    """One protocol."""

    line: ProtocolLine
    may_keep: bool


def protocols_page(scope: Scope) -> ProtocolsPage:
    """The register of the council."""
    lines = [_line(view) for view in queries.protocols(scope)]
    running = tuple(line for line in lines if line.protocol.ended_on is None)
    return ProtocolsPage(
        running=running,
        ended=tuple(line for line in lines if line.protocol.ended_on is not None),
        next=running[0] if running and running[0].protocol.due is not Due.FAR else None,
        may_keep=scope.may(Permission.KEEP_COMMITMENTS),
    )


def protocol_page(scope: Scope, protocol_id: int) -> ProtocolPage:
    """One protocol with its log."""
    line = _line(queries.protocol(scope, protocol_id))
    return ProtocolPage(line, scope.may(Permission.KEEP_COMMITMENTS) and line.protocol.ended_on is None)


def _line(view: ProtocolView) -> ProtocolLine:
    return ProtocolLine(view, review_tag(view), months(view.review_every))
