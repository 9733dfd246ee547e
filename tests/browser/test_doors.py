"""Signing in, in a real browser: the door that every member of staff comes through."""

from playwright.sync_api import expect

from tests.world import PASSWORD


def test_alice_signs_in_and_finds_what_she_may_open(world, phone, look):
    phone.goto("/sign-in/")
    look(phone)
    phone.get_by_label("Email address").fill("alice@example.org")
    phone.get_by_label("Password").fill("not her password")
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("alert")).to_contain_text("do not go together")
    look(phone)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    phone.goto("/account/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Alice")
    look(phone)


def test_a_guessed_address_gets_one_sentence_and_a_sound_page(world, page, sign_in, look):
    sign_in(page, world.alice)
    page.goto("/people/999999/remove/")
    page.goto("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("We cannot find that page")
    look(page)
