"""What is left in words that are to be read by others: a person takes it out, or answers for it."""

from newbelongings.domain.kernel.errors import Refused

from .marking import point_out


class StillTelling(Refused):
    """The words still hold something that could tell who it is; ``details`` as they stand, in their order."""

    def __init__(self, details: list[str], *, field: str = "words") -> None:
        self.details = details
        named = ", ".join(f"“{detail}”" for detail in details)
        super().__init__(
            f"This could still tell who it is: {named}. Take it out, or say below that it may stay.", field=field
        )


def details_left(words: str, *, may_stay: bool = False, field: str = "words") -> int:
    """How many details are left in ``words``; ``StillTelling`` where there are any and no person says they may stay."""
    details = [words[detail.start : detail.end] for detail in point_out(words)]
    if details and not may_stay:
        raise StillTelling(details, field=field)
    return len(details)
