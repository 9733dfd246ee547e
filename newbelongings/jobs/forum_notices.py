"""Those who asked to hear on the public page: written to when there is something, and forgotten in time."""

from django.conf import settings

from newbelongings.domain.forum import asking_back, listening
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.replies.telling import tell_due


def tell_listeners(scope: Scope) -> int:
    """Ask them to confirm, tell them of answers and of what was not taken up; returns how many messages."""
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    addresses = asking_back.Addresses(
        page=f"{public}/c/{{slug}}/",
        answer=f"{public}/c/{{slug}}/answers/{{reply}}/",
        confirm=f"{public}/h/{{token}}/yes/",
        stop=f"{public}/h/{{token}}/",
    )
    return (
        asking_back.ask_to_confirm(scope, addresses)
        + asking_back.tell_declined(scope, addresses)
        + tell_due(scope, addresses)
    )


def forget_listeners(scope: Scope) -> int:
    """Forget who did not confirm, and who was told long ago; returns how many."""
    return listening.forget_listeners(scope)
