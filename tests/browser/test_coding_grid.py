"""The desk, the grid and accepting, by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from newbelongings.domain.themes import actions
from newbelongings.domain.themes.models import Coding, Reading
from tests.browser.waiting import read
from tests.coding import add_themes, answers_of, round_of, suggest

LONG = "They moved me three times. My personal adviser rings every week."


@pytest.fixture
def pile(world):
    round_ = round_of(world, ["No buses after six"] * 3 + ["My flat is damp", "Nobody told me", LONG])
    buses, flats, rings = add_themes(world, "No buses", "Damp flats", "Somebody who rings")
    for answer in answers_of(world, round_):
        if answer.text == LONG:
            suggest(answer, (flats, 0.5, 0, 26), (rings, 0.6, 27, len(LONG)), worth=1.0)
        elif "buses" in answer.text:
            suggest(answer, (buses, 0.9), (flats, 0.2), worth=0.5)
        elif "flat" in answer.text:
            suggest(answer, (flats, 0.8), worth=0.4)
    return {"round": round_, "buses": buses, "flats": flats, "rings": rings}


def _coded(words: str) -> list[str]:
    return sorted(Coding.objects.filter(answer__text=words).values_list("theme__name", flat=True).distinct())


def test_a_segment_is_coded_with_how_it_is_said_and_undone_by_keys(world, pile, page, sign_in, look):
    sign_in(page, world.alice)
    page.goto(reverse("code_answer", args=[pile["round"].pk]))
    look(page)
    expect(page.get_by_role("heading", name="My personal adviser rings every week.")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("checkbox", name="Somebody who rings")).to_be_checked()
    page.keyboard.press("p")
    expect(page.get_by_role("radio", name="Positive")).to_be_checked()
    page.keyboard.press("Enter")
    read(page, "Answer 2 of 6")
    coding = Coding.objects.get()
    assert LONG[coding.start : coding.end] == "My personal adviser rings every week."
    assert Reading.objects.get().sentiment == "positive"

    page.keyboard.press("u")
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page.get_by_text(LONG.split(".")[0]).first).to_be_visible()
    assert not Reading.objects.exists()


def test_rows_are_saved_one_after_another_without_a_mouse(world, pile, page, sign_in, look):
    sign_in(page, world.bob)
    page.goto(reverse("code_grid", args=[pile["round"].pk]))
    look(page)
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved, 3 answers: No buses.")).to_be_visible()
    assert _coded("No buses after six") == ["No buses"]
    assert set(Reading.objects.values_list("sentiment", flat=True)) == {"negative"}

    # The next row has the focus already; down, up, another theme by its name.
    expect(page.locator(".nb-grid__row:focus")).to_contain_text("My flat is damp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("1")
    page.keyboard.press("t")
    page.keyboard.type("Somebody who rings")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: Damp flats, Somebody who rings.")).to_be_visible()
    assert _coded("My flat is damp") == ["Damp flats", "Somebody who rings"]
    look(page)

    page.keyboard.press("u")
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert _coded("My flat is damp") == []


def test_the_second_of_two_people_at_a_row_is_shown_what_the_first_said(world, pile, page, sign_in):
    sign_in(page, world.bob)
    page.goto(reverse("code_grid", args=[pile["round"].pk]))
    flat = next(a for a in answers_of(world, pile["round"]) if a.text == "My flat is damp")
    actions.code_answer(world.as_alice, answer_id=flat.pk, theme_ids=[pile["rings"].pk])
    row = page.locator(".nb-grid__row", has_text="My flat is damp")
    row.focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Alice has read it and chose: somebody who rings.")).to_be_visible()
    assert _coded("My flat is damp") == ["Somebody who rings"]
    expect(page.locator(".nb-grid__row:focus").get_by_role("checkbox", name="Damp flats")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: Damp flats.")).to_be_visible()
    assert _coded("My flat is damp") == ["Damp flats"]


def test_a_row_is_saved_without_a_script(world, pile, new_context, live_server, sign_in):
    context = new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world.bob)
    page.goto(reverse("code_grid", args=[pile["round"].pk]))
    row = page.locator(".nb-grid__row", has_text="My flat is damp")
    row.get_by_role("checkbox", name="Damp flats").check()
    row.get_by_role("button", name="Save").click()
    expect(page.locator(".nb-grid__row", has_text="My flat is damp")).to_have_count(0)
    assert _coded("My flat is damp") == ["Damp flats"]
    context.close()


def test_keys_may_be_turned_off(world, pile, page, sign_in):
    sign_in(page, world.bob)
    page.goto(reverse("code_grid", args=[pile["round"].pk]))
    page.get_by_role("button", name="Turn keys off").click()
    page.locator(".nb-grid__row").first.focus()
    page.keyboard.press("1")
    expect(page.locator(".nb-grid__row").first.get_by_role("checkbox", name="No buses")).not_to_be_checked()
