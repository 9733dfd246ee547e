"""A survey without a signal: whatever happens to the device, each person counts once and nobody else reads them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.kernel.sealing import unseal
from newbelongings.domain.surveys import actions
from newbelongings.domain.surveys.models import Round, SealedResponse
from newbelongings.domain.surveys.sheets import instrument_questions
from newbelongings.web.public.offline import shell
from tests.browser.device import APP, Device
from tests.browser.looking import faults
from tests.browser.waiting import wait_until
from tests.world import World, build_world

MARKER = "periwinkle heron"
SPEC = {
    "slug": "every-kind",
    "version": "1",
    "title": "Every kind of question",
    "source": "Made for tests",
    "questions": [
        {"name": "age", "number": "1", "kind": "age_band", "short": "Age", "text": "How old are you?"},
        {"name": "safe", "number": "2", "kind": "scale", "short": "Safe", "text": "How safe do you feel at home?",
         "ends": ["not at all", "completely"], "private": True},
        {"name": "why", "number": "3", "kind": "long_text", "short": "Why not safe", "text": "What makes it unsafe?",
         "condition": {"question": "safe", "any_of": ["0", "1", "2", "3"]}},
        {"name": "home", "number": "4", "kind": "one", "short": "Home", "text": "Where do you live?", "hint": "One.",
         "options": [{"name": "flat", "text": "In a flat"}, {"name": "other", "text": "Other", "other": True}]},
        {"name": "rent", "number": "5", "kind": "yes_no", "short": "Rent", "text": "Can you pay the rent?",
         "condition": {"question": "home", "any_of": ["flat"]}},
        {"name": "help", "number": "6", "kind": "many", "short": "Help", "text": "Who helps you?",
         "options": [{"name": "adviser", "text": "My adviser"}, {"name": "friends", "text": "Friends"}]},
        {"name": "best", "number": "7", "kind": "three_things", "short": "Best things", "text": "What is good?",
         "ideas": ["my own door"]},
    ],
}  # fmt: skip


@pytest.fixture
def world(transactional_db) -> World:
    return build_world()


@pytest.fixture
def round_(world) -> Round:
    instrument = actions.install_instrument(system_scope(), spec=SPEC)
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=instrument.pk,
        slug="autumn",
        title="Autumn survey",
        opens=today() - dt.timedelta(days=9),
        closes=today() + dt.timedelta(days=9),
    )


@pytest.fixture
def device(
    browser_type_launch_args: dict, playwright: Playwright, tmp_path: Path, live_server, sign_in, round_
) -> Iterator[Device]:
    made = Device(playwright, tmp_path / "profile", live_server.url, sign_in)
    yield made
    made.close()


@pytest.fixture
def adviser(world) -> object:
    return world.people[Role.ADVISER]


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def answer(page: Page, words: str) -> None:
    """One person, from the adviser's first press to the lock: a place to live in words, and nothing more."""
    press(page, "Ask the next person")
    press(page, "Start")
    for _ in range(10):
        if page.get_by_label("Other", exact=True).count():
            page.get_by_label("Other", exact=True).check()
            page.get_by_label("you can say more").fill(words)
            press(page, "Continue")
        elif page.get_by_role("heading", name="Check your answers").count():
            break
        else:
            press(page, "Skip this question")
    press(page, "Go on")
    press(page, "I have the device")
    press(page, "Skip this question")
    press(page, "Lock my answers")
    expect(page.get_by_role("heading", name="Your answers are locked")).to_be_focused()


def said() -> list[list[tuple[str, str, str]]]:
    """What lies in the ballot box: for each person the questions with what was picked and written."""
    rows = []
    for row in SealedResponse.objects.all():
        questions = {q.id: q for q in instrument_questions(row.round.instrument_id)}
        answers = []
        for question_id, option_id, _, text in unseal(row.sealed)["answers"]:
            question = questions[question_id]
            picked = next((o.name for o in question.options if o.id == option_id), "")
            answers.append((question.name, picked, text))
        rows.append(sorted(answers))
    return sorted(rows)


