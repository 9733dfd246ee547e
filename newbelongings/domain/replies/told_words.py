"""What those who asked to hear are told. Pure. A text is kept to a few parts of 153 letters, and to plain letters."""

from newbelongings.domain.forum.asking_back import Words

_TITLE_IN_A_TEXT = 80


def answered(council: str, title: str, link: str, *, asked: bool) -> Words:
    """There is an answer; ``asked`` where it is to what they raised themselves."""
    to_what = "what you raised" if asked else "care leavers"
    return Words(
        subject=f"{council} has answered: {title}",
        email=f"{council} has answered {to_what}:\n\n{title}\n\nRead it here: {link}\n\n"
        "On that page you can also say if it is not true, or if it has not helped.",
        text=f"{council} has answered {to_what}: {_short(title)}. Read it: {link}",
    )


def taken_back(council: str, title: str, because: str) -> Words:
    """An answer they were told of does not stand any more, and why."""
    because = because.rstrip(".")
    return Words(
        subject=f"{council} has taken an answer back: {title}",
        email=f"We told you of an answer: {title}\n\nWe have taken it back. This is why: {because}.\n\n"
        f"{council} owes you a new answer. We will tell you when it is there.",
        text=f"{council} took an answer back: {_short(title)}. Why: {because}. We will tell you of a new one.",
    )


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_IN_A_TEXT else f"{title[: _TITLE_IN_A_TEXT - 3].rstrip()}..."
