"""The pages of surveys: opening one, its links, bringing answers in and taking them out.

Alice leads Ravensmere and Bob works with her; Charlie leads the next council and must see nothing.
"""

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newbelongings.adapters import uploads
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Answer, Invitation, Response, Round

FEW = b"age,stage,anything-else\n17,Other,front door\n19,,=cmd|'/C calc'!A0\n"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def instrument(world):
    actions.install_shipped_instruments(system_scope())
    return queries.shipped_instruments(world.as_alice).get(slug="new-belongings-2015")


@pytest.fixture
def round_(world, instrument):
    return _round(world, instrument, "spring", today() - dt.timedelta(days=20), today() + dt.timedelta(days=20))


@pytest.fixture
def closed(world, instrument):
    return _round(world, instrument, "autumn", today() - dt.timedelta(days=90), today() - dt.timedelta(days=60))


def _round(world, instrument, slug, opens, closes):
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title=f"{slug.capitalize()} survey",
        opens=opens,
        closes=closes,
        population=200,
    )


@pytest.fixture
def alice(client, world):
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _as(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _send(client, round_, content, name="answers.csv"):
    """Choose a file; returns the response."""
    url = reverse("import_responses", args=[round_.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def _mapped(client, round_, content, name="answers.csv"):
    """Choose a file; returns the address of the columns' page."""
    response = _send(client, round_, content, name)
    assert response.status_code == 302, response.content.decode()
    return response.url


def _chosen(page):
    """What is chosen in each select of the columns' page."""
    found = {}
    for name, inside in re.findall(r'<select name="(c\d+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen.group(1) if chosen else ""
    return found


def _words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestEntry:
    def test_with_no_survey_the_one_next_thing_is_to_open_one(self, alice, world):
        page = alice.get(reverse("listen")).content.decode()
        assert page.count('class="govuk-button"') == 1
        assert "Nobody has been asked yet this year" in page
        assert reverse("open_round") in page

    def test_it_lists_the_surveys_of_the_year_with_their_state(self, alice, round_, closed):
        words = _words(alice.get(reverse("listen")))
        assert "Spring survey" in words
        assert "20 days left" in words
        assert "Closed on" in words

    def test_another_council_sees_none_of_it(self, client, world, round_):
        assert "Spring survey" not in _words(_as(client, world.charlie).get(reverse("listen")))

    def test_a_colleague_sees_the_same(self, client, world, round_):
        assert "Spring survey" in _words(_as(client, world.bob).get(reverse("listen")))


class TestOpening:
    FORM = {"title": "Winter survey", "opens": "2026-11-02", "closes": "2026-12-20", "population": "210"}

    def test_a_survey_is_opened_and_gets_a_free_short_name(self, alice, instrument):
        for _ in range(2):
            response = alice.post(reverse("open_round"), {**self.FORM, "instrument": instrument.pk})
            assert response.status_code == 302
        assert set(Round.objects.values_list("slug", "population")) == {
            ("winter-survey", 210),
            ("winter-survey-2", 210),
        }

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": ""}, "Fill in: what care leavers will see it called"),
            ({"title": "x" * 121}, "at most 120 characters"),
            ({"closes": "2026-11-01"}, "closing day on or after the opening day"),
            ({"opens": "soon"}, "valid date"),
            ({"population": "-3"}, "greater than or equal to 1"),
            ({"instrument": "99999"}, "Select a valid choice"),
        ],
    )
    def test_what_cannot_be_is_refused_and_what_was_typed_stays(self, alice, instrument, change, words):
        typed = {**self.FORM, "instrument": instrument.pk, **change}
        page = alice.post(reverse("open_round"), typed).content.decode()
        assert words in page
        assert f'value="{typed["population"]}"' in page
        assert not Round.objects.exists()


class TestRound:
    def test_a_guessed_id_of_another_council_is_not_found(self, client, world, round_):
        _as(client, world.charlie)
        for name in ("round", "extend_round", "invite", "import_responses", "export_responses"):
            response = client.get(reverse(name, args=[round_.pk]))
            assert response.status_code == 404
            assert "Spring" not in _words(response)
        assert client.post(reverse("download_links", args=[round_.pk]), {"links": "x y"}).status_code == 404
        assert client.post(reverse("export_responses", args=[round_.pk])).status_code == 404

    def test_it_shows_the_link_while_the_survey_runs_and_not_after(self, alice, round_, closed):
        assert f"/s/{round_.code}" in _words(alice.get(reverse("round", args=[round_.pk])))
        assert f"/s/{closed.code}" not in _words(alice.get(reverse("round", args=[closed.pk])))

    def test_it_says_that_answers_wait_and_never_how_many(self, alice, round_):
        for number in range(3):
            actions.submit_response(
                public_scope(),
                round_id=round_.pk,
                answers=[GivenAnswer("age", "16-17")],
                way="open",
                form_token=f"form {number}",
            )
        words = _words(alice.get(reverse("round", args=[round_.pk])))
        assert "can be read when 10 lie there" in words
        assert "People who answered 0" in words
        assert "No answers to count yet" in words

    def test_it_says_what_to_do_about_answers_that_are_left_over(self, alice, round_):
        actions.submit_response(
            public_scope(), round_id=round_.pk, answers=[GivenAnswer("age", "16-17")], way="open", form_token="form"
        )
        Round.objects.filter(pk=round_.pk).update(closes=today() - dt.timedelta(days=1))
        page = alice.get(reverse("round", args=[round_.pk]))
        assert "Answers are left in the ballot box" in _words(page)
        assert reverse("extend_round", args=[round_.pk]) in page.content.decode()

    def test_small_numbers_are_hidden_in_chart_and_table(self, alice, world, closed):
        ages = ["16-17"] * 3 + ["18-20"] * 20 + ["21-25"] * 20
        responses = [ImportedResponse([GivenAnswer("age", age)]) for age in ages]
        actions.import_responses(world.as_alice, round_id=closed.pk, responses=responses)
        page = alice.get(reverse("round", args=[closed.pk])).content.decode()
        assert "16 or 17: hidden." in page
        assert re.search(r"16 or 17</th><td[^>]*><span[^>]*>hidden", page)
        assert ">3</text>" not in page

    def test_the_number_of_statements_does_not_grow_with_responses(
        self, alice, world, closed, django_assert_max_num_queries
    ):
        for count in (20, 200):
            responses = [ImportedResponse([GivenAnswer("age", "18-20")])] * count
            actions.import_responses(world.as_alice, round_id=closed.pk, responses=responses)
            with django_assert_max_num_queries(30):
                alice.get(reverse("round", args=[closed.pk]))


class TestGivingItLonger:
    def test_it_opens_again_until_the_new_day(self, alice, closed):
        last = today() + dt.timedelta(days=7)
        response = alice.post(reverse("extend_round", args=[closed.pk]), {"closes": last.isoformat()}, follow=True)
        assert "now closes on" in _words(response)
        assert f"/s/{closed.code}" in _words(response)

    @pytest.mark.parametrize("day", ["2020-01-01", "", "soon"])
    def test_an_earlier_day_or_none_is_refused(self, alice, closed, day):
        response = alice.post(reverse("extend_round", args=[closed.pk]), {"closes": day})
        assert response.status_code == 200
        assert "One thing to put right" in _words(response)


class TestPersonalLinks:
    def test_each_reference_gets_a_link_that_is_shown_once_and_downloaded(self, alice, round_):
        url = reverse("invite", args=[round_.pk])
        page = alice.post(url, {"labels": "LC-014\n\n  LC-015 \n"})
        links = re.findall(r"http://testserver/i/\S+?/(?=<)", page.content.decode())
        assert len(set(links)) == 2
        assert "http://testserver/i/" not in alice.get(url).content.decode()
        sent = re.search(r'name="links" value="([^"]*)"', page.content.decode()).group(1)
        file = alice.post(reverse("download_links", args=[round_.pk]), {"links": sent})
        rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows] == ["reference", "LC-014", "LC-015"]
        assert [row[1] for row in rows[1:]] == links

    def test_a_reference_that_looks_like_a_formula_is_made_harmless_in_the_file(self, alice, round_):
        file = alice.post(reverse("download_links", args=[round_.pk]), {"links": "=cmd|x http://testserver/i/a/"})
        assert "'=cmd|x" in file.content.decode("utf-8-sig")

    @pytest.mark.parametrize(
        ("labels", "words"),
        [
            (" \n ", "Write at least one reference"),
            ("LC-1\nLC-2\nLC-1", "stand there twice: LC-1"),
            ("x" * 121, "1 to 120 letters"),
            ("\n".join(map(str, range(5001))), "5,001 lines"),
        ],
    )
    def test_what_cannot_be_is_refused_and_what_was_typed_stays(self, alice, round_, labels, words):
        page = alice.post(reverse("invite", args=[round_.pk]), {"labels": labels}).content.decode()
        assert words in page
        assert labels.splitlines()[0] in page
        assert not Invitation.objects.exists()

    def test_sending_the_form_again_makes_no_second_link(self, alice, round_):
        url = reverse("invite", args=[round_.pk])
        alice.post(url, {"labels": "LC-1"})
        assert "These have a link already: LC-1" in alice.post(url, {"labels": "LC-1\nLC-2"}).content.decode()
        assert Invitation.objects.count() == 1


class TestBringingIn:
    def test_the_whole_way_from_file_to_answers(self, alice, closed):
        address = _mapped(alice, closed, FEW)
        columns = alice.get(address).content.decode()
        assert _chosen(columns) == {"c0": "age", "c1": "stage", "c2": "anything-else"}
        assert "front door" in columns
        page = alice.get(f"{address}check/", {"c0": "age", "c1": "stage", "c2": "anything-else"})
        assert "2 responses can come in" in _words(page)
        assert not Response.objects.exists()
        hidden = dict(re.findall(r'<input type="hidden" name="(c\d)" value="([^"]*)"', page.content.decode()))
        response = alice.post(f"{address}bring-in/", hidden, follow=True)
        assert "2 responses are in. The file is deleted." in _words(response)
        assert set(Answer.objects.exclude(text="").values_list("text", flat=True)) == {
            "front door",
            "=cmd|'/C calc'!A0",
        }

    def test_pressed_twice_it_brings_nothing_in_twice(self, alice, closed):
        address = _mapped(alice, closed, FEW)
        for expected in (302, 404):
            assert alice.post(f"{address}bring-in/", {"c2": "anything-else"}).status_code == expected
        assert Response.objects.count() == 2

    def test_one_bad_row_and_nothing_comes_in(self, alice, closed):
        address = _mapped(alice, closed, b"age,anything-else\n17,fine\nold,fine\n")
        choice = {"c0": "age", "c1": "anything-else"}
        page = alice.get(f"{address}check/", choice)
        assert "Nothing can come in yet" in _words(page)
        assert "Row 3 age This is none of the choices" in _words(page)
        assert b"bring-in" not in page.content
        assert alice.post(f"{address}bring-in/", choice).status_code == 400
        assert not Response.objects.exists()
        assert alice.get(address).status_code == 200, "the file is still there to go on with"

    def test_what_was_chosen_is_kept_for_going_back_and_for_the_mended_file(self, alice, closed):
        address = _mapped(alice, closed, b"One,Two\nold,fine\n")
        page = alice.get(f"{address}check/", {"c0": "age", "c1": "advice"}).content.decode()
        back, again = re.findall(r'href="([^"]*\?c0=age&amp;c1=advice)"', page)
        assert _chosen(alice.get(back.replace("&amp;", "&")).content.decode()) == {"c0": "age", "c1": "advice"}
        sent = alice.post(
            again.replace("&amp;", "&"), {"file": SimpleUploadedFile("mended.csv", b"One,Two\n17,fine\n")}
        )
        assert _chosen(alice.get(sent.url).content.decode()) == {"c0": "age", "c1": "advice"}

    @pytest.mark.parametrize(
        ("choice", "words"),
        [
            ({}, "No column goes to a question"),
            ({"c0": "age", "c1": "age"}, "both go to the same question"),
            ({"c0": "shoes"}, "Choose where “age” goes from the list"),
        ],
    )
    def test_columns_that_cannot_be_are_refused_and_the_choice_stays(self, alice, closed, choice, words):
        address = _mapped(alice, closed, FEW)
        page = alice.get(f"{address}check/", choice).content.decode()
        assert words in page
        if choice.get("c1"):
            assert _chosen(page)["c1"] == "age"

    def test_what_may_say_who_somebody_is_is_not_even_shown(self, alice, closed):
        address = _mapped(alice, closed, b"Name,DOB,Q7,advice\nJordan Example,1/2/2006,3/4/2007,Ask twice\n")
        page = alice.get(address).content.decode()
        for cell in ("Jordan", "1/2/2006", "3/4/2007"):
            assert cell not in page
        assert _chosen(page) == {"c0": "", "c1": "", "c2": "", "c3": "advice"}
        refused = alice.get(f"{address}check/", {"c1": "advice"}).content.decode()
        assert "looks like dates of birth, which are never kept" in refused

    def test_only_an_age_band_is_kept_of_a_date_of_birth(self, alice, closed):
        born = today().replace(year=today().year - 19, day=1)
        address = _mapped(alice, closed, f"DOB\n{born:%d/%m/%Y}\n".encode())
        assert alice.post(f"{address}bring-in/", {"c0": "age"}).status_code == 302
        assert [(a.option.name, a.text) for a in Answer.objects.all()] == [("18-20", "")]

    def test_a_spreadsheet_comes_in_too(self, alice, closed, tmp_path):
        book = openpyxl.Workbook()
        for row in (["sex", "best_1"], ["Female", "my own kettle"], [None, None]):
            book.active.append(row)
        book.save(tmp_path / "answers.xlsx")
        address = _mapped(alice, closed, (tmp_path / "answers.xlsx").read_bytes(), "answers.xlsx")
        assert alice.post(f"{address}bring-in/", {"c0": "sex", "c1": "best_1"}).status_code == 302
        assert Answer.objects.get(question__name="best").text == "my own kettle"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "This file is empty"),
            (b"%PDF-1.7", "This is a PDF, not a table"),
            (b"\x89PNG\r\n", "This is a picture, not a table"),
            (b"a,a\n1,2\n", "Two columns are called “a”"),
        ],
    )
    def test_what_is_no_table_is_refused_in_a_sentence_and_not_kept(self, alice, closed, tmp_path, content, words):
        assert words in _send(alice, closed, content).content.decode()
        kept = tmp_path / "files" / "imports"
        assert not kept.exists() or list(kept.iterdir()) == []

    def test_no_file_at_all(self, alice, closed):
        page = alice.post(reverse("import_responses", args=[closed.pk])).content.decode()
        assert "Choose the file that holds the answers" in page

    def test_a_file_over_the_limit(self, alice, closed, settings):
        settings.IMPORT_MAX_BYTES = 2**20
        page = _send(alice, closed, b"advice\n" + b"x" * 2**20).content.decode()
        assert "This file is larger than 1 MB: split it into parts." in page

    def test_a_file_too_long_for_a_page_is_sent_to_the_command(self, alice, closed):
        address = _mapped(alice, closed, b"advice\n" + b"ask\n" * 20_001)
        assert "more than 20,000 rows" in alice.get(f"{address}check/", {"c0": "advice"}).content.decode()

    def test_nobody_else_can_go_on_with_the_file(self, client, world, closed):
        address = _mapped(_as(client, world.alice), closed, FEW)
        for person in (world.bob, world.charlie):
            _as(client, person)
            for response in (client.get(address), client.get(f"{address}check/"), client.post(f"{address}bring-in/")):
                assert response.status_code == 404
                assert b"front door" not in response.content
        assert not Response.objects.exists()

    def test_after_a_day_the_file_is_gone_and_the_page_says_so(self, alice, closed):
        address = _mapped(alice, closed, FEW)
        assert uploads.sweep_uploads(older_than=-1) == 1
        response = alice.get(address)
        assert response.status_code == 404
        assert "no longer kept" in _words(response)


