"""The survey in Arabic, in large letters, in Easy Read and read aloud, as Chromium draws it at 320 px."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Round, SealedResponse
from tests.browser.waiting import wait_until
from tests.world import build_world

# The voices are the browser's: this machine has none, so a list is put in its place that writes down what it is given.
VOICES = """
window.spoken = [];
class Utterance { constructor(text) { this.text = text; } }
const stub = {
  getVoices: () => LIST.map((lang) => ({ lang, localService: !lang.includes("far"), name: lang })),
  speak: (utterance) => {
    window.spoken.push(utterance.lang + ": " + utterance.text);
    setTimeout(() => utterance.onend(), PACE);
  },
  cancel: () => { window.cancelled = (window.cancelled || 0) + 1; },
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: stub, configurable: true });
window.SpeechSynthesisUtterance = Utterance;
"""


# What reaches beyond the sides of the window.
CUT_OFF = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => e.children.length === 0 && e.getClientRects().length > 0)
  .filter((e) => !e.closest(".govuk-visually-hidden, .govuk-skip-link, svg, .nb-masthead"))
  .filter((e) => e.getBoundingClientRect().right > 320.5 || e.getBoundingClientRect().left < -0.5)
  .map((e) => e.outerHTML.slice(0, 100))
"""


def voices(*languages: str, pace: int = 0) -> str:
    return VOICES.replace("LIST", str(list(languages))).replace("PACE", str(pace))


@pytest.fixture
def round_(transactional_db) -> Round:
    world = build_world()
    instrument = actions.install_shipped_instruments(system_scope())[0]
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


def go_to(page: Page, address: str) -> None:
    """Open a page. The first Arabic letter makes Chromium read every font of the machine: that may take a while."""
    page.goto(address, timeout=60_000)


def press(page: Page, go: str) -> None:
    page.locator(f"button[name=go][value='{go}']").last.click()


@pytest.mark.parametrize(
    "query", ["?lang=ar", "?lang=ar&layout=easy&size=large", "?lang=sq&size=large", "?layout=easy"]
)
def test_from_start_to_sent(phone, look, round_, query):
    go_to(phone, f"/s/{round_.code}/{query}")
    look(phone)
    press(phone, "one")
    look(phone)
    for _ in range(3):
        press(phone, "next")
    look(phone)
    phone.locator("textarea").first.fill("باب بيتي my own door")
    press(phone, "next")
    press(phone, "back")
    expect(phone.locator("textarea").first).to_have_value("باب بيتي my own door")
    for _ in range(7):
        press(phone, "next")
    look(phone)
    press(phone, "send")
    look(phone)
    assert SealedResponse.objects.count() == 1


def test_arabic_at_a_desk_is_mirrored(page, look, round_):
    go_to(page, f"/s/{round_.code}/?lang=ar")
    press(page, "one")
    look(page)
    question = page.locator("fieldset").bounding_box()
    numbers = page.locator("#ring").bounding_box()
    assert question["x"] > numbers["x"]
    assert page.locator('a[href="tel:116123"]').inner_text() == "116 123"
    assert page.evaluate("getComputedStyle(document.querySelector('a[href=\"tel:116123\"]')).direction") == "ltr"


@pytest.mark.parametrize("query", ["", "?lang=ar&layout=easy"])
@pytest.mark.parametrize("size", ["150%", "200%"])
def test_letters_may_be_twice_as_large(phone, look, round_, query, size):
    go_to(phone, f"/s/{round_.code}/{query}")
    for go in ("one", "next", "next", "next"):
        phone.wait_for_load_state()
        phone.locator("html").evaluate("(html, size) => { html.style.fontSize = size; }", size)
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert phone.evaluate(CUT_OFF) == []
        assert wide <= 320, f"{wide} px wide before {go}"
        press(phone, go)


def test_without_javascript_everything_can_be_changed_but_nothing_is_read_aloud(new_context, live_server, round_):
    context = new_context(base_url=live_server.url, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    phone = context.new_page()
    go_to(phone, f"/s/{round_.code}/")
    expect(phone.get_by_role("button", name="Read aloud")).to_be_hidden()
    phone.get_by_role("link", name="العربية").click()
    press(phone, "one")
    phone.locator("summary").first.click()
    press(phone, "layout:easy")
    phone.locator("summary").first.click()
    press(phone, "lang:en")
    expect(phone.get_by_role("heading", name="How old are you?")).to_be_visible()
    expect(phone.locator("svg.nb-picture").first).to_be_visible()


def test_by_keyboard_alone(phone, round_):
    go_to(phone, f"/s/{round_.code}/")
    press(phone, "one")
    phone.locator("summary").first.focus()
    phone.keyboard.press("Enter")
    for _ in range(9):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.value") == "size:large":
            break
    phone.keyboard.press("Enter")
    expect(phone.locator("html.nb-large")).to_be_attached()
    phone.get_by_label("18 to 20").check()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Question 2 of 10.")).to_be_visible()


class TestReadAloud:
    def test_question_hint_and_options_in_their_order(self, phone, look, round_):
        phone.add_init_script(voices("de-DE", "en-GB", "en-US"))
        go_to(phone, f"/s/{round_.code}/")
        press(phone, "one")
        button = phone.get_by_role("button", name="Read aloud")
        assert phone.evaluate("window.spoken") == []
        button.focus()
        phone.keyboard.press("Enter")
        wait_until(phone, "window.spoken.some((said) => said.includes('rather not say'))")
        spoken = phone.evaluate("window.spoken")
        assert all(said.startswith("en-GB: ") for said in spoken)
        parts = ["How old are you?", "So we can see", "16 or 17", "Over 25", "I’d rather not say"]
        places = [next(n for n, said in enumerate(spoken) if part in said) for part in parts]
        assert places == sorted(places)
        assert not any("Continue" in said or "Language" in said for said in spoken)
        expect(button).to_have_attribute("aria-pressed", "false")
        look(phone)

    def test_it_can_be_stopped(self, phone, look, round_):
        phone.add_init_script(voices("en-GB", pace=60_000))
        go_to(phone, f"/s/{round_.code}/")
        button = phone.get_by_role("button", name="Read aloud")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        wait_until(phone, "window.spoken.length === 1")
        look(phone)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert phone.evaluate("window.spoken.length") == 1
        expect(phone.locator(".nb-aloud-here")).to_have_count(0)

    def test_a_language_without_a_voice_says_so(self, phone, look, round_):
        phone.add_init_script(voices("en-GB", "ar-far"))
        go_to(phone, f"/s/{round_.code}/?lang=ar")
        button = phone.get_by_role("button", name="اقرأ بصوت عالٍ")
        button.click()
        expect(phone.get_by_role("status")).to_have_text("لا يوجد في هذا الجهاز صوت لهذه اللغة.")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert phone.evaluate("window.spoken") == []
        look(phone)

    def test_arabic_is_read_by_an_arabic_voice(self, phone, round_):
        phone.add_init_script(voices("en-GB", "ar-EG"))
        go_to(phone, f"/s/{round_.code}/?lang=ar")
        press(phone, "one")
        phone.get_by_role("button", name="اقرأ بصوت عالٍ").click()
        wait_until(phone, "window.spoken.some((said) => said.startsWith('ar-EG: كم عمرك'))")
