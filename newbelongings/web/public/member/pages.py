"""What a member's own page shows: sections, one under another, each from a module of its own.

A section is a function in ``SECTIONS``: it is given the ``Visit`` and returns its template with what that shows, or
None where it has nothing for this member. Its forms post to addresses of its own, behind the same door.
"""

from collections.abc import Callable
from typing import Any, Final

from .checks import answers_to_check
from .door import Visit
from .frame import frame
from .leaving import what_we_keep
from .meeting import next_meeting, notes_to_check
from .monitor import raised_so_far
from .section import Section

SECTIONS: Final[tuple[Callable[[Visit], Section | None], ...]] = (
    next_meeting,
    notes_to_check,
    answers_to_check,
    raised_so_far,
    what_we_keep,
)


def page_of(visit: Visit) -> dict[str, Any]:
    """The greeting, and every section that has something for this member."""
    sections = [section for show in SECTIONS if (section := show(visit)) is not None]
    return frame(visit) | {"sections": sections}
