"""Handing the device over: what the person who helps must not see travels in the page as one sealed field.

See docs/adr/0015. Nothing is stored; the field opens only for the form and the round it was made for.
"""

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.sealing import HANDED_OVER, seal, unseal

Typed = dict[str, list[str]]


def hand_over(scope: Scope, *, round_id: int, form_token: str, typed: Typed) -> str:
    """What was typed, by field, as one field that says nothing: not even, within 8 kB, how much it is."""
    scope.require(Permission.HELP_ANSWER)
    return seal({"for": [round_id, form_token], "typed": typed}, purpose=HANDED_OVER).decode("ascii")


def handed_over(scope: Scope, *, round_id: int, form_token: str, field: str) -> Typed:
    """What such a field holds; nothing for an empty one. ``Refused`` where it belongs to another form."""
    scope.require(Permission.HELP_ANSWER)
    if not field:
        return {}
    try:
        content = unseal(field.encode("ascii", "ignore"), purpose=HANDED_OVER)
        fits = content["for"] == [round_id, form_token]
    except Refused:
        fits = False
    if not fits:
        raise Refused("This page is not complete. Start again from the list of surveys.")
    typed: Typed = content["typed"]
    return typed
