"""How a standing is said: the words in a RAG tag, and those that stand beside it."""

from collections.abc import Sequence

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.plans.moved import Moved
from newbelongings.domain.plans.plan_view import HeldUp
from newbelongings.web.parts.knots import RAG_WORDS

IN_TAG = {"red": "late, or will be", "amber": "at risk", "green": "on track"}
ON_CHART = {"red": "Red", "amber": "At risk", "green": "On track", "none": "Not started"}
RAG_CHOICES = [
    ("green", "Green: on track"),
    ("amber", "Amber: at risk"),
    ("red", "Red: late, or will be"),
    ("done", "Done"),
]


def days(number: int) -> str:
    """``1 day``, ``43 days``."""
    return f"{number} day" if number == 1 else f"{number:,} days"


def tag_words(standing: Standing) -> str:
    """What the tag says after its colour. Only red may say the lateness itself: nobody called the others late."""
    if standing.rag == "red" and standing.is_late:
        return f"{days(standing.late_days)} late"
    return IN_TAG.get(standing.rag, "")


def beside_tag(standing: Standing) -> str:
    """What the calendar says beside a person's word; empty where it adds nothing."""
    return ", ".join(said for said in (_late(standing), _silent(standing)) if said)


def _late(standing: Standing) -> str:
    return f"{days(standing.late_days)} late" if standing.is_late and standing.rag != "red" else ""


def _silent(standing: Standing) -> str:
    """How long nobody has said anything: stale, or not begun. Of what is late and never begun, late says enough."""
    if standing.stale_days:
        return f"no update for {standing.stale_days // 7} weeks"
    if standing.unstarted_days and not standing.is_late:
        return f"should have begun {days(standing.unstarted_days)} ago"
    return ""


def was_words(moved: Sequence[Moved]) -> list[str]:
    """The old dates of a line that was planned anew, each with its reason."""
    named = {"starts": "Start was", "ends": "End was", "due": "Was"}
    return [f"{named[move.field]} {long_date(move.was)}: {move.why}" for move in moved]


def wait_words(waits_for: Sequence[HeldUp]) -> list[str]:
    """What an action waits for, and whether that is late itself."""
    return [
        f"Waits for “{other.title}”" + (f", which is {days(other.late_days)} late" if other.late_days else "")
        for other in waits_for
    ]


def chart_words(standing: Standing) -> str:
    """The state of a milestone in a drawing; nothing for one that is done."""
    if standing.is_done:
        return ""
    if standing.is_late:
        return f"{RAG_WORDS[standing.rag]}, {days(standing.late_days)} late"
    return ON_CHART[standing.rag]


def sentence(standing: Standing) -> str:
    """The state of a thing as one short sentence, for a description that is read aloud."""
    return f"{chart_words(standing) or 'Done'}."
