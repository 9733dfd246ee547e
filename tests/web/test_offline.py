"""Taking a survey along, and the address a device sends to, as anybody on the internet may knock at it."""

import base64
import datetime as dt
import json
import logging
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

import newbelongings
from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Round, SealedResponse
from newbelongings.web.public.offline import shell
from newbelongings.web.public.offline.views import MOST_BYTES
from tests.domain.test_capturing import open_a_round, sealed

BUILT = Path(newbelongings.__file__).parent / "build" / "static"
SEND = "/ask/offline/send/"
MARKER = "periwinkle"


@pytest.fixture
def round_(world) -> Round:
    return open_a_round(world)


def sign_in(client: Client, world) -> Client:
    client.force_login(world.people[Role.ADVISER], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def adviser(world, client) -> Client:
    return sign_in(client, world)


def take(client: Client, round_: Round) -> dict:
    return client.post(f"/ask/offline/rounds/{round_.pk}/take/").json()


def send(token: str, body: object, **more):
    """As a device does: without a cookie, whoever is signed in."""
    raw = body if isinstance(body, (str, bytes)) else json.dumps(body)
    headers = {"X-Capture-Token": token}
    return Client(enforce_csrf_checks=True).post(SEND, raw, content_type="application/json", headers=headers, **more)


def envelope(round_: Round, form_id=None, **more) -> dict[str, str]:
    form_id = form_id or uuid4()
    return {"id": str(form_id), "sealed": base64.b64encode(sealed(round_, form_id, **more)).decode()}


def test_the_page_offers_the_councils_open_surveys(adviser, world, round_):
    open_a_round(world, world.as_charlie, world.aldersea_cycle, slug="theirs")
    page = adviser.get("/ask/offline/").content.decode()
    assert page.count("Take it with you<") == 1 and "Autumn survey" in page


def test_the_page_says_so_when_no_survey_is_open(client, world, round_):
    with time_machine.travel(round_.closes + dt.timedelta(days=1), tick=False):
        assert "No survey is open today" in sign_in(client, world).get("/ask/offline/").content.decode()


def test_the_device_is_given_what_it_needs_and_nothing_about_anyone(adviser, round_):
    response = adviser.post(f"/ask/offline/rounds/{round_.pk}/take/")
    survey = response.json()
    assert (survey["round"], survey["council"], survey["others"]) == (round_.pk, "Ravensmere", "nine")
    assert survey["helpline"]["phone"] == "01632 960 118"
    stage = next(question for question in survey["questions"] if question["name"] == "stage")
    assert stage["options"][-1] == {"name": "other", "text": "Other", "other": True}
    assert "no-store" in response["Cache-Control"]
    assert len(base64.b64decode(survey["key"])) == 65


def test_taking_along_needs_the_forms_token(world, round_):
    strict = sign_in(Client(enforce_csrf_checks=True), world)
    assert strict.post(f"/ask/offline/rounds/{round_.pk}/take/").status_code == 403


def test_what_is_sent_arrives_once(adviser, round_):
    token, sheet = take(adviser, round_)["token"], envelope(round_)
    for _ in range(3):
        response = send(token, sheet)
        assert (response.status_code, response.json()) == (200, {"arrived": sheet["id"]})
    assert not response.cookies
    assert SealedResponse.objects.count() == 1


def test_it_can_be_sent_though_the_adviser_has_signed_out(adviser, round_):
    token = take(adviser, round_)["token"]
    adviser.post("/sign-out/")
    assert send(token, envelope(round_)).status_code == 200


def _nested() -> str:
    return '{"id": ' + "[" * 100_000


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "{}", '{"id": 5, "sealed": ""}', '{"id": "x", "sealed": "AA=="}', _nested(), b"\xff\xfe"],
    ids=["empty", "null", "list", "bare", "number", "no uuid", "nested", "not text"],
)
def test_a_body_that_makes_no_sense_is_refused_in_a_sentence(adviser, round_, body):
    response = send(take(adviser, round_)["token"], body)
    assert response.status_code == 409
    assert response.json()["refused"].startswith("What was sent is not complete.")


def test_an_envelope_cut_short_or_for_another_service_is_refused(adviser, round_, settings):
    token, sheet = take(adviser, round_)["token"], envelope(round_)
    short = {**sheet, "sealed": base64.b64encode(base64.b64decode(sheet["sealed"])[:-5]).decode()}
    not_base64 = {**sheet, "sealed": sheet["sealed"][:-3] + "§§"}
    settings.BALLOT_KEY = "another"
    elsewhere = envelope(round_)
    settings.BALLOT_KEY = "back again"
    for wrong in (short, not_base64, elsewhere):
        assert send(token, wrong).status_code == 409
    assert not SealedResponse.objects.exists()


