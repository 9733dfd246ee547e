"""Numbers in words, as the forum's pages say them."""


def counted_days(days: int) -> str:
    """``1 day``, ``43 days``, and for none ``less than a day``."""
    return {0: "less than a day", 1: "1 day"}.get(days, f"{days:,} days")
