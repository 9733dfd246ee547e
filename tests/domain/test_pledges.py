"""The pledge: what may be written when, by whom, and that what is published stays."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.commitments.models import PledgeSignature, PledgeUpdate
from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from tests.answering import themes_of
from tests.pledge_world import DONE, LATE, PUBLISHED, SILENT, SOON, ago, draft_pledge, publish_pledge

WORDS = {"area": "A6", "said": "It was cold.", "promise": "Warm rooms", "stands_behind": "Housing", "due": ago(-9)}


def standings(view):
    return {one.promise: one.standing for one in view.promises}


def test_promises_stand_by_area_each_with_what_the_calendar_says(world):
    view = queries.pledge(world.as_alice, publish_pledge(world.as_alice).pk)
    assert [group.area.code for group in view.groups] == ["A2", "A6", "A10"]
    stand = standings(view)
    assert stand[DONE].is_done and not stand[DONE].is_late
    assert stand[LATE].late_days == 12 and stand[LATE].rag == "amber"
    assert not stand[SOON].is_late and not stand[SOON].is_stale
    assert stand[SILENT].is_stale and stand[SILENT].stale_days == 80
    assert [one.promise for one in queries.late_promises(world.as_bob)] == [LATE]


def test_a_promise_begins_to_wait_on_the_day_of_publication(world):
    pledge = draft_pledge(world.as_alice, due=ago(-90))
    day = ago(50)
    actions.publish_pledge(world.as_alice, pledge_id=pledge.pk, name="Ann", office="Leader", published_on=day)
    late = queries.pledge(world.as_alice, pledge.pk, on=today())
    assert {one.standing.unstarted_days for one in late.promises} == {50}
    assert not standings(queries.pledge(world.as_alice, pledge.pk, on=day + dt.timedelta(days=41)))[DONE].is_stale


def test_once_published_its_promises_stay_as_they_are(world):
    scope = world.as_alice
    pledge = publish_pledge(scope)
    promise = pledge.promises.get(promise=LATE)
    for change in (
        lambda: actions.change_pledge(scope, pledge_id=pledge.pk, title="Other"),
        lambda: actions.add_promise(scope, pledge_id=pledge.pk, **WORDS),
        lambda: actions.change_promise(scope, promise_id=promise.pk, **WORDS),
        lambda: actions.move_promise(scope, promise_id=promise.pk, way="up"),
        lambda: actions.remove_promise(scope, promise_id=promise.pk),
        lambda: actions.publish_pledge(scope, pledge_id=pledge.pk, name="A", office="B"),
    ):
        with pytest.raises(Refused, match="its promises stay as they are"):
            change()
    promise.refresh_from_db()
    assert promise.promise == LATE


def test_a_draft_is_changed_moved_and_thinned(world):
    scope = world.as_bob
    pledge = draft_pledge(scope)
    silent = pledge.promises.get(promise=SILENT)
    actions.move_promise(scope, promise_id=silent.pk, way="up")
    actions.move_promise(scope, promise_id=silent.pk, way="up")
    assert [one.promise for one in queries.pledge(scope, pledge.pk).groups[0].promises] == [SILENT, LATE]
    themes = themes_of(world, {"Cold rooms": 8}, base=20)
    actions.change_promise(scope, promise_id=silent.pk, theme_ids=[themes["Cold rooms"].pk], **WORDS)
    actions.remove_promise(scope, promise_id=pledge.promises.get(promise=DONE).pk)
    view = queries.pledge(scope, pledge.pk)
    assert [(one.promise, one.theme_names) for one in view.groups[1].promises] == [("Warm rooms", ("Cold rooms",))]
    actions.change_pledge(scope, pledge_id=pledge.pk, title="  A better\n title ")
    assert queries.pledge(scope, pledge.pk).title == "A better title"


def test_signatures_and_updates_are_only_added(world):
    pledge = publish_pledge(world.as_alice)
    for row in (pledge.signatures.first(), PledgeUpdate.objects.first()):
        row.made_by = row.name = "Somebody else"
        for change in (row.save, row.delete):
            with pytest.raises(Refused):
                change()
    with pytest.raises(Refused):
        PledgeSignature.objects.filter(pledge=pledge).delete()
    actions.sign_pledge(world.as_alice, pledge_id=pledge.pk, name="Tom  Reeve", office="Leader")
    assert pledge.signatures.count() == 2, "the same signature is not kept twice"


def test_what_is_not_ready_is_not_published(world):
    scope = world.as_alice
    pledge = actions.write_pledge(scope, title="Promises", written_on=ago(30))
    given = {"pledge_id": pledge.pk, "name": "Ann Pell", "office": "Chief executive"}
    with pytest.raises(Refused, match="There is no promise in it yet"):
        actions.publish_pledge(scope, **given)
    promise = actions.add_promise(scope, pledge_id=pledge.pk, **WORDS | {"due": ago(20)})
    assert len(queries.pledge(scope, pledge.pk).lacks) == 2
    with pytest.raises(Refused, match="joins no theme and no issue"):
        actions.publish_pledge(scope, **given)
    issue = forum.raise_issue(scope, title="Cold", words="Cold.", area="A6")
    actions.change_promise(scope, promise_id=promise.pk, issue_ids=[issue.pk], **WORDS | {"due": ago(20)})
    with pytest.raises(Refused, match="Give it a later day"):
        actions.publish_pledge(scope, **given)
    with pytest.raises(Refused, match="Name who signs"):
        actions.publish_pledge(scope, **given | {"name": " ", "published_on": ago(20)})
    assert queries.public_pledge(public_scope(), world.ravensmere.pk) is None
    actions.publish_pledge(scope, **given | {"published_on": ago(20)})
    assert queries.public_pledge(public_scope(), world.ravensmere.pk).title == "Promises"


def test_one_pledge_stands_at_a_time_and_the_ended_one_says_why(world):
    scope = world.as_alice
    pledge = publish_pledge(scope)
    following = draft_pledge(scope, title="The next", due=ago(-30))
    signed = {"pledge_id": following.pk, "name": "Ann Pell", "office": "Chief executive"}
    with pytest.raises(Refused, match="still stands"):
        actions.publish_pledge(scope, **signed)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(pledge).objects.filter(pk=following.pk).update(published_on=today())
    actions.end_pledge(scope, pledge_id=pledge.pk, because="A new council was elected.")
    for act in (
        lambda: actions.sign_pledge(scope, pledge_id=pledge.pk, name="Late", office="Leader"),
        lambda: actions.update_promise(scope, promise_id=pledge.promises.first().pk, rag="red", words="No."),
        lambda: actions.end_pledge(scope, pledge_id=pledge.pk, because="Twice."),
    ):
        with pytest.raises(Refused, match="has ended"):
            act()
    shown = queries.public_pledge(public_scope(), world.ravensmere.pk)
    assert (shown.title, shown.ended_because) == (pledge.title, "A new council was elected.")
    assert queries.late_promises(scope) == ()
    actions.publish_pledge(scope, **signed)
    assert queries.public_pledge(public_scope(), world.ravensmere.pk).title == "The next"


@pytest.mark.parametrize("day", [ago(PUBLISHED + 1), ago(-1)])
def test_days_lie_between_publication_and_today(world, day):
    scope, pledge = world.as_alice, publish_pledge(world.as_alice)
    with pytest.raises(Refused):
        actions.sign_pledge(scope, pledge_id=pledge.pk, name="Ida", office="Mayor", signed_on=day)
    with pytest.raises(Refused):
        actions.end_pledge(scope, pledge_id=pledge.pk, because="Because.", ended_on=day)


def test_the_next_council_and_who_only_reads(world):
    pledge = draft_pledge(world.as_alice)
    promise = pledge.promises.first()
    for act in (
        lambda: actions.add_promise(world.as_charlie, pledge_id=pledge.pk, **WORDS),
        lambda: actions.change_promise(world.as_charlie, promise_id=promise.pk, **WORDS),
        lambda: actions.publish_pledge(world.as_charlie, pledge_id=pledge.pk, name="A", office="B"),
        lambda: queries.pledge(world.as_charlie, pledge.pk),
    ):
        with pytest.raises(NotFound):
            act()
    issue = forum.raise_issue(world.as_charlie, title="Theirs", words="Theirs.", area="A6")
    with pytest.raises(NotFound):
        actions.add_promise(world.as_alice, pledge_id=pledge.pk, issue_ids=[issue.pk], **WORDS)
    board = world.scope(world.people[Role.BOARD])
    assert queries.pledge(board, pledge.pk).title == pledge.title
    with pytest.raises(NotAllowed):
        actions.sign_pledge(board, pledge_id=pledge.pk, name="A", office="B")
    with pytest.raises(NotAllowed):
        queries.pledges(world.scope(world.people[Role.ADVISER]))


def test_no_name_and_no_words_are_in_the_audit_lines(world):
    publish_pledge(world.as_alice)
    lines = AuditLine.objects.filter(kind__startswith="commitments.pledge")
    kept = " ".join(str(line.detail) for line in lines)
    assert lines.count() >= 10
    assert "Ann Pell" not in kept and "Two left" not in kept
