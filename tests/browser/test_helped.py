"""Helped answers in a real browser at 320 px: the phone handed over, a group, and two people keying one sheet."""

import contextlib

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Error, Page, expect

from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.surveys.models import KeyedSheet, Round, SealedResponse
from tests.browser.looking import at_rest
from tests.helped_world import helped_round
from tests.world import World, build_world

SECRET = "She reads my letters"


@pytest.fixture
def world(transactional_db) -> World:
    return build_world()


@pytest.fixture
def round_(world) -> Round:
    return helped_round(world)


def _press(page: Page, words: str) -> None:
    # The last: a hidden twin of Continue makes Enter press it.
    page.get_by_role("button", name=words).last.click()


def _step_through_history(page: Page, by: int) -> None:
    """Back or forward as the browser's own button does; it may refuse to show what was not stored."""
    with contextlib.suppress(Error):
        page.go_back() if by < 0 else page.go_forward()
    page.wait_for_load_state()


def _all_that_is_there(page: Page) -> str:
    """The page's source and whatever stands in its fields.

    Where the browser refuses to show what was not stored, it puts a page of its own in place while one looks.
    """
    return at_rest(page, lambda: _source(page))


def _source(page: Page) -> str:
    typed = page.evaluate("[...document.querySelectorAll('input, textarea')].map(e => e.value).join()")
    picked = page.evaluate("[...document.querySelectorAll(':checked')].map(e => e.value).join()")
    return page.content() + typed + f"picked: {picked}"


def test_the_phone_is_handed_over_and_stepping_back_shows_nothing(phone, look, sign_in, world, round_):
    sign_in(phone, world.people[Role.ADVISER])
    phone.goto("/ask/")
    look(phone)
    phone.get_by_role("button", name="Help somebody answer").click()
    look(phone)
    phone.get_by_label("Face to face").check()
    phone.get_by_label("An interpreter is helping").check()
    _press(phone, "Start with the first question")
    look(phone)
    for _ in range(4):
        _press(phone, "Continue")
    phone.get_by_label("First thing").fill("My own door")
    _press(phone, "Continue")
    _press(phone, "Continue")
    expect(phone.get_by_role("heading", name="Hand the phone to them")).to_be_visible()
    look(phone)
    _press(phone, "I have the phone")
    look(phone)
    phone.get_by_label("No", exact=True).check()
    _press(phone, "Continue")
    phone.get_by_label("What would have to change?").fill(SECRET)
    _press(phone, "Continue")
    look(phone)
    _press(phone, "I have handed it back")
    expect(phone.get_by_text("Answered in private. Not shown here.")).to_be_visible()
    look(phone)
    assert SECRET not in _all_that_is_there(phone)
    for by in (-1, -1, -1, 1, 1, 1):
        _step_through_history(phone, by)
        assert SECRET not in _all_that_is_there(phone)


def test_sending_what_was_said_face_to_face(phone, look, sign_in, world, round_):
    sign_in(phone, world.people[Role.ADVISER])
    phone.goto(f"/listen/rounds/{round_.pk}/help/")
    phone.get_by_label("On the telephone").check()
    _press(phone, "Start with the first question")
    phone.get_by_label("18 to 20").check()
    phone.keyboard.press("Enter")
    for _ in range(5):
        _press(phone, "Continue")
    _press(phone, "Send their answers")
    expect(phone.get_by_role("heading", name="Their answers have been sent")).to_be_visible()
    look(phone)
    assert SealedResponse.objects.count() == 1


def _voice(page: Page, words: str) -> None:
    _press(page, "Start")
    for _ in range(5):
        _press(page, "Continue")
    page.get_by_label("What would you tell others?").fill(words)
    _press(page, "Continue")
    _press(page, "Continue")
    _press(page, "Send my answers")


def test_one_device_goes_round_a_group(phone, look, sign_in, world, round_):
    sign_in(phone, world.people[Role.ADVISER])
    phone.goto(f"/listen/rounds/{round_.pk}/group/")
    look(phone)
    phone.get_by_label("Each for themselves").check()
    phone.get_by_label("How many take part").fill("2")
    _press(phone, "Write down this session")
    look(phone)
    phone.get_by_role("button", name="Start with the first person").click()
    expect(phone.get_by_text("Person 1 of 2")).to_be_visible()
    look(phone)
    _voice(phone, "First voice")
    expect(phone.get_by_text("1 of 2 has sent")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Next person").click()
    expect(phone.get_by_text("Person 2 of 2")).to_be_visible()
    for _ in range(4):
        _step_through_history(phone, -1)
        assert "First voice" not in _all_that_is_there(phone)
    phone.goto(f"/listen/rounds/{round_.pk}/group/")
    phone.locator("#sessions ~ ul a").first.click()
    phone.get_by_role("button", name="Start with the first person").click()
    _voice(phone, "Second voice")
    assert SealedResponse.objects.count() == 2


def test_two_people_key_one_sheet_by_keyboard_alone(page, new_context, live_server, look, sign_in, world, round_):
    sign_in(page, world.alice)
    page.goto(f"/listen/rounds/{round_.pk}/paper/")
    page.get_by_label("Sheet number").fill("12")
    page.get_by_label("A colleague keys it a second time").check()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Key a sheet")).to_be_visible()
    look(page)
    expect(page.locator("[autofocus]")).to_be_focused()
    for typed in ("3", "1", "", "", "4", "1 3", "", "My own door"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="This sheet is done").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("waits for a second person")).to_be_visible()
    assert KeyedSheet.objects.get().number == "12" and not SealedResponse.objects.exists()

    page.context.clear_cookies()
    sign_in(page, world.bob)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/listen/rounds/{round_.pk}/paper/")
    look(page)
    page.get_by_role("link", name="Key sheet 12 a second time").click()
    look(page)
    assert "My own door" not in _all_that_is_there(page)
    expect(page.locator("[autofocus]")).to_be_focused()
    for typed in ("3", "1", "", "", "5", "1 3", "", "My own door"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="This sheet is done").click()
    expect(page.get_by_text("differ in 1 place")).to_be_visible()
    look(page)
    page.get_by_label("First keying: 4").check()
    page.get_by_role("button", name="Send this sheet").click()
    expect(page.get_by_text("That sheet is sent")).to_be_visible()
    assert SealedResponse.objects.count() == 1 and KeyedSheet.objects.get().done


def test_the_code_on_the_round_page_scans(page, sign_in, live_server, world, round_):
    sign_in(page, world.alice)
    page.goto(f"/listen/rounds/{round_.pk}/")
    code = page.get_by_role("img", name="QR code")
    code.scroll_into_view_if_needed()
    printed = pypdfium2.PdfDocument(page.pdf(print_background=True))
    found = [f.text for sheet in printed for f in zxingcpp.read_barcodes(sheet.render(scale=3).to_numpy())]
    assert found == [f"{live_server.url}/s/{round_.code}/"]
