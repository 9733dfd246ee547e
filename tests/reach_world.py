"""Posts and pictures at Ravensmere: one of each kind."""

import datetime as dt
from typing import Any

from newbelongings.domain.forum import picturing, reaching
from newbelongings.domain.forum.models import PictureConsent
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from tests.world import World


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def consent_of(scope: Scope, picture: str = "Hands at the harbour", *, given: int = 100, ends: int = -100, **more: Any):
    """A consent given and ending so many days ago; a number below zero lies ahead."""
    words = {"picture": picture, "shown_where": "The council’s page", "people": 4}
    return picturing.give_consent(scope, **words | {"given_on": ago(given), "ends_on": ago(ends)} | more)


def share(world: World) -> dict[str | tuple[str, str], Any]:
    """Posts counted and not; pictures that may be shown, must come down, and are down; returns the ids."""
    scope = world.as_bob
    post = reaching.record_post(
        scope, place="Instagram", about="The next meeting", posted_on=ago(40), link="https://example.org/p", reached=412
    )
    reaching.record_post(scope, place="Council page", about="New answers <today>", posted_on=ago(3))
    shown = consent_of(scope)
    consent_of(scope, "Four people cooking", ends=9)
    withdrawn: PictureConsent = consent_of(scope, "A choir of <voices>", ends=-30)
    picturing.withdraw_consent(scope, consent_id=withdrawn.pk)
    down = consent_of(scope, "An old poster", given=400, ends=100)
    picturing.take_down(scope, consent_id=down.pk)
    return {"post_id": post.pk, "consent_id": shown.pk}
