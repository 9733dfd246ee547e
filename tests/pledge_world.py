"""Ravensmere's pledge with a promise of every standing, for tests that need one."""

import datetime as dt
from typing import Any

from newbelongings.domain.commitments import actions
from newbelongings.domain.commitments.models import Pledge
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from tests.world import World

PUBLISHED = 100
DONE, LATE, SOON, SILENT = "A key of your own", "A worker who stays", "A lift to work", "A lunch each month"


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def draft_pledge(scope: Scope, *, title: str = "What we promise you", **more: Any) -> Pledge:
    """A pledge that lacks nothing, and is not published; ``more`` goes to each of its promises."""
    issue = forum.raise_issue(scope, title="Keys", words="I gave my key back on my birthday.", area="A6")
    pledge = actions.write_pledge(
        scope, title=title, opening="You told us what hurts. This is what we will do.", written_on=ago(PUBLISHED + 20)
    )
    for promise, area, due in (
        (DONE, "A6", ago(60)),
        (LATE, "A2", ago(12)),
        (SOON, "A10", ago(-40)),
        (SILENT, "A2", ago(-200)),
    ):
        words = {"said": "“I gave my key back.”", "stands_behind": "The head of housing", "due": due, "area": area}
        actions.add_promise(scope, pledge_id=pledge.pk, issue_ids=[issue.pk], **{"promise": promise} | words | more)
    return pledge


def publish_pledge(scope: Scope, **more: Any) -> Pledge:
    """The same, published ``PUBLISHED`` days ago, signed by two, one promise done and one late."""
    pledge = draft_pledge(scope, **more)
    actions.publish_pledge(
        scope, pledge_id=pledge.pk, name="Ann Pell", office="Chief executive", published_on=ago(PUBLISHED)
    )
    actions.sign_pledge(scope, pledge_id=pledge.pk, name="Tom Reeve", office="Leader", signed_on=ago(90))
    done, late, soon, silent = sorted(pledge.promises.all(), key=lambda one: one.pk)
    actions.update_promise(scope, promise_id=done.pk, rag="done", words="The 30 keys are cut.", made_on=ago(70))
    actions.update_promise(scope, promise_id=late.pk, rag="amber", words="Two left.", made_on=ago(20))
    actions.update_promise(scope, promise_id=soon.pk, rag="green", words="The cars are here.", made_on=ago(5))
    actions.update_promise(scope, promise_id=silent.pk, rag="green", words="We had one.", made_on=ago(80))
    return pledge


def pledge(world: World) -> dict[str | tuple[str, str], Any]:
    """One pledge that stands and the draft of the next; returns the ids for addresses."""
    stands = publish_pledge(world.as_alice)
    coming = draft_pledge(world.as_alice, title="What comes next", due=ago(-90))
    first = coming.promises.first()
    ids: dict[str | tuple[str, str], Any] = {"pledge_id": stands.pk, "promise_id": first.pk}
    ids["update_promise", "promise_id"] = stands.promises.first().pk
    for name in ("add_promise", "change_pledge", "publish_pledge"):
        ids[name, "pledge_id"] = coming.pk
    return ids
