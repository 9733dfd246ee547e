"""Between the form of a reply and its actions."""

from collections.abc import Callable
from typing import Any

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.replies.actions import ChangedMeanwhile
from newbelongings.domain.replies.models import Reply

from .choices import Choices
from .forms import ReplyForm

_WORDS = ("title", "area", "said", "state", "answer", "changed", "promised_by", "promised_who")
_JOINS = ("themes", "issues", "actions", "milestones")


def saved(form: ReplyForm, act: Callable[[dict[str, Any]], Reply]) -> Reply | None:
    """The reply that ``act`` made of a valid form, or None with the form saying why not.

    Lets ``ChangedMeanwhile`` through: whoever draws the form must show both versions.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(form.parts())
    except ChangedMeanwhile:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None


def initial_of(reply: Reply) -> dict[str, Any]:
    """A reply as its form begins."""
    words = {name: getattr(reply, name) for name in _WORDS}
    return words | {name: [one.pk for one in getattr(reply, name).all()] for name in _JOINS}


def with_quotation(initial: dict[str, Any], offered: Choices) -> dict[str, Any]:
    """Choose the latest cleared quotation to begin with, where nothing else says what was said."""
    if offered.quotations and not initial.get("said"):
        return initial | {"quotation": offered.quotations[0][0]}
    return initial
