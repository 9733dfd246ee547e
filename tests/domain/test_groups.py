"""Group sessions, and whom an adviser may help: what is counted as a person, and what is not."""

import datetime as dt

import pytest

from newbelongings.domain.evidence.queries import people_who_answered
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.outreach import helping
from newbelongings.domain.surveys import actions, groups, queries
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.models import Invitation, Response, SealedResponse
from tests.helped_world import contact_of, helped_round

SAID = [GivenAnswer("safe", "yes"), GivenAnswer("advice", text="Ask twice")]


def session_of(world, round_, **more):
    given = {"kind": "voices", "held_on": today(), "people": 8, "place": "The Old Library"} | more
    return groups.record_group_session(world.as_bob, round_id=round_.pk, **given)


def test_each_voice_is_one_person_and_what_they_agreed_on_is_nobody(world):
    round_ = helped_round(world, population=100)
    voices = session_of(world, round_)
    for number in range(12):
        groups.send_voice(world.as_bob, session=voices, answers=SAID, form_token=f"page {number}")
    agreed = session_of(world, round_, kind="agreed")
    groups.send_agreed_answer(world.as_bob, session=agreed, answers=SAID)
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 13
    assert sorted(Response.objects.values_list("way", flat=True)) == ["group"] * 12 + ["group_agreed"]
    summary = queries.round_summary(world.as_alice, round_.pk)
    assert (summary.responses, summary.rate) == (12, 12)
    assert people_who_answered(world.cycle) == 12
    assert dict(queries.closed_question_table(world.as_alice, round_.pk, "safe"))["Yes"] == 12
    # Its words are there to be read all the same.
    assert queries.open_answers(world.as_alice, round_id=round_.pk).count() == 13


def test_a_group_agrees_once(world):
    session = session_of(world, helped_round(world), kind="agreed")
    assert not groups.agreed_answer_is_sent(world.as_bob, session=session)
    groups.send_agreed_answer(world.as_bob, session=session, answers=SAID)
    assert groups.agreed_answer_is_sent(world.as_bob, session=session)
    with pytest.raises(Refused, match="has been sent"):
        groups.send_agreed_answer(world.as_bob, session=session, answers=SAID)
    assert SealedResponse.objects.count() == 1


def test_a_session_is_of_one_kind(world):
    round_ = helped_round(world)
    with pytest.raises(Refused):
        groups.send_voice(world.as_bob, session=session_of(world, round_, kind="agreed"), answers=SAID, form_token="x")
    with pytest.raises(Refused):
        groups.send_agreed_answer(world.as_bob, session=session_of(world, round_), answers=SAID)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"people": 1}, "people"),
        ({"people": 201}, "people"),
        ({"kind": "choir"}, "kind"),
        ({"held_on": today() + dt.timedelta(days=1)}, "held_on"),
        ({"held_on": today() - dt.timedelta(days=11)}, "held_on"),
    ],
)
def test_a_session_that_cannot_have_been(world, wrong, field):
    with pytest.raises(Refused) as refused:
        session_of(world, helped_round(world), **wrong)
    assert refused.value.field == field


def test_sessions_stay_within_the_council_and_with_those_who_help(world):
    round_ = helped_round(world)
    session = session_of(world, round_)
    with pytest.raises(NotFound):
        groups.group_session(world.as_charlie, round_id=round_.pk, session_id=session.pk)
    with pytest.raises(NotAllowed):
        groups.group_sessions(world.scope(world.people[Role.BOARD]), round_id=round_.pk)


def test_an_adviser_helps_their_own_and_it_counts_once(world):
    round_ = helped_round(world)
    adviser = world.people[Role.ADVISER]
    own = contact_of(world, round_, "LC-1", adviser.pk)
    other = contact_of(world, round_, "LC-2", world.bob.pk)
    scope = world.scope(adviser)
    assert [person.reference for person in helping.people_to_help(scope, round_id=round_.pk)] == ["LC-1"]
    assert helping.people_to_help(world.as_alice, round_id=round_.pk).count() == 2
    assert not helping.people_to_help(world.as_charlie, round_id=round_.pk).exists()
    with pytest.raises(NotFound):
        helping.token_of_person(scope, round_id=round_.pk, contact_id=other.pk)
    token = helping.token_of_person(scope, round_id=round_.pk, contact_id=own.pk)
    actions.submit_response(
        scope, round_id=round_.pk, answers=SAID, way="telephone", form_token="x", invitation_token=token
    )
    assert Invitation.objects.get(label="LC-1").answered
    with pytest.raises(NotFound):
        helping.token_of_person(scope, round_id=round_.pk, contact_id=own.pk)
    with pytest.raises(Refused, match="has been used"):
        helping.token_of_person(world.as_alice, round_id=round_.pk, contact_id=own.pk)
