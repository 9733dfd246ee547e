"""Reactions: counts of a week and nothing else, read only in steps of the council's threshold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.replies import actions, reacting
from newbelongings.domain.replies.models import Reaction
from tests.answering import days_ago, draft_of, publish


def _react(reply, kind="helped", times=1, **more):
    for _ in range(times):
        reacting.react(public_scope(), authority_id=reply.cycle.authority_id, reply_id=reply.pk, kind=kind, **more)


def _more_than(reply, limit=5):
    said = reacting.reactions_to(public_scope(), [reply.pk], limit=limit)[reply.pk]
    return {one.kind: one.more_than for one in said}


def test_counts_of_all_weeks_are_read_in_steps_and_never_when_small(world):
    reply = publish(world)
    _react(reply, "helped", 7, on=days_ago(7))
    _react(reply, "helped", 4)
    _react(reply, "untrue", 5)
    assert _more_than(reply) == {"helped": 10, "not_yet": 0, "untrue": 0}
    _react(reply, "untrue")
    assert _more_than(reply)["untrue"] == 5
    assert Reaction.objects.filter(kind="helped").count() == 2, "a row a week"


@given(st.integers(0, 500), st.integers(4, 20))
def test_what_is_read_is_true_and_tells_no_small_number(count, limit):
    read = reacting.reacted("helped", count, limit)
    assert read.more_than == 0 or limit <= read.more_than < count
    assert read.more_than % limit == 0
    assert count - read.more_than <= limit, "as near as the steps allow"
    assert read.anybody == (count > 0)


def test_nothing_tells_who_or_when(world):
    before = AuditLine.objects.count()
    reply = publish(world)
    lines = AuditLine.objects.count()
    _react(reply)
    assert before < lines == AuditLine.objects.count()
    assert {field.name for field in Reaction._meta.get_fields()} == {"id", "reply", "kind", "week", "count"}


def test_only_what_stands_on_that_councils_page_can_be_reacted_to(world):
    reply, draft = publish(world), draft_of(world)
    for authority, one in ((world.aldersea, reply), (world.ravensmere, draft)):
        with pytest.raises(NotFound):
            reacting.react(public_scope(), authority_id=authority.pk, reply_id=one.pk, kind="helped")
    with pytest.raises(Refused):
        _react(reply, "lovely")
    actions.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was wrong.")
    with pytest.raises(NotFound):
        _react(reply)
    assert not Reaction.objects.exists()


def test_over_all_counts_what_stands_and_is_for_those_who_answer(world):
    one, other = publish(world), publish(world, area="A7")
    _react(one, "untrue", 4)
    _react(other, "untrue", 3)
    (untrue,) = [said for said in reacting.reactions_over_all(world.as_bob) if said.kind == "untrue"]
    assert untrue.more_than == 5
    assert not any(said.anybody for said in reacting.reactions_over_all(world.as_charlie))
    actions.withdraw_reply(world.as_alice, reply_id=one.pk, because="It was wrong.")
    assert {said.more_than for said in reacting.reactions_over_all(world.as_bob)} == {0}
    with pytest.raises(NotAllowed):
        reacting.reactions_over_all(world.scope(world.people[Role.ADVISER]))


def test_one_statement_for_all_cards(world, django_assert_num_queries):
    shown = [publish(world, title=f"Reply {n}").pk for n in range(10)]
    with django_assert_num_queries(1):
        reacting.reactions_to(public_scope(), shown, limit=5)
