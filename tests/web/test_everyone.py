"""Is it everyone? The page of a running survey, as a lead, an adviser and the next council see it."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.outreach import actions as outreach
from newbelongings.domain.outreach import coverage_actions, drawing
from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.outreach.models import Contact
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Invitation

AGES = {"16-17": 40, "18-20": 120, "21-25": 90}


@pytest.fixture
def round_(world):
    return open_round(world, closes=today() + dt.timedelta(days=20))


def open_round(world, *, closes, open_link=True, slug="spring"):
    actions.install_shipped_instruments(system_scope())
    instrument = queries.shipped_instruments(world.as_alice).get(slug="new-belongings-2015")
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title="Spring survey",
        opens=today() - dt.timedelta(days=40),
        closes=closes,
        open_link=open_link,
    )


def list_of(world, round_):
    """Everybody asked by personal link: 250 people of three age bands, three of them in custody."""
    people = [
        GivenContact(f"{age}/{n}", age_band=age, sex="male" if n % 2 else "female", in_custody="no" if n else "yes")
        for age, count in AGES.items()
        for n in range(count)
    ]
    outreach.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people)
    drawing.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")


def used(round_, **people):
    """So many of each age band have used their link."""
    for age, count in people.items():
        found = Contact.objects.filter(contacts__round=round_, age_band=age.replace("_", "-").removeprefix("a"))
        Invitation.objects.filter(contact__in=found[:count]).update(answered=True)


def said(world, round_, **people):
    """So many people of each age band said so in the survey."""
    answers = [
        ImportedResponse([GivenAnswer("age", option=age.replace("_", "-").removeprefix("a"))])
        for age, count in people.items()
        for _ in range(count)
    ]
    actions.import_responses(world.as_alice, round_id=round_.pk, responses=answers)


def words(client, person, round_) -> str:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse("everyone", args=[round_.pk]))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestWhoIsMissing:
    def test_a_lead_is_told_who_is_missing_and_what_to_do(self, client, world, round_):
        list_of(world, round_)
        said(world, round_, a16_17=7, a18_20=90, a21_25=80)
        page = words(client, world.alice, round_)
        assert "16 and 17-year-olds are missing" in page
        assert "16 in every 100 of your care leavers, 4 in every 100 answers." in page
        assert "supported lodgings" in page
        assert "counted from what people said of themselves" in page

    def test_by_invitation_only_it_counts_the_links_that_were_used(self, client, world):
        round_ = open_round(world, closes=today() + dt.timedelta(days=20), open_link=False)
        list_of(world, round_)
        used(round_, a16_17=2, a18_20=60, a21_25=50)
        page = words(client, world.bob, round_)
        assert "16 and 17-year-olds are missing" in page
        assert "so few answers that the number is hidden" in page
        assert "counted from the personal links that were used, never from an answer" in page

    def test_without_anybody_to_compare_with_it_says_what_is_needed(self, client, world, round_):
        page = words(client, world.alice, round_)
        assert "We cannot say yet who is missing" in page
        assert "No answers are in yet" in page

    def test_a_small_group_is_never_shown_nor_judged(self, client, world, round_):
        list_of(world, round_)
        used(round_, a18_20=60)
        page = words(client, world.alice, round_)
        assert "In custody hidden hidden Not said" in page

    def test_the_response_rate_comes_with_its_interval(self, client, world, round_):
        list_of(world, round_)
        said(world, round_, a18_20=50, a21_25=50)
        assert "40 in every 100 of all care leavers" in words(client, world.alice, round_)
        assert "between 34 and 47 in every 100" in words(client, world.alice, round_)


class TestWhileItIsOpen:
    """An adviser may not subtract yesterday's numbers from today's."""

    def test_an_adviser_sees_steps_and_a_lead_sees_numbers(self, client, world, round_):
        list_of(world, round_)
        used(round_, a18_20=33)
        adviser, lead = (words(client, person, round_) for person in (world.people[Role.ADVISER], world.alice))
        assert "Answered by link 30 or more" in adviser
        assert "18 to 20 120 30 or more" in adviser
        assert "33" not in adviser.partition("Who is missing")[2]
        assert "Answered by link 33" in lead

    def test_one_more_answer_changes_nothing_for_an_adviser(self, client, world, round_):
        list_of(world, round_)
        used(round_, a18_20=33)
        before = words(client, world.people[Role.ADVISER], round_)
        used(round_, a18_20=34)
        after = words(client, world.people[Role.ADVISER], round_)
        assert after.partition("Who is missing")[2] == before.partition("Who is missing")[2]

    def test_what_people_said_of_themselves_waits_for_the_close(self, client, world, round_):
        list_of(world, round_)
        said(world, round_, a16_17=7, a18_20=90, a21_25=80)
        board = world.people[Role.BOARD]
        assert "what people said of themselves, through" not in words(client, board, round_)
        round_.closes = today() - dt.timedelta(days=1)
        round_.save()
        assert "16 and 17-year-olds are missing" in words(client, board, round_)


class TestAccess:
    def test_the_next_council_learns_nothing(self, client, world, round_):
        client.force_login(world.charlie, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(reverse("everyone", args=[round_.pk])).status_code == 404


def test_a_larger_round_takes_no_more_statements(client, world, round_, django_assert_max_num_queries):
    list_of(world, round_)
    said(world, round_, a18_20=60, a21_25=50)
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(22):
        assert client.get(reverse("everyone", args=[round_.pk])).status_code == 200


class TestCountingFromTheReturn:
    OC3 = b"CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n" + b"".join(b"%d,01/02/2007,YES,F2,U1\n" % n for n in range(20))

    def test_the_files_are_counted_and_gone(self, client, world, round_, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        client.force_login(world.bob, backend="django.contrib.auth.backends.ModelBackend")
        sent = {"oc3": SimpleUploadedFile("oc3.csv", self.OC3)}
        page = client.post(reverse("count_population", args=[round_.pk]), sent, follow=True).content.decode()
        assert "20 care leavers are counted. The files were not kept." in page
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        assert "by your SSDA903 return" in page

    @pytest.mark.parametrize("content", [b"CHILD,DOB\n1,2\n", b"%PDF-1.7 nothing", OC3 + b"1,01/02/2007,YES,F2,U1\n"])
    def test_another_file_is_refused_at_its_field_and_gone_too(
        self, client, world, round_, settings, tmp_path, content
    ):
        settings.DATA_DIR = tmp_path
        client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
        sent = {"oc3": SimpleUploadedFile("oc3.csv", content)}
        page = client.post(reverse("count_population", args=[round_.pk]), sent).content.decode()
        assert "govuk-error-summary" in page
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


class TestGoals:
    def test_a_goal_shows_how_far_it_is(self, client, world, round_):
        list_of(world, round_)
        said(world, round_, a16_17=10, a18_20=60, a21_25=50)
        client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
        sent = {"group": "age_band:16-17", "percent": "50"}
        page = client.post(reverse("set_goal", args=[round_.pk]), sent, follow=True).content.decode()
        assert "10 of 40 have answered, 25 in every 100. The goal is 50 in every 100. 10 more would reach it." in page

    def test_a_goal_for_a_small_group_gives_nothing_away(self, client, world, round_):
        list_of(world, round_)
        outreach_goal = {"round_id": round_.pk, "characteristic": "in_custody", "group": "yes", "percent": 50}
        coverage_actions.set_goal(world.as_alice, **outreach_goal)
        used(round_, a18_20=30)
        assert "How many answered is hidden" in words(client, world.bob, round_)

    def test_an_adviser_sees_it_in_steps_and_cannot_change_it(self, client, world, round_):
        list_of(world, round_)
        goal = {"round_id": round_.pk, "characteristic": "age_band", "group": "18-20", "percent": 50}
        coverage_actions.set_goal(world.as_alice, **goal)
        used(round_, a18_20=33)
        page = words(client, world.people[Role.ADVISER], round_)
        assert "The goal is 50 in every 100. 30 or more of 120 have answered." in page
        assert "Take this goal away" not in page
