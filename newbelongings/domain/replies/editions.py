"""The state of a draft as one short text, so that two people who edit it at once find out."""

import hashlib
import json

from .models import Reply

_WORDS = ("title", "area", "said", "state", "answer", "changed", "promised_by", "promised_who", "published_on")
_LINKS = ("themes", "issues", "actions", "milestones")


def edition(reply: Reply) -> str:
    """A hash of everything a form about ``reply`` could show: it changes when any of that does."""
    words = [str(getattr(reply, name)) for name in _WORDS]
    links = [sorted(getattr(reply, name).values_list("pk", flat=True)) for name in _LINKS]
    return hashlib.sha256(json.dumps([words, links]).encode()).hexdigest()[:32]
