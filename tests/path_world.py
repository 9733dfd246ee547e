"""An issue on its way: taken up, with housing, brought to two boards, of which one has met."""

from typing import Any

from newbelongings.domain.forum import actions, handing, opinions, referring
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.dates import today
from tests.answering import days_ago
from tests.meetings_world import join
from tests.world import World


def walk(world: World, forum_id: int, waiting: Issue) -> dict[str | tuple[str, str], Any]:
    """What the addresses about an issue's path and the board's days need."""
    scope = world.as_bob
    handing.take_up(scope, issue_id=waiting.pk, holder="Bob, participation", on=days_ago(18))
    handing.hand_over(scope, issue_id=waiting.pk, body="service", holder="Transport, team manager", on=days_ago(15))
    given = {
        "issue_id": waiting.pk,
        "paper": "Buses to work",
        "holder": "Noor Vale, chair",
        "referred_on": days_ago(12),
    }
    met = referring.refer(scope, date=days_ago(5), asks="Pay for fares to work.", **given)
    referring.refer(scope, date=days_ago(-30), asks="Pay for fares to college.", **given)
    referring.decide_referral(scope, referral_id=met.pk, words="Not this year.")
    known = actions.raise_issue(scope, title="Cold rooms", words="It is cold.", area="A6", raised_on=days_ago(40))
    undecided = referring.refer(
        scope, issue_id=known.pk, date=today(), paper="Heating", asks="Mend it.", holder="Noor Vale, chair"
    )
    said = {"change": "no", "people": 7, "words": "The fare is still 4.80.", "said_on": today()}
    opinions.record_verdict(scope, issue_id=waiting.pk, forum_id=forum_id, **said)
    _, token = join(forum_id, "Ana")
    return {
        "board_day_id": met.board_day_id,
        "referral_id": undecided.pk,
        ("member_monitor", "token"): token,
        ("say_verdict", "token"): token,
    }
