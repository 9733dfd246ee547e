"""The pages of a contact list: bringing it in, drawing the sample, people to ring, and who sees what.

Alice leads Ravensmere and Bob works with her; an adviser sees their own young people; Charlie leads the next council.
"""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.outreach import actions
from newbelongings.domain.outreach.models import Attempt, Contact, ContactList, Sample
from newbelongings.domain.surveys.models import Invitation
from tests.contacts import people, person, round_of, round_with_contacts, round_with_sample

LAST_WEEK = today() - dt.timedelta(days=7)
FEW = (
    "Ref,First name,Surname,DOB,Mobile,Email,Gender,PA email,Notes\n"
    "LC-1,Zoë,Ēriksōn,31/03/2007,7700900101,zoe@example.org,F,adviser@example.org,likes tea\n"
    "LC-2,Sam,Lee,2 May 2009,,sam@example.org,a) Male,nobody@example.org,\n"
).encode()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def alice(client, world):
    return _as(client, world.alice)


def _as(client, somebody):
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def _mapped(client, round_, content, name="list.csv"):
    """Choose a file; returns the address of the columns' page."""
    url = reverse("upload_contacts", args=[round_.pk])
    response = client.post(url, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, _words(response)
    return response.url


def _chosen(page):
    """What is chosen in each select of the columns' page."""
    found = {}
    for name, inside in re.findall(r'<select name="(c\d+)".*?>(.*?)</select>', page.content.decode(), re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen.group(1) if chosen else ""
    return found


def _hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(c\d+)" value="([^"]*)"', page.content.decode()))


class TestBringingIn:
    def test_the_whole_way_from_file_to_list(self, alice, world):
        round_ = round_of(world)
        address = _mapped(alice, round_, FEW)
        columns = alice.get(address)
        chosen = _chosen(columns)
        assert list(chosen.values()) == ["reference", "name", "name", "birth", "phone", "email", "sex", "adviser", ""]
        assert "31/03/2007" not in columns.content.decode()
        page = alice.get(f"{address}check/", chosen)
        words = _words(page)
        assert "2 people can come in" in words
        assert "LC-1 Zoë Ēriksōn 07700 900101; zoe@example.org 18 to 20; Female" in words
        assert "1 has an adviser who does not sign in here" in words
        assert "Left out, and kept nowhere: Notes" in words
        assert not Contact.objects.exists()
        done = alice.post(f"{address}bring-in/", _hidden(page), follow=True)
        assert "New on the list: 2. Brought up to date: 0. The file is deleted." in _words(done)
        zoe = Contact.objects.get(reference="LC-1")
        assert (zoe.name, zoe.phone, zoe.age_band, zoe.sex) == ("Zoë Ēriksōn", "07700 900101", "18-20", "female")
        assert zoe.adviser == world.people[Role.ADVISER]

    def test_pressed_twice_it_is_brought_in_once(self, alice, world):
        round_ = round_of(world)
        address = _mapped(alice, round_, FEW)
        for expected in (302, 404):
            assert alice.post(f"{address}bring-in/", {"c0": "reference"}).status_code == expected
        assert Contact.objects.count() == 2

    def test_one_bad_cell_and_nobody_comes_in(self, alice, world):
        round_ = round_of(world)
        address = _mapped(alice, round_, b"Ref,Name,Mobile\n1,Sam Secret,07700 900101\n2,Kit,ring mum\n")
        choice = {"c0": "reference", "c1": "name", "c2": "phone"}
        page = alice.get(f"{address}check/", choice)
        assert "Nobody can come in yet" in _words(page)
        assert "Row 3 Mobile This is no telephone number" in _words(page)
        assert "ring mum" not in _words(page) and "Sam" not in _words(page)
        assert alice.post(f"{address}bring-in/", choice).status_code == 400
        assert not ContactList.objects.exists()
        assert alice.get(address).status_code == 200, "the file is still there to go on with"

    def test_perhaps_the_same_person_twice_is_asked_about(self, alice, world):
        round_ = round_of(world)
        address = _mapped(alice, round_, b"Ref,Mobile\n1,07700 900101\n2,07700900101\n")
        choice = {"c0": "reference", "c1": "phone"}
        assert "Row 3 and row 2 have the same telephone number" in _words(alice.get(f"{address}check/", choice))
        refused = alice.post(f"{address}bring-in/", choice)
        assert refused.status_code == 400 and not Contact.objects.exists()
        assert alice.post(f"{address}bring-in/", {**choice, "different": "yes"}).status_code == 302
        assert Contact.objects.count() == 2

    def test_a_second_list_says_who_is_missing_from_it_and_takes_nobody_off(self, alice, world):
        round_ = round_with_contacts(world, 4)
        address = _mapped(alice, round_, b"Ref,Email\nLC-001,new@example.org\nLC-009,nine@example.org\n")
        choice = {"c0": "reference", "c1": "email"}
        page = alice.get(f"{address}check/", choice)
        assert "3 are on the list now and not in this file. They stay on it: LC-000, LC-002, LC-003" in _words(page)
        done = alice.post(f"{address}bring-in/", choice, follow=True)
        assert "New on the list: 1. Brought up to date: 1. The file is deleted." in _words(done)
        kept = Contact.objects.get(reference="LC-001")
        assert (kept.email, kept.name) == ("new@example.org", "Person 1")
        assert Contact.objects.count() == 5

    @pytest.mark.parametrize(
        ("choice", "words"),
        [
            ({"c1": "name"}, "Choose which column is your reference"),
            ({"c0": "reference", "c1": "reference"}, "both go to the same place"),
            ({"c0": "shoes"}, "Choose where “Ref” goes from the list"),
        ],
    )
    def test_columns_that_cannot_be_are_refused(self, alice, world, choice, words):
        address = _mapped(alice, round_of(world), b"Ref,Name\n1,Sam\n")
        assert words in alice.get(f"{address}check/", choice).content.decode()

    def test_nobody_else_can_go_on_with_the_file_and_it_is_no_file_of_answers(self, client, world):
        round_ = round_of(world)
        address = _mapped(_as(client, world.alice), round_, FEW)
        answers = address.replace("/contacts/upload/", "/import/")
        assert client.get(answers).status_code == 404
        for somebody in (world.bob, world.charlie):
            _as(client, somebody)
            for response in (client.get(address), client.get(f"{address}check/"), client.post(f"{address}bring-in/")):
                assert response.status_code == 404
                assert "Zoë" not in response.content.decode()

    def test_the_council_next_door_finds_nothing(self, client, world):
        round_ = round_with_sample(world, 3)
        someone = Contact.objects.first()
        _as(client, world.charlie)
        for name in ("contacts", "upload_contacts", "draw_sample", "keep_contacts", "people_to_ask"):
            assert client.get(reverse(name, args=[round_.pk])).status_code == 404
        response = client.get(reverse("record_attempt", args=[someone.pk]))
        assert response.status_code == 404 and "Person" not in _words(response)
        assert client.post(reverse("leave_alone", args=[someone.pk]), {"leave_alone": "yes"}).status_code == 404
        assert not Contact.objects.filter(do_not_contact=True).exists()


class TestTheList:
    def test_its_one_next_thing_goes_from_upload_to_sample_to_asking(self, alice, world):
        round_ = round_of(world)
        page = reverse("contacts", args=[round_.pk])

        def button():
            found = re.findall(r'class="govuk-button"[^>]*href="([^"]*)"', alice.get(page).content.decode())
            assert len(found) == 1
            return found[0]

        assert button() == reverse("upload_contacts", args=[round_.pk])
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=people(20))
        assert button() == reverse("draw_sample", args=[round_.pk])
        alice.post(reverse("draw_sample", args=[round_.pk]), {"method": "everyone"})
        assert button() == reverse("mailings", args=[round_.pk])
        one = Contact.objects.first()
        alice.post(
            reverse("record_attempt", args=[one.pk]),
            {"channel": "phone", "outcome": "reached", "made_on": LAST_WEEK.isoformat()},
        )
        assert button() == reverse("people_to_ask", args=[round_.pk])

    def test_it_says_how_many_are_left_out_and_on_which_day_it_is_deleted(self, alice, world):
        round_ = round_of(world)
        listed = [*people(20), *(person(90 + n, do_not_contact=True) for n in range(3))]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
        words = _words(alice.get(reverse("draw_sample", args=[round_.pk])))
        assert "20 of 23 may be asked. 3 want to be left alone, and are never chosen." in words
        done = alice.post(reverse("keep_contacts", args=[round_.pk]), {"days": "0"}, follow=True)
        day = long_date(round_.closes + dt.timedelta(days=1))
        assert f"The contacts will be deleted on {day}" in _words(done)
        assert f"On {day} names, references, numbers and addresses are deleted" in _words(done)
        refused = alice.post(reverse("keep_contacts", args=[round_.pk]), {"days": "400"})
        assert "less than or equal to 365" in _words(refused)

    def test_small_groups_are_hidden_and_another_with_them(self, alice, world):
        round_ = round_of(world)
        listed = [person(n, sex="male" if n < 12 else "female" if n < 28 else "another-way") for n in range(30)]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
        words = _words(alice.get(reverse("contacts", args=[round_.pk])))
        assert "Female 16" in words
        assert "Male hidden" in words and "Says it another way hidden" in words

    def test_what_is_out_of_date_is_counted_by_kind_with_small_numbers_hidden(self, alice, world):
        round_ = round_with_sample(world, 30)
        for number, one in enumerate(Contact.objects.order_by("pk")):
            actions.record_attempt(
                world.as_alice, contact_id=one.pk, channel="phone", outcome="out_of_date" if number < 9 else "reached"
            )
            if number < 2:
                actions.record_attempt(world.as_alice, contact_id=one.pk, channel="visit", outcome="out_of_date")
        words = _words(alice.get(reverse("contacts", args=[round_.pk])))
        assert "Phone call 30 21 9 30" in words
        assert "Visit hidden hidden hidden hidden" in words

    def test_the_number_of_statements_does_not_grow(self, alice, world, django_assert_max_num_queries):
        for count in (10, 60):
            slug = f"round-{count}"
            round_ = round_with_sample(world, count, slug)
            for one in Contact.objects.filter(contacts__round=round_):
                actions.record_attempt(world.as_alice, contact_id=one.pk, channel="phone", outcome="no_answer")
            for name in ("contacts", "people_to_ask"):
                with django_assert_max_num_queries(20):
                    alice.get(reverse(name, args=[round_.pk]))


class TestDrawing:
    def test_a_sample_from_each_group_by_the_page(self, alice, world):
        round_ = round_with_contacts(world, 40)
        form = {"method": "stratified", "size": "12", "strata": ["sex", "age_band"], "seed": "spring"}
        words = _words(alice.post(reverse("draw_sample", args=[round_.pk]), form, follow=True))
        assert "Chosen: 12. Nobody has been asked yet." in words
        assert "12 people, from each group its share (by sex and age), drawn" in words
        assert "with the seed “spring”" in words
        assert Contact.objects.filter(chosen=True).count() == Invitation.objects.count() == 12

    @pytest.mark.parametrize(
        ("form", "words"),
        [
            ({"method": "random"}, "Choose how many to ask, from 1 to 10"),
            ({"method": "random", "size": "11"}, "Choose how many to ask, from 1 to 10"),
            ({"method": "stratified", "size": "5"}, "Choose at least one thing to divide the list by"),
            ({"method": "stratified", "size": "1", "strata": ["sex"]}, "ask 2 or more"),
            ({"method": "lots"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_drawn_is_refused_and_what_was_typed_stays(self, alice, world, form, words):
        round_ = round_with_contacts(world, 10)
        page = alice.post(reverse("draw_sample", args=[round_.pk]), form)
        assert words in _words(page)
        if "size" in form:
            assert f'value="{form["size"]}"' in page.content.decode()
        assert not Sample.objects.exists()

    def test_once_people_were_asked_the_page_says_why_it_stays(self, alice, world):
        round_ = round_with_sample(world, 3)
        actions.record_attempt(
            world.as_alice, contact_id=Contact.objects.first().pk, channel="visit", outcome="no_answer"
        )
        words = _words(alice.get(reverse("draw_sample", args=[round_.pk])))
        assert "People have been asked already, so the sample stays as it is" in words


class TestPeople:
    @pytest.fixture
    def round_(self, world):
        adviser = world.people[Role.ADVISER]
        round_ = round_of(world)
        listed = [person(1, adviser_id=adviser.pk, language="Tigrinya", format="easy_read"), person(2)]
        listed += [person(3, adviser_id=adviser.pk), person(4, adviser_id=adviser.pk, do_not_contact=True)]
        actions.bring_in_contacts(world.as_alice, round_id=round_.pk, people=listed)
        actions.draw_sample(world.as_alice, round_id=round_.pk, method="everyone")
        return round_

    def test_an_adviser_sees_only_their_own_who_have_not_answered(self, client, world, round_):
        _as(client, world.people[Role.ADVISER])
        Invitation.objects.filter(label="LC-003").update(answered=True)
        words = _words(client.get(reverse("people_to_ask", args=[round_.pk])))
        assert "Person 1 LC-001 Telephone: 07700 900001" in words
        assert "Tigrinya. Easy Read" in words
        for other in ("Person 2", "Person 3", "Person 4"):
            assert other not in words
        assert "1 person to ask" in _words(client.get(reverse("own_people")))
        for number in (2, 3, 4):
            hers = Contact.objects.get(reference=f"LC-00{number}")
            assert client.get(reverse("record_attempt", args=[hers.pk])).status_code == 404

    def test_the_lead_sees_the_same_people_whether_they_have_answered_or_not(self, alice, round_):
        page = reverse("people_to_ask", args=[round_.pk])
        before = alice.get(page).content
        Invitation.objects.filter(label="LC-003").update(answered=True)
        after = alice.get(page).content
        strip = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
        assert strip.sub(b"", before) == strip.sub(b"", after)
        assert "Why it does not say who has answered" in after.decode()

    def test_an_attempt_is_written_down_by_the_adviser(self, client, world, round_):
        _as(client, world.people[Role.ADVISER])
        mine = Contact.objects.get(reference="LC-001")
        form = {"channel": "visit", "outcome": "reached", "made_on": LAST_WEEK.isoformat()}
        done = client.post(reverse("record_attempt", args=[mine.pk]), form, follow=True)
        assert "It is written down." in _words(done)
        assert f"Visit, {long_date(LAST_WEEK)}: reached" in _words(done)
        assert Attempt.objects.get().contact == mine

    def test_what_is_missing_is_asked_for(self, alice, round_):
        mine = Contact.objects.get(reference="LC-001")
        page = alice.post(
            reverse("record_attempt", args=[mine.pk]), {"channel": "visit", "made_on": LAST_WEEK.isoformat()}
        )
        assert "Choose: what came of it" in _words(page)
        assert not Attempt.objects.exists()

    def test_who_did_not_want_to_is_left_alone_until_they_say_otherwise(self, alice, world, round_):
        mine = Contact.objects.get(reference="LC-001")
        form = {"channel": "phone", "outcome": "refused", "made_on": LAST_WEEK.isoformat()}
        alice.post(reverse("record_attempt", args=[mine.pk]), form)
        page = reverse("people_to_ask", args=[round_.pk])
        assert re.search(r"Left alone, because they asked Person 1 Person 4", _words(alice.get(page)))
        alice.post(reverse("leave_alone", args=[mine.pk]), {"leave_alone": "no"})
        assert re.search(r"Left alone, because they asked Person 4", _words(alice.get(page)))

    def test_an_adviser_has_the_page_in_the_navigation_and_a_lead_does_not(self, client, world, round_):
        address = reverse("own_people")
        assert address in _as(client, world.people[Role.ADVISER]).get(reverse("plan")).content.decode()
        assert f'nb-nav__link" href="{address}"' not in _as(client, world.alice).get(reverse("plan")).content.decode()
