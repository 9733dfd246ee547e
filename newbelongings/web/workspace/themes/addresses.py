"""Ids of answers as they stand in an address."""

from uuid import UUID

from newbelongings.domain.kernel.errors import NotFound


def as_uuid(words: str | None) -> UUID | None:
    """The id, or None where none was given; ``NotFound`` for anything else."""
    try:
        return UUID(words) if words else None
    except ValueError:
        raise NotFound("There is no such answer. Go back to the list.") from None
