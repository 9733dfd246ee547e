"""The pledge of one council, with a promise of each standing; its posts, and whose picture may be shown until when."""

from newbelongings.domain.commitments import actions
from newbelongings.domain.forum import picturing, queries, reaching

from .place import Year, chosen, day
from .story import Story, pledge_story

_COUNTS = ("reached", "reactions", "shares", "comments", "messages")


def pledge(year: Year) -> None:
    """Written from what the forum raised, signed, and followed since."""
    scope, told = year.place.lead, pledge_story()["pledge"]
    made = actions.write_pledge(scope, title=told["title"], opening=told["opening"], written_on=day(told["written"]))
    promises = [_promise(year, made.pk, promise) for promise in told["promises"]]
    first, *more = told["signatures"]
    forum = queries.forums(scope).first()
    actions.publish_pledge(
        scope,
        pledge_id=made.pk,
        name=first["name"],
        office=first["office"],
        checked_with_id=forum.pk if forum else None,
        published_on=day(told["published"]),
    )
    for signature in more:
        actions.sign_pledge(
            scope,
            pledge_id=made.pk,
            name=signature["name"],
            office=signature["office"],
            signed_on=day(signature["day"]),
        )
    for promise_id, promise in zip(promises, told["promises"], strict=True):
        for update in promise.get("updates", ()):
            actions.update_promise(
                scope, promise_id=promise_id, rag=update["rag"], words=update["words"], made_on=day(update["day"])
            )


def _promise(year: Year, pledge_id: int, promise: Story) -> int:
    added = actions.add_promise(
        year.place.lead,
        pledge_id=pledge_id,
        area=promise["area"],
        said=promise["said"],
        promise=promise["promise"],
        stands_behind=promise["behind"],
        due=day(promise["due"]),
        issue_ids=chosen(year.issues, promise["issues"]),
    )
    return added.pk


def share(year: Year) -> None:
    """Posts with what came back, one that nobody has counted yet; pictures, one of which must come down."""
    scope, told = year.place.who("colleague"), pledge_story()
    for post in told["posts"]:
        counts = {name: post[name] for name in _COUNTS if name in post}
        reaching.record_post(scope, place=post["place"], about=post["about"], posted_on=day(post["day"]), **counts)
    for consent in told["consents"]:
        given = picturing.give_consent(
            scope,
            picture=consent["picture"],
            shown_where=consent["where"],
            people=consent["people"],
            given_on=day(consent["given"]),
            ends_on=day(consent["ends"]),
        )
        if consent.get("down"):
            picturing.take_down(scope, consent_id=given.pk)
