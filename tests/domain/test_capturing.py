"""A survey taken along on a device: what it may send, that it counts once, and what is turned away."""

import datetime as dt
import json
from uuid import uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.safeguarding.models import Concern
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.capturing import MOST_ANSWERS, _read, open_capture
from newbelongings.domain.surveys.models import Answer, Response, Round, SealedResponse, SpentForm
from tests.domain.test_envelopes import seal_as_device

SAID = [{"question": "best", "text": "My key worker rang", "position": 2}, {"question": "age", "option": "18-20"}]


def open_a_round(world, scope=None, cycle=None, slug: str = "autumn") -> Round:
    instrument = actions.install_shipped_instruments(system_scope())[0]
    return actions.open_round(
        scope or world.as_alice,
        cycle_id=(cycle or world.cycle).pk,
        instrument_id=instrument.pk,
        slug=slug,
        title="Autumn survey",
        opens=today() - dt.timedelta(days=9),
        closes=today() + dt.timedelta(days=9),
    )


@pytest.fixture
def round_(world) -> Round:
    return open_a_round(world)


@pytest.fixture
def adviser(world):
    return world.scope(world.people[Role.ADVISER])


def sealed(round_: Round, form_id, answers=SAID, interpreter=False) -> bytes:
    content = json.dumps({"answers": answers, "interpreter": interpreter}).encode()
    return seal_as_device(content.ljust(8192), f"{round_.pk}/{form_id}")


def send(capture, form_id, envelope: bytes) -> None:
    actions.submit_captured(capture.scope, round_id=capture.round_id, form_id=form_id, sealed=envelope)


def test_what_an_adviser_takes_along_comes_in_as_said_face_to_face(world, adviser, round_):
    _, token = actions.take_offline(adviser, round_id=round_.pk)
    capture, form_id = open_capture(token), uuid4()
    assert (capture.scope, capture.round_id) == (adviser, round_.pk)
    send(capture, form_id, sealed(round_, form_id))
    actions.open_box(world.as_alice, round_id=round_.pk)
    assert SealedResponse.objects.get().compartment == "helped"
    for _ in range(9):
        other = uuid4()
        send(capture, other, sealed(round_, other))
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 10
    assert set(Response.objects.values_list("way", "interpreter")) == {("face_to_face", False)}
    assert Answer.objects.filter(question__name="best", position=2, text="My key worker rang").count() == 10


def test_an_interpreter_is_noted_without_a_name(round_, adviser):
    capture, form_id = open_capture(actions.take_offline(adviser, round_id=round_.pk)[1]), uuid4()
    send(capture, form_id, sealed(round_, form_id, interpreter=True))
    assert SealedResponse.objects.get().compartment == "interpreted"


def test_sent_again_it_counts_once_also_after_the_round_was_given_longer(world, adviser, round_):
    capture = open_capture(actions.take_offline(adviser, round_id=round_.pk)[1])
    sheets = {form_id: sealed(round_, form_id) for form_id in (uuid4() for _ in range(4))}
    first = next(iter(sheets))
    for form_id, envelope in sheets.items():
        send(capture, form_id, envelope)
        send(capture, form_id, envelope)
    assert SealedResponse.objects.count() == 4
    closed = round_.closes + dt.timedelta(days=1)
    with time_machine.travel(closed, tick=False):
        assert actions.open_box(world.as_alice, round_id=round_.pk) == 4
        send(capture, first, sheets[first])
        late = uuid4()
        with pytest.raises(Refused, match="closed on"):
            send(capture, late, sealed(round_, late))
        actions.extend_round(world.as_alice, round_id=round_.pk, closes=closed)
        send(capture, first, sheets[first])
    assert (Response.objects.count(), SealedResponse.objects.count(), SpentForm.objects.count()) == (4, 0, 4)


