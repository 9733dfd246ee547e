"""Concerns on pages: the safeguarding lead reads one answer and writes down what was done; a lead is told to chase."""

import datetime as dt
import secrets

import pytest
import time_machine
from django.test import Client

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.safeguarding.models import Concern
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys.given import OPEN_LINK, GivenAnswer

ALARMING = "he hits me <b>most</b> nights"


@pytest.fixture
def as_person():
    """``as_person(person)``: a browser in which that person is signed in."""

    def do(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


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


def say(round_, words: str, on: dt.date | None = None) -> Concern:
    surveys.submit_response(
        public_scope(),
        round_id=round_.pk,
        answers=[GivenAnswer("best", text="My dog is called Biscuit"), GivenAnswer("worst", text=words)],
        way=OPEN_LINK,
        form_token=secrets.token_hex(12),
        on=on,
    )
    return Concern.objects.order_by("came_on").last()


def _text(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_safeguarding_lead_reads_one_answer_acts_and_closes_it(world, round_, as_person):
    concern = say(round_, ALARMING)
    browser = as_person(world.people[Role.SAFEGUARDING])
    assert "Not looked at. Came today" in _text(browser.get("/concerns/"))
    address = f"/concerns/{concern.pk}/"
    page = _text(browser.get(address))
    assert "he hits me &lt;b&gt;most&lt;/b&gt; nights" in page
    assert "Biscuit" not in page and "Spring survey" not in page
    assert "Choose" in _text(browser.post(address, {"words": "Rang the hostel"})) or "required" in page
    page = _text(browser.post(address, {"words": "Rang the hostel", "state": "new"}, follow=True))
    assert "Rang the hostel" in page and "Safeguarding" in page
    page = _text(browser.post(address, {"words": "Duty team has it", "state": "acted"}, follow=True))
    assert "We acted" in page and "Nothing to read" in page
    assert "Duty team has it" in _text(browser.get(address))


def test_the_longest_waiting_that_nobody_looked_at_stands_first(world, round_, as_person):
    day = dt.timedelta(days=1)
    for age in (1, 5, 3):
        say(round_, ALARMING, on=today() - age * day)
    browser = as_person(world.people[Role.SAFEGUARDING])
    page = _text(browser.get("/concerns/"))
    places = [page.index(f"{age} day{'s' if age > 1 else ''} old") for age in (5, 3, 1)]
    assert places == sorted(places)
    oldest = Concern.objects.order_by("came_on")[0]
    browser.post(f"/concerns/{oldest.pk}/", {"words": "Looking into it", "state": "new"})
    page = _text(browser.get("/concerns/"))
    assert page.index("3 days old") < page.index("something was done. 5 days old")


def test_the_page_that_lists_them_asks_the_database_little(world, round_, as_person, django_assert_max_num_queries):
    for _ in range(12):
        say(round_, ALARMING)
    browser = as_person(world.people[Role.SAFEGUARDING])
    with django_assert_max_num_queries(8):
        browser.get("/concerns/")


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_nobody_who_runs_the_survey_opens_a_concern(world, round_, as_person, who):
    concern = say(round_, ALARMING)
    browser = as_person(getattr(world, who))
    for address in ("/concerns/", f"/concerns/{concern.pk}/"):
        page = browser.get(address)
        assert page.status_code == 403
        assert "hits" not in page.content.decode()


def test_a_lead_is_told_to_chase_what_was_not_looked_at_on_its_day(world, round_, as_person):
    say(round_, ALARMING)
    alice = as_person(world.alice)
    assert "concern waits" not in _text(alice.get(f"/listen/rounds/{round_.pk}/"))
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3)):
        page = _text(as_person(world.alice).get(f"/listen/rounds/{round_.pk}/"))
    assert "1 concern waits, the oldest for 3 days" in page
    assert "hits" not in page


def test_a_lead_is_asked_to_name_somebody_before_asking(world, round_, as_person):
    alice = as_person(world.alice)
    wanted = "Name a safeguarding lead before you ask"
    assert wanted not in _text(alice.get(f"/listen/rounds/{round_.pk}/"))
    accounts.remove_person(world.as_alice, membership_id=world.people[Role.SAFEGUARDING].memberships.get().pk)
    assert wanted in _text(alice.get(f"/listen/rounds/{round_.pk}/"))
    assert wanted in _text(alice.get("/people/"))
