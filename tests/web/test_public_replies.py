"""One reply by itself, its picture, the feed, and what anyone says of it without an account."""

import io
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from PIL import Image

from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.replies import actions, reacting
from newbelongings.domain.replies.models import Reaction
from newbelongings.domain.themes import actions as themes
from newbelongings.web.public.council.sharing import cut
from tests.adapters.test_paper_pdf import is_accessible
from tests.answering import WORDS, action_of, days_ago, draft_of, issue_of, publish

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x0b]]>{#$ü😀"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    cache.clear()
    return tmp_path


@pytest.fixture
def hostile(world):
    return publish(
        world, **dict.fromkeys(("title", "said", "answer", "changed"), HOSTILE), issue_ids=[issue_of(world.as_bob).pk]
    )


def _of(reply, more=""):
    return f"/c/ravensmere/answers/{reply.pk}/{more}"


def _feed(client, query=""):
    response = client.get(f"/c/ravensmere/feed.xml{query}")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def _titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_a_reply_has_a_page_of_its_own_to_share(world, client, settings):
    settings.PUBLIC_ADDRESS = "https://belong.example.org"
    reply = publish(world)
    html = client.get(_of(reply)).content.decode()
    assert WORDS["answer"] in html and "Has this helped you?" in html
    assert '<meta property="og:title" content="Someone to sign for your first flat: we did it">' in html
    assert f'<meta property="og:image" content="https://belong.example.org{_of(reply)}picture.png">' in html
    assert f'href="{_of(reply)}"' in client.get("/c/ravensmere/").content.decode()


def test_what_is_not_published_or_another_councils_is_not_found(world, client):
    reply, draft = publish(world), draft_of(world)
    for more in ("", "picture.png", "thanks/"):
        assert client.get(_of(draft, more)).status_code == 404
        assert client.get(f"/c/aldersea/answers/{reply.pk}/{more}").status_code == 404
    assert client.post(f"/c/aldersea/answers/{reply.pk}/react/", {"kind": "helped"}).status_code == 404


def test_a_withdrawn_reply_is_gone_everywhere_and_says_why(world, client):
    reply = publish(world, title="A street by name", answer="The one in Mill Street.")
    assert client.get(_of(reply, "picture.png")).status_code == 200
    actions.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It named a street.")
    response = client.get(_of(reply))
    html = response.content.decode()
    assert response.status_code == 410
    assert "It named a street." in html and "Mill Street" not in html and "A street by name" not in html
    assert client.get(_of(reply, "picture.png")).status_code == 404
    assert client.post(_of(reply, "react/"), {"kind": "helped"}).status_code == 404
    assert _titles(_feed(client)) == []
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    assert b"not on your public page" in client.get(f"/replies/{reply.pk}/poster/").content
    assert b"Publish a reply, then make its poster" in client.get("/replies/newest-poster/").content
    assert b"Share it" not in client.get(f"/replies/{reply.pk}/withdraw/").content
    issue = reply.issues.get()
    assert b"It named a street." in client.get(reverse("issue", args=[issue.pk])).content, "the thread remembers"


def test_the_feed_is_what_stands_newest_first_and_by_area(world, client):
    publish(world, title="Older")
    publish(world, title="Newer", area="A7")
    assert _titles(_feed(client)) == ["Newer", "Older"]
    assert _titles(_feed(client, "?area=A7")) == ["Newer"]
    assert _titles(_feed(client, "?area=nonsense")) == ["Newer", "Older"]
    for entry in _feed(client).iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}id") and entry.findtext(f"{ATOM}updated")
    page = client.get("/c/ravensmere/?area=A7").content.decode()
    assert 'type="application/atom+xml"' in page and 'href="/c/ravensmere/feed.xml?area=A7"' in page


def test_the_feed_of_hostile_words_is_well_formed_and_harmless(hostile, client):
    (entry,) = _feed(client).iter(f"{ATOM}entry")
    assert "<script>" in (entry.findtext(f"{ATOM}title") or ""), "plain text, shown as it is"
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None and summary.get("type") == "html"
    assert "&lt;script&gt;" in (summary.text or "") and "<script>" not in (summary.text or "")


def test_hostile_words_stay_words_on_the_page_and_in_what_is_shared(world, hostile, client):
    for person in (None, world.alice):
        address = _of(hostile)
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            address = f"/replies/{hostile.pk}/withdraw/"
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html and "&lt;script&gt;" in html


