"""A concern: there at once with the answer, told without a word of it, read by one role, and recorded."""

import datetime as dt
import secrets

import pytest
from django.db import connection

from newbelongings.adapters.mail import Recorder
from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.safeguarding import actions, queries
from newbelongings.domain.safeguarding.models import Concern, Step
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK, GivenAnswer
from newbelongings.domain.surveys.models import Invitation, SealedResponse
from newbelongings.jobs.messages import send_messages
from newbelongings.jobs.sweeps import keep_concerns
from tests.world import World

ALARMING = "he hits me when he has had a drink"
HARMLESS = "the bus is late"


@pytest.fixture
def round_(world):
    instrument = surveys.install_shipped_instruments(system_scope())[0]
    return surveys.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


def say(round_, *words: str, token: str = "", form: str = "", on: dt.date | None = None) -> None:
    surveys.submit_response(
        public_scope(),
        round_id=round_.pk,
        answers=[GivenAnswer("worst", text=said, position=place) for place, said in enumerate(words, 1)],
        way=INVITATION if token else OPEN_LINK,
        form_token=form or secrets.token_hex(12),
        invitation_token=token,
        on=on,
    )


def safeguarding(world: World):
    return world.scope(world.people[Role.SAFEGUARDING])


# --- at once, and told without a word of it ------------------------------------------------------------------


def test_that_one_answer_and_nothing_else_is_put_before_the_safeguarding_lead(world, round_):
    say(round_, HARMLESS, ALARMING, "nobody rang me")
    [concern] = queries.concerns(safeguarding(world))
    said = queries.said(safeguarding(world), concern)
    assert said.words == ALARMING
    assert said.question.startswith(("What", "Which", "Tell"))
    assert concern.came_on == today()


def test_a_message_goes_to_each_safeguarding_lead_and_says_nothing_of_what_was_written(world, round_, tmp_path):
    accounts.add_person(
        world.as_system(),
        email="second@example.org",
        name="Second",
        role=Role.SAFEGUARDING,
        password="lantern copper meadow",
    )
    say(round_, ALARMING, token=surveys.invite(world.as_alice, round_id=round_.pk, labels=["K 17"])[0][1])
    assert send_messages(system_scope(), Recorder(tmp_path)) == 2
    letters = sorted(path.read_text() for path in tmp_path.iterdir())
    assert [letter.partition("To: ")[2].partition("\n")[0] for letter in letters] == [
        "safeguarding@example.org",
        "second@example.org",
    ]
    for letter in letters:
        assert "Sign in and read it today" in letter
        assert not any(word in letter for word in ("hits", "drink", "Spring survey", "K 17", "Ravensmere"))


def test_what_is_sent_twice_tells_once(world, round_):
    say(round_, ALARMING, form="one form")
    say(round_, ALARMING, form="one form")
    assert Concern.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_three_answers_of_one_person_are_three_concerns_and_one_message(world, round_):
    say(round_, ALARMING, "i want to die", "i have nowhere to sleep tonight")
    assert Concern.objects.count() == 3
    assert OutboxMessage.objects.count() == 1


def test_where_nobody_is_named_the_programme_leads_are_told_to_name_somebody(world, round_):
    accounts.remove_person(world.as_alice, membership_id=world.people[Role.SAFEGUARDING].memberships.get().pk)
    assert not queries.standing(world.as_alice).named
    say(round_, ALARMING)
    [message] = OutboxMessage.objects.all()
    assert message.to == "alice@example.org"
    assert "invite somebody as safeguarding lead" in message.body
    assert "hits" not in message.body


def test_an_answer_that_is_refused_raises_nothing(world, round_):
    with pytest.raises(Refused):
        say(round_, ALARMING, token="no such link")
    assert not Concern.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_only_an_answer_that_alarms_costs_more_statements(world, round_, django_assert_num_queries):
    say(round_, HARMLESS)
    with django_assert_num_queries(5):
        say(round_, HARMLESS)
    with django_assert_num_queries(8):
        say(round_, ALARMING)


# --- nothing that tells when ----------------------------------------------------------------------------------


def test_once_sent_the_messages_are_gone_and_nothing_tells_the_moment(world, round_, tmp_path):
    say(round_, ALARMING)
    assert keep_concerns(system_scope()) == 1
    assert OutboxMessage.objects.count() == 1, "not before it was sent"
    send_messages(system_scope(), Recorder(tmp_path))
    assert keep_concerns(system_scope()) == 1
    assert not OutboxMessage.objects.exists()
    assert keep_concerns(system_scope()) == 0
    assert not AuditLine.objects.filter(kind__contains="concern").exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_transaction_number_joins_a_concern_to_an_invitation(world, round_):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps the number of a transaction with each row")
    links = surveys.invite(world.as_alice, round_id=round_.pk, labels=["a", "b", "c", "d"])
    for place, (_, token) in enumerate(links):
        say(round_, ALARMING if place == 2 else HARMLESS, token=token)
    assert len(numbers("surveys_invitation")) == 4
    keep_concerns(system_scope())
    assert len(numbers("surveys_invitation") | numbers("safeguarding_concern") | numbers("surveys_sealedresponse")) == 1


