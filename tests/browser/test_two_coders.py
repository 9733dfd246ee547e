"""Two people code the same answers by keyboard, see how they agree, and settle the rest, from a round to a table."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.themes.models import Coding, CodingAct, Reading, SharedSample, Theme
from tests.answering import themes_of
from tests.browser.looking import watch
from tests.browser.waiting import read

PEOPLE = 30
MOVED, RINGS, FARES = "Moved about", "Somebody who rings", "Bus fares"


@pytest.fixture
def round_(world):
    themes_of(world, {MOVED: 0, RINGS: 0, FARES: 0}, base=PEOPLE)
    return surveys.rounds(world.as_alice).get()


def say(page: Page, theme: str, mood: str = "") -> None:
    """Choose a theme by the key that the page shows, or else find it by name; save and go on."""
    here = page.url
    box = page.get_by_role("checkbox", name=theme)
    if box.count():
        page.keyboard.press(box.get_attribute("data-key"))
    else:
        page.keyboard.press("t")
        page.keyboard.type(theme)
        page.keyboard.press("Enter")
    expect(box).to_be_checked()
    if mood:
        page.keyboard.press(mood)
        expect(page.locator(f"input[name=sentiment][data-key={mood}]")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def read_all(page: Page, sample: SharedSample, said: dict[int, tuple[str, str]]) -> None:
    """Everything is about moving, but for what ``said`` says of a place."""
    page.goto(reverse("judge_shared_answer", args=[sample.pk]))
    for number in range(1, sample.shared.count() + 1):
        read(page, f"{number - 1} of 30 read.")
        say(page, *said.get(number, (MOVED, "")))


def test_a_round_is_coded_by_two_people_to_a_settled_result(
    world, round_, page, new_context, live_server, sign_in, look
):
    sign_in(page, world.alice)
    page.goto(reverse("together"))
    look(page)
    page.get_by_role("link", name="Draw answers from “Spring survey”").click()
    look(page)
    page.get_by_label("First reader").select_option("Alice")
    page.get_by_label("Second reader").select_option("Bob")
    page.get_by_label("30 answers (all there are)").check()
    page.get_by_role("button", name="Draw the answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alice and Bob read 30 answers")
    look(page)
    sample = SharedSample.objects.get()

    read_all(page, sample, {1: (RINGS, "p"), 2: (RINGS, "n"), 3: (FARES, "n"), 4: (RINGS, "")})
    expect(page.get_by_text("Done: all 30 read.")).to_be_visible()
    expect(page.get_by_text("0 of 30 read.")).to_be_visible()
    page.goto(reverse("agreement", args=[sample.pk]))
    expect(page.get_by_text("Nobody sees how the two agree before both have read everything")).to_be_visible()

    bobs = watch(new_context(base_url=live_server.url).new_page())
    sign_in(bobs, world.bob)
    read_all(bobs, sample, {1: (RINGS, "p"), 2: (RINGS, "a"), 3: (RINGS, "n"), 5: (FARES, ""), 6: (RINGS, "")})
    expect(bobs.get_by_role("heading", level=1)).to_have_text("Alice and Bob agree on 26 of 30")
    expect(bobs.get_by_text("Alice says “Somebody who rings”, Bob says “Moved about”")).to_be_visible()
    look(bobs)

    bobs.get_by_role("button", name="Take over the 25 you agree on").press("Enter")
    expect(bobs.get_by_text("25 answers taken over")).to_be_visible()
    bobs.get_by_role("button", name="Settle 5 differences").press("Enter")
    read(bobs, "Difference 1 of 5 still open.")
    look(bobs)
    # They say the same of the second and differ on how: only one of them can be right, so both is refused.
    bobs.keyboard.press("3")
    read(bobs, "They differ on how it is said")
    bobs.keyboard.press("m")
    bobs.keyboard.press("Enter")
    read(bobs, "Difference 1 of 4 still open.")
    bobs.keyboard.press("3")
    read(bobs, "Difference 1 of 3 still open.")
    bobs.keyboard.press("1")
    read(bobs, "Difference 1 of 2 still open.")
    bobs.keyboard.press("2")
    read(bobs, "Difference 1 of 1 still open.")
    bobs.keyboard.press("t")
    bobs.keyboard.type(FARES)
    bobs.keyboard.press("Enter")
    expect(bobs.get_by_role("checkbox", name=FARES)).to_be_checked()
    bobs.keyboard.press("Enter")
    expect(bobs.get_by_role("heading", name="All 30 are settled")).to_be_visible()
    look(bobs)

    bobs.get_by_role("button", name="See the themes").press("Enter")
    row = bobs.get_by_role("row", name=MOVED)
    expect(row.get_by_role("cell").nth(0)).to_have_text("24")
    expect(row.get_by_role("cell").nth(1)).to_have_text("24")
    said = {place: set(themes_at(sample, place)) for place in range(1, 7)}
    assert said == {1: {RINGS}, 2: {RINGS}, 3: {RINGS, FARES}, 4: {RINGS}, 5: {FARES}, 6: {FARES}}
    assert Reading.objects.get(answer__shared__place=2).sentiment == "mixed"
    assert set(Coding.objects.values_list("answer__reading__act__kind", flat=True)) == {CodingAct.Kind.SETTLED}


def themes_at(sample: SharedSample, place: int) -> list[str]:
    return list(Theme.objects.filter(codings__answer__shared__place=place).values_list("name", flat=True))


def test_on_a_phone_and_without_keys_all_of_it_can_be_done(world, round_, phone, sign_in, look):
    sign_in(phone, world.alice)
    phone.goto(reverse("make_shared_sample", args=[round_.pk]))
    look(phone)
    phone.get_by_role("button", name="Draw the answers").click()
    expect(phone.get_by_role("alert")).to_contain_text("things to put right")
    look(phone)
    phone.get_by_label("First reader").select_option("Bob")
    phone.get_by_label("Second reader").select_option("Alice")
    phone.get_by_label("30 answers (all there are)").check()
    phone.get_by_role("button", name="Draw the answers").click()
    phone.get_by_role("button", name="Read your answers").click()
    look(phone)
    phone.get_by_label("Theme", exact=True).fill("Moved abuot")
    phone.get_by_role("button", name="Add it").click()
    expect(phone.get_by_text("There is no theme called “Moved abuot”").first).to_be_visible()
    expect(phone.get_by_label("Theme", exact=True)).to_have_value("Moved abuot")
    phone.get_by_label("Theme", exact=True).fill(MOVED)
    phone.get_by_role("button", name="Add it").click()
    phone.get_by_role("button", name="Save and next").click()
    expect(phone.get_by_text("1 of 30 read.")).to_be_visible()
    look(phone)