def test_an_envelope_comes_in_under_its_own_number_and_in_its_own_round_only(world, adviser, round_):
    other = open_a_round(world, slug="winter")
    here, there = (open_capture(actions.take_offline(adviser, round_id=r.pk)[1]) for r in (round_, other))
    form_id = uuid4()
    envelope = sealed(round_, form_id)
    for capture, number in ((here, uuid4()), (there, form_id)):
        with pytest.raises(Refused, match="cannot be opened"):
            send(capture, number, envelope)
    assert not SealedResponse.objects.exists()


def test_a_round_of_the_next_council_cannot_be_taken_along(world, adviser):
    theirs = open_a_round(world, world.as_charlie, world.aldersea_cycle)
    with pytest.raises(NotFound):
        actions.take_offline(adviser, round_id=theirs.pk)


def test_a_round_that_is_not_open_cannot_be_taken_along(adviser, round_):
    with time_machine.travel(round_.closes + dt.timedelta(days=1), tick=False), pytest.raises(Refused, match="closed"):
        actions.take_offline(adviser, round_id=round_.pk)


def test_those_who_may_not_help_take_nothing_along(world, round_):
    for role in (Role.OWNER, Role.BOARD, Role.SAFEGUARDING):
        with pytest.raises(NotAllowed):
            actions.take_offline(world.scope(world.people[role]), round_id=round_.pk)


def test_a_device_whose_holder_was_removed_sends_nothing_more(world, adviser, round_):
    token = actions.take_offline(adviser, round_id=round_.pk)[1]
    membership = Membership.objects.get(person=world.people[Role.ADVISER])
    accounts.remove_person(world.as_alice, membership_id=membership.pk)
    with pytest.raises(NotAllowed):
        open_capture(token)
    Membership.objects.create(person=world.people[Role.ADVISER], authority=world.ravensmere, role=Role.ADVISER)
    with pytest.raises(NotAllowed):
        open_capture(token)


def test_a_device_whose_holder_got_another_role_sends_nothing_more(world, adviser, round_):
    capture_token = actions.take_offline(adviser, round_id=round_.pk)[1]
    Membership.objects.filter(person=world.people[Role.ADVISER]).update(role=Role.BOARD)
    form_id = uuid4()
    with pytest.raises(NotAllowed):
        send(open_capture(capture_token), form_id, sealed(round_, form_id))
    assert not SealedResponse.objects.exists()


@pytest.mark.parametrize("token", ["", "nonsense", "W10:1abc:xyz", "\0"])
def test_a_token_that_is_not_ours_opens_nothing(db, token):
    with pytest.raises(NotAllowed):
        open_capture(token)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["answers", "question"]), inner),
    max_leaves=6,
)


@given(JSON, JSON)
def test_whatever_stands_in_an_envelope_is_taken_or_refused(content, more):
    for what in (content, {"answers": content, "interpreter": more}, {"answers": [content, more], "interpreter": True}):
        try:
            answers, interpreter = _read(what)
        except Refused as refusal:
            assert refusal.sentence.endswith("lead.")
        else:
            assert isinstance(interpreter, bool) and all(isinstance(given.text, str) for given in answers)


def test_a_sheet_of_endless_answers_is_refused(adviser, round_):
    capture, form_id = open_capture(actions.take_offline(adviser, round_id=round_.pk)[1]), uuid4()
    with pytest.raises(Refused, match="not complete"):
        send(capture, form_id, sealed(round_, form_id, SAID * MOST_ANSWERS))


def test_words_that_suggest_danger_reach_the_safeguarding_lead_when_they_are_sent(adviser, round_):
    capture, form_id = open_capture(actions.take_offline(adviser, round_id=round_.pk)[1]), uuid4()
    alarming = [{"question": "best", "text": "I want to kill myself tonight"}]
    send(capture, form_id, sealed(round_, form_id, alarming))
    assert Concern.objects.count() == 1


def test_taking_along_leaves_a_line_and_sending_leaves_none(adviser, round_):
    capture, form_id = open_capture(actions.take_offline(adviser, round_id=round_.pk)[1]), uuid4()
    before = AuditLine.objects.count()
    assert AuditLine.objects.filter(verb="took_survey_offline").count() == 1
    send(capture, form_id, sealed(round_, form_id))
    assert AuditLine.objects.count() == before