class TestTakingOut:
    @pytest.fixture
    def filled(self, world, closed):
        answers = [GivenAnswer("anything-else", text="=1+1"), GivenAnswer("age", "16-17")]
        actions.import_responses(world.as_alice, round_id=closed.pk, responses=[ImportedResponse(answers)])
        return closed

    def test_the_file_is_whole_safe_and_noted(self, alice, filled):
        response = alice.post(reverse("export_responses", args=[filled.pk]))
        content = response.getvalue()
        assert int(response["Content-Length"]) == len(content)
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [(row["age"], row["anything-else"]) for row in rows] == [("16 or 17", "'=1+1")]
        assert response["Content-Disposition"] == 'attachment; filename="answers-autumn.csv"'
        assert AuditLine.objects.filter(verb="exported_responses").count() == 1

    def test_looking_at_the_page_takes_nothing_out(self, alice, filled):
        assert "Nothing is hidden in this file" in _words(alice.get(reverse("export_responses", args=[filled.pk])))
        assert not AuditLine.objects.filter(verb="exported_responses").exists()

    @pytest.mark.parametrize("role", [Role.ADVISER, Role.BOARD, Role.CRITICAL_FRIEND, Role.INSPECTOR, Role.PROGRAMME])
    def test_those_who_may_not_read_answers_get_none(self, client, world, filled, role):
        response = _as(client, world.people[role]).post(reverse("export_responses", args=[filled.pk]))
        assert response.status_code == 403
        assert b"=1+1" not in response.content
