"""What came by the public page, and who asked to hear, built by calling actions. Nobody here exists."""

from typing import Any

from newbelongings.domain.forum import listening, moderating, reporting
from newbelongings.domain.forum.models import Issue, Listener, Report
from newbelongings.domain.kernel.models import OutboxMessage
from newbelongings.domain.kernel.scope import Scope, public_scope
from newbelongings.jobs.forum_notices import tell_listeners
from tests.world import World

WORDS = "Letters say court before they say what they are about."
NAMED = "My worker Tamsin Okafor never rings back. I live on Kestrel Road."
DANGER = "he hits me when he has had a drink"
EMAIL, MOBILE = "kai@example.org", "07700 900123"


def by_anybody(world: World) -> Scope:
    """Somebody without an account, on Ravensmere's page."""
    return public_scope(world.ravensmere.pk)


def report_of(world: World, words: str = WORDS, **more: Any) -> Report:
    return reporting.report_issue(by_anybody(world), words=words, **more)


def accepted(world: World, report: Report, **more: object) -> Issue:
    given = {"title": "Letters that frighten", "words": WORDS, "area": "A7"} | more
    return moderating.accept_report(world.as_alice, report_id=report.pk, **given)


def hears_everything(world: World, contact: str = EMAIL, *, area: str = "") -> Listener:
    """Somebody who asked for every answer and confirmed it; the first message is out of the way."""
    listening.hear(by_anybody(world), contact=contact, area=area)
    tell_listeners(world.as_system())
    found = Listener.objects.get(every_answer=True, address=contact)
    listening.confirm(by_anybody(world), token=listening.token_of(found))
    OutboxMessage.objects.all().delete()
    return found


def waiting_for(contact: str) -> list[OutboxMessage]:
    """What lies in the outbox for an address."""
    return list(OutboxMessage.objects.filter(to=contact).order_by("pk"))


def come_in(world: World) -> dict[str | tuple[str, str], object]:
    """Something on every page of this subject; the ids by the addresses that want them."""
    report_of(world, NAMED, contact=MOBILE)
    report_of(world, "cheap loans at www.example.org")
    listener = hears_everything(world)
    listening.hear(by_anybody(world), contact="new@example.org", area="A6")
    new = Listener.objects.get(address="new@example.org")
    return {
        "report_id": Report.objects.filter(spam=False).get().pk,
        ("stop_hearing", "token"): listening.token_of(listener),
        ("confirm_hearing", "token"): listening.token_of(new),
    }