def test_too_much_at_once_is_refused(adviser, round_):
    sheet = {"id": str(uuid4()), "sealed": "A" * MOST_BYTES}
    response = send(take(adviser, round_)["token"], sheet)
    assert (response.status_code, "too long" in response.json()["refused"]) == (409, True)


def test_a_council_sends_nothing_into_the_next_ones_survey(adviser, world, round_):
    theirs = open_a_round(world, world.as_charlie, world.aldersea_cycle, slug="theirs")
    assert adviser.post(f"/ask/offline/rounds/{theirs.pk}/take/").status_code == 404
    assert send(take(adviser, round_)["token"], envelope(theirs)).status_code == 409
    assert not SealedResponse.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "W10:1abc:xyz"])
def test_without_a_token_of_ours_nothing_comes_in(round_, token):
    response = send(token, envelope(round_))
    assert (response.status_code, "Sign in" in response.json()["refused"]) == (403, True)


def test_who_has_left_the_council_or_changed_role_sends_nothing_more(adviser, world, round_):
    token = take(adviser, round_)["token"]
    mine = Membership.objects.filter(person=world.people[Role.ADVISER])
    mine.update(role=Role.BOARD)
    assert send(token, envelope(round_)).status_code == 403
    mine.delete()
    assert send(token, envelope(round_)).status_code == 403
    assert not SealedResponse.objects.exists()


def test_after_the_close_the_device_is_told_and_a_longer_round_takes_it(adviser, world, round_):
    token, early, late = take(adviser, round_)["token"], envelope(round_), envelope(round_)
    assert send(token, early).status_code == 200
    with time_machine.travel(round_.closes + dt.timedelta(days=1), tick=False):
        assert "closed on" in send(token, late).json()["refused"]
        assert send(token, early).status_code == 200
        actions.extend_round(world.as_alice, round_id=round_.pk, closes=round_.closes + dt.timedelta(days=1))
        assert send(token, late).status_code == 200
    assert SealedResponse.objects.count() == 2


def test_nothing_of_an_answer_or_a_token_is_logged(adviser, round_, caplog):
    caplog.set_level(logging.DEBUG)
    token = take(adviser, round_)["token"]
    said = [{"question": "best", "text": MARKER}]
    sheet = envelope(round_, answers=said)
    send(token, sheet)
    send(token, envelope(round_, answers=[*said, {"question": MARKER}]))
    send(token + "x", sheet)
    send(token, {**sheet, "id": "5"})
    for secret in (MARKER, token, sheet["sealed"][:40], sheet["id"]):
        assert secret not in caplog.text


def test_only_a_post_is_taken(client):
    assert client.get(SEND).status_code == 405


def test_the_page_for_the_device_holds_nothing_about_anyone_and_sets_no_cookie(adviser, world, round_):
    signed_in, stranger = (c.get("/ask/offline/device/") for c in (adviser, Client()))
    assert signed_in.content == stranger.content
    assert not stranger.cookies
    assert "default-src 'none'" in stranger["Content-Security-Policy"]
    assert "worker-src 'self'" in stranger["Content-Security-Policy"]


def test_the_worker_keeps_the_page_and_its_own_files_and_changes_when_they_do(client, monkeypatch):
    first = client.get("/ask/offline/device/worker.js")
    assert first["Content-Type"].startswith("text/javascript") and first["Cache-Control"] == "no-cache"
    kept = {entry["url"] for entry in shell.shell(first.wsgi_request)}
    assert {url for url in kept if not url.startswith("/static/")} == {
        "/ask/offline/device/",
        "/ask/offline/device/manifest.webmanifest",
    }
    assert first.content == client.get("/ask/offline/device/worker.js").content
    monkeypatch.setattr(shell, "FILES", (*shell.FILES, "new.js"))
    assert first.content != client.get("/ask/offline/device/worker.js").content


def test_the_home_screen_finds_its_icons(client):
    manifest = client.get("/ask/offline/device/manifest.webmanifest").json()
    assert manifest["start_url"] == manifest["scope"] == "/ask/offline/device/"
    for icon in manifest["icons"]:
        drawn = BUILT.joinpath(icon["src"].removeprefix("/static/")).read_bytes()
        size = int(icon["sizes"].split("x")[0])
        assert (drawn[:8], drawn[16:24]) == (b"\x89PNG\r\n\x1a\n", size.to_bytes(4, "big") * 2)


def test_what_the_device_loads_is_small():
    assert sum((BUILT / "offline" / name).stat().st_size for name in ("app.js", "worker.js")) < 40_000
