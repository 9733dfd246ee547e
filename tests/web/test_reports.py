"""Reading what came by the public page: marked, settled once, wiped, and closed to everybody else."""

import pytest
from django.test import Client

from newbelongings.domain.forum.models import Issue, Report
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.safeguarding.models import Concern
from tests.answering import days_ago, issue_of
from tests.public_forum_world import DANGER, EMAIL, MOBILE, NAMED, WORDS, accepted, report_of

LIST = "/listen/forum/reports/"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
GIVEN = {"title": "Letters that frighten", "words": WORDS, "area": "A7"}


def _as(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _at(report: Report, what: str = "") -> str:
    return f"{LIST}{report.pk}/{what}"


def _said(response) -> str:
    return response.content.decode()


def test_a_name_is_marked_and_a_stand_in_stands_in_the_words_to_begin_with(world):
    report = report_of(world, NAMED, contact=EMAIL)
    page = _said(_as(world.bob).get(_at(report)))
    assert '<span class="nb-mark--name">Tamsin Okafor</span>' in page
    assert "My worker [a name] never rings back. I live on [a school or home]" in page
    assert "Somebody asked to be told what comes of it." in page
    assert EMAIL not in page


def test_from_the_list_one_is_read_and_becomes_an_issue(world):
    client = _as(world.bob)
    first, _ = report_of(world, on=days_ago(3)), report_of(world, "A second thing.")
    assert "Read what came by the public page: 2" in _said(client.get("/listen/forum/"))
    assert _said(client.get(LIST)).index("Letters say court") < _said(client.get(LIST)).index("A second thing.")
    done = client.post(_at(first), GIVEN | {"quotable": "yes"}, follow=True)
    assert "It is an issue now" in _said(done)
    assert Issue.objects.get().quotable
    assert "Letters say court" not in _said(client.get(LIST))
    assert "Letters that frighten" in _said(Client().get("/c/ravensmere/"))


def test_a_name_in_the_title_comes_back_marked_until_a_person_says_they_looked(world):
    client, report = _as(world.alice), report_of(world, NAMED)
    held = _said(client.post(_at(report), GIVEN | {"title": "Tamsin Okafor never rings"}))
    assert held.count('<span class="nb-mark--name">Tamsin Okafor</span>') == 2
    assert 'value="Tamsin Okafor never rings"' in held
    assert Issue.objects.count() == 0
    client.post(_at(report), GIVEN | {"title": "Tamsin Okafor never rings", "looked": "on"})
    assert Issue.objects.get().title == "Tamsin Okafor never rings"


def test_it_may_join_an_issue_or_not_be_taken_up(world):
    client, issue = _as(world.alice), issue_of(world.as_alice)
    joined, declined = report_of(world), report_of(world, NAMED)
    client.post(_at(joined, "join/"), {"issue_id": issue.pk})
    assert "Choose why it is not taken up" in _said(client.post(_at(declined, "decline/"), {"reason": ""}))
    unsaid = _said(client.post(_at(declined, "decline/"), {"reason": "other", "words": ""}))
    assert "Say why, in one sentence" in unsaid
    client.post(_at(declined, "decline/"), {"reason": "names"})
    assert list(Report.objects.values_list("words", flat=True)) == ["", ""]
    assert joined.listeners.count() == 0
    assert "Nothing waits to be read" in _said(client.get(LIST))


def test_the_second_of_two_gets_one_sentence(world):
    report = report_of(world)
    accepted(world, report)
    for what, given in (("", GIVEN), ("join/", {"issue_id": 1}), ("decline/", {"reason": "spam"}), ("not-spam/", {})):
        late = _as(world.bob).post(_at(report, what), given, follow=True)
        assert "Somebody else has settled this one already." in _said(late)
    assert Issue.objects.count() == 1


def test_spam_is_looked_through_and_wiped_together_or_put_among_the_others(world):
    client = _as(world.alice)
    spam = [report_of(world, f"see www.example.org {number}") for number in range(3)]
    page = _said(client.get(LIST))
    assert "Probably spam" in page and "Nothing waits to be read" in page
    client.post(_at(spam[0], "not-spam/"))
    client.post(f"{LIST}spam/", {"report": [str(report.pk) for report in spam] + ["made up"]})
    assert list(Report.objects.filter(state=Report.WAITING)) == [spam[0]]


def test_hostile_words_stay_words(world):
    client, report = _as(world.alice), report_of(world, f"{HOSTILE} {NAMED}")
    for page in (LIST, _at(report), _at(report, "join/"), _at(report, "decline/")):
        html = _said(client.get(page))
        assert "&lt;script&gt;" in html
        assert "<script>alert" not in html and "<img src=x" not in html


def test_the_next_council_and_other_roles_find_nothing(world):
    report = report_of(world)
    for what in ("", "join/", "decline/"):
        assert _as(world.charlie).get(_at(report, what)).status_code == 404
        assert _as(world.charlie).post(_at(report, what), GIVEN).status_code == 404
        assert _as(world.people[Role.ADVISER]).get(_at(report, what)).status_code == 403
    assert Report.objects.get().state == Report.WAITING


@pytest.mark.parametrize("contact", ["", MOBILE])
def test_the_safeguarding_lead_sees_the_number_only_where_it_was_left(world, contact):
    report_of(world, DANGER, contact=contact)
    client = _as(world.people[Role.SAFEGUARDING])
    page = _said(client.get(f"/concerns/{Concern.objects.get().pk}/"))
    assert DANGER in page
    assert (MOBILE in page) == bool(contact)


def test_statements_do_not_grow_with_the_reports(world, django_assert_max_num_queries):
    client = _as(world.alice)
    for number in range(20):
        report_of(world, f"Thing {number}", contact=EMAIL)
    with django_assert_max_num_queries(12):
        client.get(LIST)
