"""Paper: answers by number, once or by two people; a sheet is sent once and only once."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.safeguarding.models import Concern
from newbelongings.domain.surveys import actions, keying
from newbelongings.domain.surveys.given import GivenAnswer
from newbelongings.domain.surveys.keys import differing, keys_of, keys_typed, read_keys, said_at
from newbelongings.domain.surveys.models import KeyedSheet, Response, SealedResponse
from newbelongings.domain.surveys.sheets import OptionSheet, QuestionSheet, instrument_questions
from tests.domain.ballot_box.attacker import dump
from tests.helped_world import helped_round

FIRST = [GivenAnswer("safe", "no"), GivenAnswer("needs", "money"), GivenAnswer("best", text="My own door")]
SECOND = [GivenAnswer("safe", "yes"), GivenAnswer("needs", "money"), GivenAnswer("best", text="My own dog")]
AFTER = today() + dt.timedelta(days=60)


def question(kind: str, count: int) -> QuestionSheet:
    names = [str(n) for n in range(count)] if kind == "scale" else [f"option-{n}" for n in range(count)]
    options = tuple(OptionSheet(n, name, name, False) for n, name in enumerate(names))
    return QuestionSheet(1, "q", "1", 1, kind, "Text", "Short", "", (), "", "", options)


@given(st.integers(2, 15), st.sets(st.integers(0, 14)), st.sampled_from([" ", ",", ", ", " and ".replace("and", "&")]))
def test_what_is_typed_from_a_sheet_reads_back(count, ticked, between):
    sheet = question("many", count)
    chosen = [option for option in sheet.options if option.id in ticked]
    numbers = [key for key, option in keys_of(sheet).items() if option in chosen]
    assert read_keys(sheet, between.join(numbers)) == chosen
    given_answers = [GivenAnswer("q", option.name) for option in chosen]
    assert keys_typed(sheet, given_answers) == " ".join(numbers)


@given(st.text(max_size=30))
def test_anything_typed_is_read_or_refused_in_one_sentence(typed):
    for sheet in (question("many", 4), question("one", 4), question("scale", 11)):
        try:
            assert set(read_keys(sheet, typed)) <= set(sheet.options)
        except Refused as refusal:
            assert refusal.field == "q" and refusal.sentence


def test_a_scale_goes_by_its_own_steps_and_takes_one():
    assert [option.name for option in read_keys(question("scale", 11), "0")] == ["0"]
    assert [option.name for option in read_keys(question("scale", 11), "10")] == ["10"]
    with pytest.raises(Refused, match="Only one"):
        read_keys(question("scale", 11), "3 4")
    with pytest.raises(Refused, match="from 0 to 10"):
        read_keys(question("scale", 11), "11")


def test_two_keyings_differ_where_their_words_or_ticks_do(world):
    questions = instrument_questions(helped_round(world).instrument_id)
    first, second = said_at(FIRST, questions), said_at(SECOND, questions)
    assert differing(first, second) == [("safe", 0), ("best", 1)]
    curly = [GivenAnswer("best", text="It’s  “mine”\n"), GivenAnswer("needs", "other", text="A dog")]
    plain = [GivenAnswer("needs", "other", text="A dog"), GivenAnswer("best", text='It\'s "mine"')]
    assert differing(said_at(curly, questions), said_at(plain, questions)) == []


def key(world, answers=FIRST, number="7", token="page 1", **more):
    round_ = more.pop("round_", None) or helped_round(world)
    keying.key_sheet_once(world.as_alice, round_id=round_.pk, number=number, answers=answers, form_token=token, **more)
    return round_


def test_a_sheet_keyed_once_arrives_as_paper_and_only_its_number_stays(world):
    round_ = key(world, interpreter=True)
    sheet = KeyedSheet.objects.get()
    assert (sheet.number, sheet.done, sheet.keyed_by, bytes(sheet.sealed)) == ("7", True, None, b"")
    for number in range(10):
        key(world, round_=round_, number=f"B {number}", token=f"page {number + 2}", interpreter=True)
    assert actions.open_box(world.as_alice, round_id=round_.pk) == 11
    assert set(Response.objects.values_list("way", "interpreter")) == {("paper", True)}


@pytest.mark.parametrize("number", ["7", " 007 "])
def test_no_sheet_is_keyed_twice(world, number):
    round_ = key(world)
    with pytest.raises(Refused, match="Sheet 7 has been keyed"):
        key(world, round_=round_, number=number, token="page 2")
    with pytest.raises(Refused, match="has been keyed"):
        keying.key_sheet_first(world.as_bob, round_id=round_.pk, number="7", answers=FIRST)
    assert SealedResponse.objects.count() == 1


def test_the_same_page_sent_twice_counts_once_and_is_no_error(world):
    round_ = key(world)
    key(world, round_=round_)
    assert SealedResponse.objects.count() == 1


def test_an_answer_that_does_not_fit_leaves_the_number_free(world):
    round_ = helped_round(world)
    with pytest.raises(Refused):
        key(world, [GivenAnswer("safe", "perhaps")], round_=round_)
    assert not KeyedSheet.objects.exists() and not SealedResponse.objects.exists()


def key_first(world, round_, answers=FIRST):
    return keying.key_sheet_first(world.as_alice, round_id=round_.pk, number="7", answers=answers)


def agree(world, round_, scope=None, answers=SECOND, token="page 9"):
    keying.agree_sheet(scope or world.as_bob, round_id=round_.pk, number="7", answers=answers, form_token=token)


def test_a_first_keying_waits_sealed_and_two_people_send_it_once(world):
    round_ = helped_round(world)
    sheet = key_first(world, round_)
    assert b"door" not in bytes(sheet.sealed) and not SealedResponse.objects.exists()
    assert keying.waiting_sheets(world.as_alice, round_id=round_.pk) == [("7", True)]
    assert keying.waiting_sheets(world.as_bob, round_id=round_.pk) == [("7", False)]
    assert keying.first_keying(world.as_bob, round_id=round_.pk, number="7") == (FIRST, False)
    agree(world, round_)
    agree(world, round_)
    sheet.refresh_from_db()
    assert (sheet.done, sheet.keyed_by, bytes(sheet.sealed)) == (True, None, b"")
    assert SealedResponse.objects.count() == 1
    with pytest.raises(Refused, match="has been keyed"):
        agree(world, round_, token="another page")


def test_one_person_may_not_do_both_keyings(world):
    round_ = helped_round(world)
    key_first(world, round_)
    with pytest.raises(Refused, match="Ask a colleague"):
        keying.first_keying(world.as_alice, round_id=round_.pk, number="7")
    with pytest.raises(Refused, match="Ask a colleague"):
        agree(world, round_, scope=world.as_alice)
    assert not SealedResponse.objects.exists()


def test_where_sending_fails_the_first_keying_is_still_there(world):
    round_ = helped_round(world)
    key_first(world, round_)
    with pytest.raises(Refused):
        agree(world, round_, answers=[GivenAnswer("safe", "perhaps")])
    assert keying.first_keying(world.as_bob, round_id=round_.pk, number="7") == (FIRST, False)


def test_words_of_danger_reach_the_safeguarding_lead_at_the_first_keying_and_once(world):
    round_ = helped_round(world)
    words = [GivenAnswer("advice", text="I think of killing myself")]
    key_first(world, round_, words)
    assert Concern.objects.count() == 1
    agree(world, round_, answers=[*words, GivenAnswer("best", text="He said he will kill himself")])
    assert Concern.objects.count() == 2


def test_a_first_keying_can_be_discarded_and_keyed_anew(world):
    round_ = helped_round(world)
    key_first(world, round_)
    keying.discard_first_keying(world.as_bob, round_id=round_.pk, number="7")
    assert keying.state_of_sheet(world.as_bob, round_id=round_.pk, number="7") == "new"
    key_first(world, round_)
    agree(world, round_)
    with pytest.raises(NotFound):
        keying.discard_first_keying(world.as_bob, round_id=round_.pk, number="7")


def test_charlie_and_an_adviser_key_nothing(world):
    round_ = helped_round(world)
    with pytest.raises(NotFound):
        keying.key_sheet_once(world.as_charlie, round_id=round_.pk, number="7", answers=FIRST, form_token="x")
    with pytest.raises(NotFound):
        keying.waiting_sheets(world.as_charlie, round_id=round_.pk)
    adviser = world.scope(world.people[Role.ADVISER])
    with pytest.raises(NotAllowed):
        keying.key_sheet_first(adviser, round_id=round_.pk, number="7", answers=FIRST)


def test_sheets_of_an_opened_box_are_written_anew_so_that_their_order_says_nothing(world):
    round_ = helped_round(world)
    for number in range(30):
        key(world, round_=round_, number=str(number), token=f"page {number}")
    before = [row["number"] for row in dump("surveys_keyedsheet", round_.pk)]
    actions.open_box(world.as_alice, round_id=round_.pk)
    rows = dump("surveys_keyedsheet", round_.pk)
    assert sorted(row["number"] for row in rows) == sorted(before)
    assert [row["number"] for row in sorted(rows, key=lambda row: row["id"])] != before
    assert len({row.get("sys_xmin") for row in rows}) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_people_who_agree_at_once_send_it_once(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    round_ = helped_round(world)
    key_first(world, round_)
    colleagues = [world.as_bob, world.scope(world.people[Role.COLLEAGUE])]
    start, outcomes = threading.Barrier(2), []

    def send(number: int) -> None:
        start.wait()
        try:
            agree(world, round_, scope=colleagues[number], token=f"page {number}")
            outcomes.append("sent")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "sent"]
    assert SealedResponse.objects.count() == 1
