"""The pledge as anyone reads it, on a phone and on paper."""

import gzip

import pypdfium2
import pytest
from django.test import Client

from newbelongings.domain.commitments import actions
from tests.adapters.test_paper_pdf import is_accessible
from tests.pledge_world import PUBLISHED, ago, publish_pledge
from tests.web.test_public_council import HOSTILE

ADDRESS = "/c/ravensmere/pledge/"


@pytest.fixture
def public(client: Client):
    return lambda address=ADDRESS: client.get(address).content.decode()


def text_of(pdf: bytes) -> str:
    return " ".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(pdf))


def test_each_promise_says_how_it_stands_and_who_signed(world, public):
    pledge = publish_pledge(world.as_alice)
    html = public()
    assert "Late: 12 days" in html and "Here is why: Two left." in html
    assert "Under way, by" in html and "We have not said a word about this for 11 weeks." in html
    assert "The 30 keys are cut." in html and "The head of housing stands behind it." in html
    assert "Ann Pell" in html and "Tom Reeve" in html and "No forum read it first." in html
    assert f'href="{ADDRESS}"' in public("/c/ravensmere/"), "the way to it stands on the council's page"
    actions.end_pledge(world.as_alice, pledge_id=pledge.pk, because="A new council was elected.")
    assert "This is why: A new council was elected." in public()


def test_without_a_pledge_there_is_no_way_to_one(world, public):
    publish_pledge(world.as_alice)
    assert "pledge" not in public("/c/aldersea/")
    assert "No pledge is here yet" in public("/c/aldersea/pledge/")
    assert "key" not in public("/c/aldersea/pledge/")


def test_hostile_words_stay_words(world, public, client):
    publish_pledge(world.as_alice, title=HOSTILE[:100], said=HOSTILE, stands_behind=HOSTILE)
    html = public()
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" in text_of(client.get(f"{ADDRESS}file/").content)


def test_it_is_light_and_its_statements_do_not_grow(world, client, django_assert_max_num_queries):
    pledge = publish_pledge(world.as_alice)
    actions.end_pledge(world.as_alice, pledge_id=pledge.pk, because="A longer one came.")
    longer = actions.write_pledge(world.as_alice, title="Longer", written_on=ago(PUBLISHED))
    issue = pledge.promises.first().issues.get()
    for number in range(30):
        actions.add_promise(
            world.as_alice,
            pledge_id=longer.pk,
            area=f"A{number % 10 + 1}",
            said="“" + "I had the deposit and no one to sign for me. " * 3 + "”",
            promise=f"Promise {number}: somebody signs with you, and asks how it went a month later",
            stands_behind="The head of housing",
            due=ago(-90),
            issue_ids=[issue.pk],
        )
    actions.publish_pledge(world.as_alice, pledge_id=longer.pk, name="Ann Pell", office="Chief executive")
    with django_assert_max_num_queries(5):
        sent = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(sent.content).count(b"<article") == 30
    assert len(sent.content) < 12_000, f"{len(sent.content)} bytes"


def test_the_file_is_accessible_and_ends_with_the_signatures(world, client):
    publish_pledge(world.as_alice)
    response = client.get(f"{ADDRESS}file/")
    assert response.headers["Content-Type"] == "application/pdf"
    is_accessible(response.content)
    *_, last = (sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(response.content))
    assert "Who signed this" in last and "Ann Pell" in last and "Tom Reeve" in last
    assert client.get("/c/aldersea/pledge/file/").status_code == 404
