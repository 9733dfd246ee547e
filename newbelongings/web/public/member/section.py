"""One section of a member's page."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A template that begins with an h2, and what it shows as ``section``."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)
