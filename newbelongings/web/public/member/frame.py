"""What surrounds every page behind a member's link."""

from typing import Any

from .door import Visit


def frame(visit: Visit) -> dict[str, Any]:
    """What the frame of every page behind a member's link needs."""
    return {"authority": visit.authority, "member": visit.member, "token": visit.token}
