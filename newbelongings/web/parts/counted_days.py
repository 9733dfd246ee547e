"""Days in words, as the pages of the forum and its members say them."""


def counted_days(days: int) -> str:
    """``1 day``, ``43 days``, and for none ``less than a day``."""
    return {0: "less than a day", 1: "1 day"}.get(days, f"{days:,} days")
