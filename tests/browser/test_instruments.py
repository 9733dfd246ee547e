"""A lead writes a questionnaire on a desk, and somebody is led through it on a narrow phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newbelongings.domain.surveys.models import Round, SealedResponse
from tests.world import World, build_world


@pytest.fixture
def desk(page, sign_in, transactional_db) -> tuple[Page, World]:
    world = build_world()
    sign_in(page, world.alice)
    return page, world


def _add(desk: Page, kind: str, fields: dict[str, str]) -> None:
    desk.get_by_role("link", name="Add a question").last.click()
    desk.get_by_label(kind).check()
    desk.get_by_role("button", name="Continue").click()
    for label, words in fields.items():
        desk.get_by_label(label).first.fill(words)
    desk.get_by_role("button", name="Add the question").click()


def _write(desk: Page) -> None:
    desk.goto(reverse("instruments"))
    desk.get_by_role("link", name="Write a questionnaire of your own").click()
    desk.get_by_label("What your team calls it").fill("Work")
    desk.get_by_role("button", name="Start it").click()
    _add(desk, "One choice", {"The question": "Do you have a job?", "The answers to pick from": "Yes\nNo"})
    _add(desk, "0 to 10", {"The question": "How is work?", "What 0": "bad", "What 10": "good"})
    _add(desk, "Long text", {"The question": "What is in the way?"})
    desk.get_by_role("link", name="Who is asked question 2").click()
    desk.get_by_label("Yes", exact=True).check()
    desk.get_by_role("button", name="Ask only those").click()
    expect(desk.get_by_text("Asked if they picked “Yes”")).to_be_visible()
    desk.get_by_role("link", name="Who is asked question 3").click()
    desk.get_by_label("Do you have a job?").check()
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_label("Everyone but those who picked one of these").check()
    desk.get_by_label("Yes", exact=True).check()
    desk.get_by_role("button", name="Ask only those").click()


def _open_a_round(desk: Page) -> Round:
    desk.get_by_role("button", name="Open a survey").click()
    desk.get_by_label("What care leavers will see it called").fill("Work survey")
    desk.get_by_role("button", name="Open the survey").click()
    return Round.objects.get()


def _press(phone: Page, words: str) -> None:
    phone.get_by_role("button", name=words).last.click()


def test_written_at_a_desk_and_answered_on_a_phone(desk, phone, look):
    page, _ = desk
    _write(page)
    look(page)
    page.get_by_role("link", name="See it as a care leaver does").click()
    look(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="See who is asked what").click()
    expect(page.get_by_text("2 of 3 questions are asked")).to_be_visible()
    page.get_by_role("link", name="Work").first.click()
    round_ = _open_a_round(page)
    assert round_.instrument.title == "Work"

    phone.goto(f"/s/{round_.code}/")
    expect(phone.get_by_text("Up to 3 questions")).to_be_visible()
    _press(phone, "Start")
    phone.get_by_label("Yes", exact=True).check()
    _press(phone, "Continue")
    expect(phone.get_by_text("Question 2 of 2.")).to_be_visible()
    look(phone)
    phone.get_by_label("10, good").check()
    boxes = [label.bounding_box() for label in phone.locator(".nb-scale__label").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert len({round(box["y"]) for box in boxes}) == 2
    _press(phone, "Continue")
    expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(phone.get_by_text("What is in the way?")).to_have_count(0)
    _press(phone, "Send my answers")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("sent")
    assert SealedResponse.objects.count() == 1


def test_a_scale_is_answered_by_keyboard_alone(desk, phone, look):
    page, _ = desk
    _write(page)
    round_ = _open_a_round(page)
    phone.goto(f"/s/{round_.code}/")
    _press(phone, "Start")
    phone.get_by_label("Yes", exact=True).check()
    _press(phone, "Continue")
    phone.get_by_label("0, bad").focus()
    phone.keyboard.press("Space")
    for _ in range(7):
        phone.keyboard.press("ArrowRight")
    expect(phone.get_by_label("7", exact=True)).to_be_checked()
    look(phone)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
