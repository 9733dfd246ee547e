"""What a reply is made of, as it comes from a form, a command or the demonstration, and looked at before it is kept."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.text import area_code, needed, optional

from .models import Reply


class Words(TypedDict, total=False):
    """The words of a reply. ``promised_by`` is the day by which a thing under way will be done."""

    title: str
    area: str
    said: str
    state: str
    answer: str
    changed: str
    promised_by: dt.date | None
    promised_who: str


class Links(TypedDict, total=False):
    """Ids of what the reply joins: what was said (themes, issues) and what was done (actions, milestones)."""

    theme_ids: Iterable[int]
    issue_ids: Iterable[int]
    action_ids: Iterable[int]
    milestone_ids: Iterable[int]


class Parts(Words, Links, total=False):
    """All of it."""


def checked_words(parts: Parts) -> dict[str, Any]:
    """The words as they are kept; refuses what is blank, too long or unknown. A draft may lack its answer."""
    state = parts.get("state", "")
    if state not in dict(Reply.STATES):
        raise Refused("Choose how it stands: we did it, we are doing it, or we cannot.", field="state")
    return {
        "title": needed(parts.get("title", ""), field="title", ask="Give it a title in a few plain words.", most=120),
        "area": area_code(parts.get("area", "")),
        "said": needed(parts.get("said", ""), field="said", ask="Write what they said, in their words.", most=1000),
        "state": state,
        "answer": optional(parts.get("answer", ""), field="answer", most=2000),
        "changed": optional(parts.get("changed", ""), field="changed", most=1000),
        "promised_by": parts.get("promised_by"),
        "promised_who": optional(parts.get("promised_who", ""), field="promised_who", most=120),
    }