def test_two_people_without_a_signal_a_killed_browser_and_each_is_sent_once(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    page.reload()
    answer(page, f"{MARKER} one")
    expect(page.get_by_text("1 waits to be sent.")).to_be_visible()
    answer(page, f"{MARKER} two")
    press(page, "Ask the next person")
    press(page, "Start")
    press(page, "Skip this question")
    page.get_by_label("Other", exact=True).check()
    page.get_by_label("you can say more").fill(f"{MARKER} unfinished")
    device.kill()
    assert SealedResponse.objects.count() == 0
    page = device.start(signal=False)
    page.goto(APP)
    expect(page.get_by_text("2 wait to be sent.")).to_be_visible()
    # A page that has just been opened may learn a moment late that there is no signal, and try.
    assert [fault for fault in faults(page, source_too=False) if "INTERNET_DISCONNECTED" not in fault] == []
    assert all(set(row) == {"id", "round", "sealed"} for row in device.waiting(page))
    device.signal(True)
    expect(page.get_by_text("2 people’s answers were sent. Nothing of them is left on this device.")).to_be_visible()
    assert said() == [[("home", "other", f"{MARKER} one")], [("home", "other", f"{MARKER} two")]]
    assert device.waiting(page) == []
    device.close()
    assert device.holds("Autumn survey"), "the survey itself is there, so words can be found where they are"
    assert device.holds(MARKER) == []


def test_the_word_that_it_arrived_is_lost_on_the_way_back(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    answer(page, "a boat")
    press(page, "That was the last one")
    lost = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/ask/offline/send/", lose_the_answer)
    with page.expect_request("**/ask/offline/send/"):
        device.signal(True)
    press(page, "Send now")
    expect(page.get_by_text("There is no signal just now")).to_be_visible()
    assert lost and set(lost) == {200}
    assert SealedResponse.objects.count() == 1
    assert len(device.waiting(page)) == 1
    page.unroute("**/ask/offline/send/")
    press(page, "Send now")
    expect(page.get_by_text("Nothing of them is left")).to_be_visible()
    assert said() == [[("home", "other", "a boat")]]


def test_sent_from_two_tabs_and_pressed_twice_it_counts_once(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    answer(page, "a boat")
    press(page, "That was the last one")
    other = device.tab()
    other.goto(APP)
    expect(other.get_by_text("1 waits to be sent.")).to_be_visible()
    sent = []
    device.context.on("request", lambda request: sent.append(request) if request.url.endswith("/send/") else None)
    device.signal(True)
    for tab in (page, other):
        tab.evaluate("for (let i = 0; i < 3; i++) document.querySelector('[data-do=send]')?.click()")
    # A tab that is loaded anew in the middle of sending may send again: let both come to rest first.
    for tab in (page, other):
        expect(tab.get_by_text("to be sent")).to_have_count(0)
    assert len(sent) == 1
    for tab in (page, other):
        tab.reload()
        expect(tab.get_by_text("Ravensmere", exact=True)).to_be_visible()
        expect(tab.get_by_text("to be sent")).to_have_count(0)
    assert len(sent) == 1
    assert len(said()) == 1


def test_a_survey_that_has_closed_keeps_its_answers_until_the_lead_decides(device, adviser, world, round_):
    page = device.take(adviser)
    device.signal(False)
    answer(page, "a boat")
    press(page, "That was the last one")
    Round.objects.filter(pk=round_.pk).update(closes=today() - dt.timedelta(days=1))
    device.signal(True)
    expect(page.get_by_role("heading", name="1 could not be sent")).to_be_visible()
    expect(page.get_by_text("This survey closed on")).to_be_visible()
    # Chromium writes each refusal of a server into its console, and nothing else may stand there.
    assert [fault for fault in faults(page, source_too=False) if "409" not in fault] == []
    press(page, "Delete these answers instead")
    press(page, "Keep them")
    assert len(device.waiting(page)) == 1
    actions.extend_round(world.as_alice, round_id=round_.pk, closes=today())
    press(page, "Send now")
    expect(page.get_by_text("Nothing of them is left")).to_be_visible()
    assert len(said()) == 1


def test_a_device_that_may_not_send_any_more_says_what_to_do(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    answer(page, "a boat")
    press(page, "That was the last one")
    Membership.objects.filter(person=adviser).delete()
    device.signal(True)
    expect(page.get_by_text("Ask your programme lead.")).to_be_visible()
    press(page, "Delete these answers instead")
    press(page, "Delete them for good")
    press(page, "Take this survey off the device")
    expect(page.get_by_text("No survey on this device yet")).to_be_visible()
    assert not SealedResponse.objects.exists()


def test_every_kind_of_question_and_what_is_said_in_private(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    press(page, "Ask the next person")
    expect(page.get_by_text("this is private but not anonymous")).to_be_visible()
    page.get_by_label("Yes").check()
    press(page, "Start")
    page.get_by_label("18 to 20").check()
    press(page, "Continue")
    page.get_by_label("In a flat").check()
    press(page, "Continue")
    page.get_by_label("Not sure").check()
    press(page, "Back")
    page.get_by_label("Other", exact=True).check()
    page.get_by_label("you can say more").fill("a boat")
    press(page, "Continue")
    page.get_by_label("My adviser").check()
    page.get_by_label("Friends").check()
    press(page, "Continue")
    page.get_by_label("Second thing").fill("x" * 2001)
    press(page, "Continue")
    assert faults(page, source_too=False) == []
    page.get_by_role("link", name="Make this shorter").click()
    expect(page.get_by_label("Second thing")).to_be_focused()
    page.get_by_label("Second thing").fill("my own door")
    press(page, "Continue")
    expect(page.get_by_text("Other: a boat")).to_be_visible()
    assert faults(page, source_too=False) == []
    press(page, "Go on")
    expect(page.get_by_text("The next question is for you alone")).to_be_visible()
    press(page, "I have the device")
    assert faults(page, source_too=False) == []
    page.get_by_label("2", exact=True).check(force=True)
    press(page, "Continue")
    page.get_by_label("What makes it unsafe?").fill(MARKER)
    page.go_back()
    expect(page.get_by_label("2", exact=True)).to_be_checked()
    page.go_back()
    expect(page.get_by_label("2", exact=True)).to_be_checked()
    press(page, "Continue")
    press(page, "Continue")
    expect(page.get_by_text(MARKER)).to_be_visible()
    expect(page.get_by_text("a boat")).to_have_count(0)
    press(page, "Lock my answers")
    expect(page.get_by_text("Hand the device back now")).to_be_visible()
    assert MARKER not in page.content()
    page.go_back()
    expect(page.get_by_text("1 waits to be sent.")).to_be_visible()
    assert MARKER not in page.content()
    device.signal(True)
    expect(page.get_by_text("Nothing of them is left")).to_be_visible()
    assert said() == [
        [
            ("age", "18-20", ""),
            ("best", "", "my own door"),
            ("help", "adviser", ""),
            ("help", "friends", ""),
            ("home", "other", "a boat"),
            ("safe", "2", ""),
            ("why", "", MARKER),
        ]
    ]
    assert SealedResponse.objects.get().compartment == "interpreted"


def test_by_keyboard_alone_each_step_begins_at_its_heading(device, adviser):
    page = device.take(adviser)
    device.signal(False)
    page.get_by_role("button", name="Ask the next person").press("Enter")
    expect(page.get_by_role("heading", name="What is leaving care like")).to_be_focused()
    page.get_by_role("button", name="Start").press("Enter")
    expect(page.get_by_role("heading", name="How old are you?")).to_be_focused()
    page.get_by_label("16 or 17").press("Space")
    page.get_by_label("16 or 17").press("Enter")
    expect(page.get_by_role("heading", name="Where do you live?")).to_be_focused()
    expect(page).to_have_title("Where do you live? New Belongings")
    page.get_by_role("button", name="Stop, and keep nothing").press("Enter")
    page.get_by_role("button", name="Go on answering").press("Enter")
    expect(page.get_by_role("heading", name="Where do you live?")).to_be_focused()
    page.get_by_role("button", name="Stop, and keep nothing").press("Enter")
    page.get_by_role("button", name="Stop, and keep nothing").press("Enter")
    expect(page.get_by_role("heading", name="Ask without a signal")).to_be_focused()
    assert device.waiting(page) == []


def test_a_sheet_without_any_answer_is_not_locked(device, adviser):
    page = device.take(adviser)
    press(page, "Ask the next person")
    press(page, "Start")
    while page.get_by_role("button", name="Skip this question").count():
        press(page, "Skip this question")
    press(page, "Go on")
    press(page, "I have the device")
    press(page, "Skip this question")
    press(page, "Lock my answers")
    expect(page.get_by_text("Nothing was answered.")).to_be_visible()
    assert device.waiting(page) == []


def test_the_device_keeps_the_page_and_nothing_personal_and_can_be_put_on_the_home_screen(device, adviser):
    page = device.take(adviser)
    kept = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
            (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat()"""
    )
    assert sorted(kept) == sorted([APP, f"{APP}manifest.webmanifest", *(f"/static/{name}" for name in shell.FILES)])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    session = device.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_a_new_version_waits_until_nobody_is_answering(device, adviser, monkeypatch):
    page = device.take(adviser)
    press(page, "Ask the next person")
    monkeypatch.setattr(shell, "FILES", (*shell.FILES, "icons/plain-512.png"))
    registration = f"navigator.serviceWorker.getRegistration('{APP}')"
    page.evaluate(f"{registration}.then((found) => found.update())")
    wait_until(page, f"{registration}.then((found) => found.waiting !== null)")
    press(page, "Start")
    expect(page.get_by_role("heading", name="How old are you?")).to_be_visible()
    page.close()
    page = device.tab()
    page.goto("/accessibility/")  # none of the worker's own pages: until the last of those is gone it waits
    wait_until(page, f"{registration}.then((found) => found.waiting === null && found.active !== null)")
    page.goto(APP)
    assert page.evaluate("caches.match('/static/icons/plain-512.png').then(Boolean)")
    device.signal(False)
    page.reload()
    expect(page.get_by_role("button", name="Ask the next person")).to_be_visible()
