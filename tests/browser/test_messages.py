"""A round by messages: planned, sent by the job, answered on a phone; the reminder goes to the others only."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newbelongings.domain.outreach.given import GivenContact
from newbelongings.domain.surveys.models import SealedResponse
from tests.outreach_world import Asked, ask
from tests.recorded_messages import recorded, run_jobs
from tests.world import build_world

ASH, BEL, CAL = "ash@example.org", "07700 900 102", "cal@example.org"
PEOPLE = [
    GivenContact("LC-1", "Ash Adeyemi", email=ASH),
    GivenContact("LC-2", "Bel Ito", phone=BEL),
    GivenContact("LC-3", "Cal Reid", email=CAL),
    *(GivenContact(f"E-{n}", f"Ember {n}", email=f"e{n}@example.org") for n in range(8)),
    *(GivenContact(f"T-{n}", f"Tam {n}", phone=f"07700 9001{n}{n}") for n in range(3, 9)),
]


@pytest.fixture
def asked(transactional_db, settings, tmp_path, live_server) -> Asked:
    settings.DATA_DIR, settings.PUBLIC_ADDRESS = tmp_path, live_server.url
    return ask(build_world(), PEOPLE)


def link(message: str, kind: str) -> str:
    return re.search(rf"http\S+/{kind}/\w+/", message)[0]


def plan(desk: Page, button: str, look) -> None:
    desk.get_by_role("button", name=button).first.click()
    expect(desk.get_by_role("button", name="See what they will get")).to_be_visible()
    desk.wait_for_load_state()
    for words in desk.locator("summary").all():
        words.click()
    look(desk)
    desk.set_viewport_size({"width": 320, "height": 800})
    look(desk)
    desk.get_by_role("button", name="See what they will get").click()
    expect(desk.get_by_role("heading", name="What they will get")).to_be_visible()
    look(desk)
    desk.get_by_role("button", name=re.compile("Plan th")).click()
    expect(desk.get_by_role("heading", name="Invitations and reminders")).to_be_visible()


def answer(phone: Page) -> None:
    phone.get_by_role("button", name="Start").last.click()
    phone.get_by_label("18 to 20").check()
    for number in range(2, 11):
        phone.get_by_role("button", name="Continue").last.click()
        expect(phone.get_by_text(f"Question {number} of 10.")).to_be_visible()
    phone.get_by_role("button", name="Continue").last.click()
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Your answers have been sent")).to_be_visible()


def test_invited_answered_and_only_the_others_reminded(page, phone, sign_in, look, asked, tmp_path):
    desk = page
    sign_in(desk, asked.world.alice)
    desk.goto(reverse("round", args=[asked.round.pk]))
    desk.get_by_role("link", name="Invitations and reminders").click()
    look(desk)
    plan(desk, "Plan the invitation", look)
    plan(desk, "Plan the reminders", look)

    run_jobs()
    messages = recorded(tmp_path)
    assert [len(texts) for texts in messages.values()] == [1] * len(PEOPLE)
    desk.reload()
    look(desk)
    expect(desk.get_by_text("The next message goes out on")).to_be_visible()

    phone.goto(link(messages[BEL][0], "i"))
    look(phone)
    answer(phone)
    assert SealedResponse.objects.count() == 1

    phone.goto(link(messages[CAL][0], "stop"))
    look(phone)
    phone.get_by_role("button", name="Stop the messages").click()
    expect(phone.get_by_role("heading", name="We have stopped")).to_be_visible()
    look(phone)
    assert phone.context.cookies() == []

    run_jobs(days=14)
    messages = recorded(tmp_path)
    assert {to for to, texts in messages.items() if len(texts) == 1} == {BEL, CAL}
    assert sum(len(texts) for texts in messages.values()) == 2 * len(PEOPLE) - 2
    first, second = messages[ASH]
    assert link(first, "i") == link(second, "i")