def numbers(table: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT xmin::text::bigint FROM {table}")
        return {number for (number,) in cursor.fetchall()}


def test_settling_loses_and_changes_nothing(world, round_):
    links = surveys.invite(world.as_alice, round_id=round_.pk, labels=["a", "b", "c"])
    say(round_, ALARMING, token=links[0][1], form="same form")
    say(round_, HARMLESS, token=links[1][1])
    keep_concerns(system_scope())
    say(round_, ALARMING, token=links[0][1], form="same form")
    assert SealedResponse.objects.count() == 2
    assert Concern.objects.count() == 1
    assert sorted(Invitation.objects.filter(answered=True).values_list("label", flat=True)) == ["a", "b"]


# --- read by one role, at one council ------------------------------------------------------------------------


def test_nobody_else_reads_a_concern(world, round_):
    say(round_, ALARMING)
    concern = Concern.objects.get()
    others = [world.alice, world.bob, world.charlie, *(p for r, p in world.people.items() if r != Role.SAFEGUARDING)]
    for person in others:
        with pytest.raises(NotAllowed):
            queries.concerns(world.scope(person))
        with pytest.raises(NotAllowed):
            queries.said(world.scope(person), concern)
        with pytest.raises(NotAllowed):
            actions.act_on_concern(world.scope(person), concern_id=concern.pk, words="Rang")


def test_another_council_s_safeguarding_lead_finds_nothing(world, round_):
    say(round_, ALARMING)
    other = accounts.add_person(
        system_scope(world.aldersea.pk), email="dee@example.org", name="Dee", role=Role.SAFEGUARDING, password="x y z"
    )
    assert not queries.concerns(world.scope(other))
    with pytest.raises(NotFound):
        queries.concern(world.scope(other), Concern.objects.get().pk)


def test_a_lead_learns_only_that_some_wait_and_not_on_the_day_they_came(world, round_):
    say(round_, ALARMING)
    assert queries.standing(world.as_alice).waiting == 0
    later = queries.standing(world.as_alice, on=today() + dt.timedelta(days=3))
    assert (later.named, later.waiting, later.oldest) == (True, 1, 3)


# --- what was done ----------------------------------------------------------------------------------------------


def test_steps_are_added_and_a_concern_is_closed_with_a_reason(world, round_):
    say(round_, ALARMING)
    scope, pk = safeguarding(world), Concern.objects.get().pk
    with pytest.raises(Refused):
        actions.act_on_concern(scope, concern_id=pk, words="  ", state=Concern.ACTED)
    actions.act_on_concern(scope, concern_id=pk, words="Spoke with the hostel", on=today())
    assert queries.concern(scope, pk).state == Concern.NEW
    assert queries.standing(world.as_alice, on=today() + dt.timedelta(days=3)).waiting == 0
    actions.act_on_concern(scope, concern_id=pk, words="Talked over with the duty team", state=Concern.ACTED)
    assert queries.concern(scope, pk).state == Concern.ACTED
    assert [step.words for step in Step.objects.all()] == ["Spoke with the hostel", "Talked over with the duty team"]


def test_the_audit_line_holds_no_words(world, round_):
    say(round_, ALARMING)
    actions.act_on_concern(safeguarding(world), concern_id=Concern.objects.get().pk, words="Spoke with the hostel")
    line = AuditLine.objects.get(verb="acted_on_concern")
    assert line.detail == {"state": "new"}
    assert "hostel" not in str(vars(line)) and "hits" not in str(vars(line))


def test_the_words_go_a_month_after_it_was_closed_and_what_was_done_stays(world, round_):
    say(round_, ALARMING)
    scope, pk = safeguarding(world), Concern.objects.get().pk
    actions.act_on_concern(scope, concern_id=pk, words="Nothing to do", state=Concern.NOTHING_TO_DO)
    assert actions.forget_words(system_scope(), on=today() + dt.timedelta(days=29)) == 0
    assert actions.forget_words(system_scope(), on=today() + dt.timedelta(days=30)) == 1
    assert queries.said(scope, queries.concern(scope, pk)).words == ""
    assert Step.objects.count() == 1


def test_an_open_concern_keeps_its_words(world, round_):
    say(round_, ALARMING)
    assert actions.forget_words(system_scope(), on=today() + dt.timedelta(days=400)) == 0
