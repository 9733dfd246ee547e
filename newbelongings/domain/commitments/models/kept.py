"""The tables of everything in this room that somebody may have to account for."""

from newbelongings.domain.kernel.add_only import AddOnly


class Kept(AddOnly):
    """A row that is written once."""

    NEVER = "This is kept as it was written. Add a new entry that puts it right."

    class Meta:
        abstract = True
