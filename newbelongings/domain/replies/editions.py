"""The state of a draft as one short text, so that two people who edit it at once find out."""

import hashlib
import json

from .models import Reply
from .parts import Links

_PUBLIC = ("title", "area", "said", "state", "answer", "changed", "promised_by", "promised_who")
_WORDS = (*_PUBLIC, "published_on")


def edition(reply: Reply) -> str:
    """A hash of everything a form about ``reply`` could show: it changes when any of that does."""
    return _hash([[str(getattr(reply, name)) for name in _WORDS], links_of(reply)])


def words_edition(reply: Reply) -> str:
    """A hash of what care leavers will read of ``reply``, and of nothing that stands behind it."""
    return _hash([str(getattr(reply, name)) for name in _PUBLIC])


def links_of(reply: Reply) -> list[list[int]]:
    """The ids that a reply joins: themes, issues, actions, milestones, each in order."""
    joined = (reply.themes, reply.issues, reply.actions, reply.milestones)
    return [sorted(links.values_list("pk", flat=True)) for links in joined]


def links_in(links: Links) -> list[list[int]]:
    """The same, of links that were given."""
    given = (links.get("theme_ids"), links.get("issue_ids"), links.get("action_ids"), links.get("milestone_ids"))
    return [sorted(set(ids or ())) for ids in given]


def _hash(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