def test_the_picture_is_1200_by_630_drawn_once_and_again_when_asked_for_anew(world, hostile, client, storage):
    for reply in (publish(world), hostile):
        first = client.get(_of(reply, "picture.png"))
        assert Image.open(io.BytesIO(first.content)).size == (1200, 630)
        kept = list(storage.glob(f"pictures/{reply.pk}-*.png"))
        assert len(kept) == 1
        kept[0].write_bytes(b"what was kept")
        assert client.get(_of(reply, "picture.png")).content == b"what was kept"
        again = client.get(_of(reply, "picture.png"), headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("kind", ["helped", "not_yet", "untrue"])
def test_a_press_is_counted_thanked_and_sets_no_cookie(world, client, kind):
    reply = publish(world)
    response = client.post(_of(reply, "react/"), {"kind": kind})
    assert (response.status_code, response.url) == (303, _of(reply, "thanks/"))
    assert "Set-Cookie" not in response.headers
    assert "Thank you" in client.get(response.url).content.decode()
    assert Reaction.objects.get().kind == kind


def test_the_same_home_pressing_again_within_the_hour_is_not_counted_again(world):
    reply, other = publish(world), publish(world, area="A7")
    for one, kind, home in (
        (reply, "helped", "192.0.2.1"),
        (reply, "untrue", "192.0.2.1"),
        (other, "helped", "192.0.2.1"),
        (reply, "helped", "192.0.2.2"),
    ):
        assert Client(REMOTE_ADDR=home).post(_of(one, "react/"), {"kind": kind}).status_code == 303
    assert {(r.reply_id, r.kind): r.count for r in Reaction.objects.all()} == {
        (reply.pk, "helped"): 2,
        (other.pk, "helped"): 1,
    }


def test_what_is_no_press_is_refused(world, client):
    reply = publish(world)
    assert client.post(_of(reply, "react/"), {"kind": "<b>"}).status_code == 400
    assert client.get(_of(reply, "react/")).status_code == 405
    assert not Reaction.objects.exists()


def _pressed(reply, kind, times):
    for _ in range(times):
        reacting.react(public_scope(), authority_id=reply.cycle.authority_id, reply_id=reply.pk, kind=kind)


def test_counts_stand_on_the_card_only_above_the_councils_threshold(world, client):
    reply = publish(world)
    _pressed(reply, "helped", 12)
    _pressed(reply, "not_yet", 6)
    _pressed(reply, "untrue", 5)
    html = client.get("/c/ravensmere/").content.decode()
    assert "More than 10 people say it helped. More than 5 say not yet.</p>" in html
    world.ravensmere.hide_up_to = 12
    world.ravensmere.save()
    cache.clear()
    assert "More than" not in client.get("/c/ravensmere/").content.decode()


def test_a_refusal_is_asked_about_in_other_words(world, client):
    reply = publish(world, state="cannot", changed="")
    _pressed(reply, "not_yet", 6)
    html = client.get("/c/ravensmere/").content.decode()
    assert "Is this clear?" in html and "Has this helped you?" not in html
    assert "More than 5 people say it’s not clear." in html


def test_the_lead_is_told_first_what_many_say_is_not_true(world, client):
    publish(world, title="Newest", area="A7")
    reply = publish(world)
    _pressed(reply, "untrue", 6)
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/replies/").content.decode()
    assert "More than 5 people say “Someone to sign for your first flat” isn’t true" in page
    assert page.index(f"/replies/{reply.pk}/withdraw/") < page.index("Newest")
    page = client.get(f"/replies/{reply.pk}/withdraw/").content.decode()
    assert "<dt>This isn’t true</dt><dd>More than 5 people</dd>" in page
    assert "<dt>This helped</dt><dd>Nobody yet</dd>" in page
    client.force_login(world.charlie, backend="django.contrib.auth.backends.ModelBackend")
    assert "More than" not in client.get("/replies/").content.decode()


def test_what_a_reply_joins_is_linked_from_it_and_an_issue_leads_back(world, client):
    theme = themes.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="A signature")
    action = action_of(world)
    milestone = plans.add_milestone(
        world.as_alice, plan_id=action.objective.plan_id, title="Nobody goes without", due=days_ago(-9)
    )
    issue = issue_of(world.as_alice)
    joins = {"theme": theme, "issue": issue, "action": action, "milestone": milestone}
    reply = publish(world, **{f"{name}_ids": [one.pk] for name, one in joins.items()})
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/replies/{reply.pk}/withdraw/").content.decode()
    for name, one in joins.items():
        assert f'href="{reverse(name, args=[one.pk])}"' in page, name
    assert WORDS["answer"] in client.get(reverse("issue", args=[issue.pk])).content.decode()


def test_long_words_are_cut_where_a_word_ends():
    assert cut("One two three four", 12) == "One two…"
    assert cut("Short", 12) == "Short"


def test_posters_are_for_everyone_to_read_and_their_code_leads_to_the_page(world, hostile, client, settings):
    settings.PUBLIC_ADDRESS = "https://belong.example.org"
    reply = publish(world, state="cannot")
    client.force_login(world.bob, backend="django.contrib.auth.backends.ModelBackend")
    for address, leads_to in (
        (f"/replies/{reply.pk}/poster/", _of(reply)),
        (f"/replies/{hostile.pk}/poster/", _of(hostile)),
        ("/replies/newest-poster/", "/c/ravensmere/"),
    ):
        pdf = client.get(address).content
        is_accessible(pdf)
        sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_numpy()
        assert [found.text for found in zxingcpp.read_barcodes(sheet)] == [f"https://belong.example.org{leads_to}"]
    client.force_login(world.charlie, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/replies/{reply.pk}/poster/").status_code == 404
