"""What a personal link shows."""

from typing import Any

from newbelongings.domain.plans.links import LinkedAction
from newbelongings.web.workspace.plan.words import beside_tag, tag_words


def link_page(found: LinkedAction) -> dict[str, Any]:
    """The action with its dates and how it stands, and no other line of the plan."""
    return {
        "authority": found.authority,
        "action": found,
        "rag": found.standing.rag,
        "words": tag_words(found.standing),
        "beside": beside_tag(found.standing),
    }
