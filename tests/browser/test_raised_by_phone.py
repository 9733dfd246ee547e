"""One issue, from a phone on the public page to the board, and back to whoever raised it, in one browser test.

Everything is done as people do it: somebody on a phone, Bob at his desk, the board at its own page, a member of the
forum on hers. What the service sends is read where it lies when no sender is set.
"""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.forum import members
from newbelongings.domain.forum.given import GivenMember
from newbelongings.domain.forum.links import new_link
from newbelongings.domain.forum.models.groups import IN_PERSON
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.web.parts import guarded
from tests.recorded_messages import recorded, run_jobs

WORDS = "My bus pass stops on the day I turn 18, and college is two buses away"
TITLE = "The bus pass stops at 18"
ANSWER = "You keep your bus pass until you are 25."
ADDRESS = "somebody@example.org"
GROUP = "The Thursday group"


class Journey:
    """The steps, as sentences. ``phone`` is one phone, ``desk`` the council, ``hers`` a member."""

    def __init__(self, world, sign_in, *, phone: Page, desk: Page, hers: Page) -> None:
        self.world, self.sign_in = world, sign_in
        self.phone, self.desk, self.hers = phone, desk, hers

    def given_a_forum_with_a_member(self) -> None:
        bob = self.world.as_bob
        group = forum.start_forum(bob, name=GROUP)
        given = GivenMember(name="Jay", consented_on=today(), channel=IN_PERSON)
        member = members.add_member(bob, forum_id=group.pk, given=given)
        self.link = reverse("member_page", args=[new_link(member)])

    def when_somebody_tells_the_council_by_phone(self) -> None:
        phone = self.phone
        self._public_page()
        _follow(phone, "Tell us what should change")
        phone.get_by_label("What should change?").fill(WORDS)
        phone.get_by_label(re.compile("Shall we tell you")).fill(ADDRESS)
        phone.get_by_role("button", name="Send it").click()
        expect(phone.get_by_role("heading", name="We have it")).to_be_visible()

    def then_nobody_else_reads_it_yet(self) -> None:
        self._public_page()
        expect(self.phone.get_by_role("main")).not_to_contain_text(re.compile("bus pass", re.IGNORECASE))

    def when_bob_makes_it_an_issue(self) -> None:
        desk = self.desk
        self.sign_in(desk, self.world.bob)
        desk.goto(reverse("reports"))
        _follow(desk, "Read the oldest")
        expect(desk.get_by_role("region", name="As it was written")).to_contain_text(WORDS)
        desk.get_by_label("In a few words").fill(TITLE)
        desk.get_by_label("What it is about").select_option("A7")
        desk.get_by_role("button", name="Make it an issue").click()
        expect(desk.get_by_role("heading", name="Nothing waits to be read")).to_be_visible()

    def then_the_public_page_owes_an_answer(self) -> None:
        self._public_page()
        expect(self._card()).to_contain_text("We have not answered yet")

    def when_it_is_taken_up_and_brought_to_the_board(self) -> None:
        desk = self.desk
        desk.goto(reverse("issues"))
        desk.get_by_role("link", name=TITLE).first.click()
        _follow(desk, "Take it up")
        desk.get_by_label("Who takes it up").fill("Bob, participation worker")
        self._press_filled()
        _follow(desk, "Bring it to the board")
        desk.get_by_label("Or another day on which it meets").fill(today().isoformat())
        desk.get_by_label("The paper’s name").fill("Bus passes after 18")
        desk.get_by_label("What you ask the board to decide").fill("Shall the pass go on until 25?")
        desk.get_by_label("Who brings it there").fill("Head of leaving care")
        self._press_filled()

    def then_the_board_finds_it_on_its_page(self) -> None:
        self.sign_in(self.desk, self.world.people[Role.BOARD])
        self.desk.goto(reverse("board_page"))
        expect(self.desk.get_by_role("main")).to_contain_text("Brought to you by the forum")
        expect(self.desk.get_by_role("main")).to_contain_text(TITLE)

    def when_the_board_has_decided(self) -> None:
        desk = self.desk
        self.sign_in(desk, self.world.bob)
        self._issue()
        _follow(desk, "Write down what it decided")
        desk.get_by_label("What the board decided").fill("The pass goes on until 25.")
        self._press_filled()

    def and_bob_has_written_the_reply(self) -> None:
        desk = self.desk
        self._issue()
        _follow(desk, "Write the reply")
        desk.get_by_label("Title, in their words").fill(TITLE)
        desk.get_by_label("What they said").fill("The bus pass stops on the day you turn 18.")
        desk.get_by_label("We did it").check()
        desk.get_by_label("Your answer").fill(ANSWER)
        desk.get_by_label("What changed, what should change").fill("You need not ask for it.")
        expect(desk.get_by_label(TITLE)).to_be_checked()
        self._press_filled()
        desk.get_by_role("button", name=f"Ask {GROUP}").click()

    def then_a_member_reads_it_before_others_do(self) -> None:
        hers = self.hers
        hers.goto(self.link)
        hers.get_by_role("link", name=TITLE).first.click()
        expect(hers.get_by_role("main")).to_contain_text(ANSWER)
        hers.get_by_label("I understand it").check()
        hers.get_by_role("button", name="Send what I think").click()
        expect(hers.get_by_role("main")).to_contain_text("You said: I understand it")
        self._public_page()
        expect(self.phone.get_by_role("main")).not_to_contain_text(ANSWER)

    def when_the_forum_agrees_and_bob_publishes(self) -> None:
        desk = self.desk
        desk.reload()
        _follow(desk, "Write down what they say")
        desk.get_by_label("It is clear and true").check()
        desk.get_by_role("button", name="Keep it with the draft").click()
        desk.get_by_role("button", name="Publish").click()
        expect(desk.get_by_text("is on your public page")).to_be_visible()

    def then_the_public_page_says_so(self) -> None:
        self._public_page()
        expect(self._card()).to_contain_text("We did")
        expect(self._card()).to_contain_text(ANSWER)

    def and_whoever_asked_is_told_once_with_a_link_that_leads_there(self, folder: Path) -> None:
        run_jobs()
        run_jobs(days=1)
        told = [message for message in recorded(folder)[ADDRESS] if TITLE in message]
        assert len(told) == 1
        self.phone.goto(re.search(r"http\S+/answers/\d+/|http\S+#reply-\d+", told[0])[0])
        expect(self.phone.get_by_role("main")).to_contain_text(ANSWER)

    def and_the_monitor_shows_its_clock(self) -> None:
        hers = self.hers
        hers.goto(self.link)
        hers.get_by_role("link", name="How what we raise is used").first.click()
        card = hers.get_by_role("article", name=TITLE)
        for step in ("We said it", "Bob.* took it up", "With the board", "board decided", "In all"):
            expect(card.get_by_role("row", name=re.compile(step))).to_be_visible()
        expect(card).to_contain_text("Answered")

    def _public_page(self) -> None:
        self.phone.goto(reverse("you_said_we_did", args=["ravensmere"]))
        self.phone.reload()  # a phone may keep the page for a minute

    def _card(self):
        return self.phone.get_by_role("article").filter(has_text=TITLE)

    def _issue(self) -> None:
        self.desk.goto(reverse("issues"))
        self.desk.get_by_role("link", name=TITLE).first.click()

    def _press_filled(self) -> None:
        self.desk.locator("main form .govuk-button:not(.govuk-button--secondary)").first.click()


def _follow(page: Page, words: str) -> None:
    """Press a link, whether it is drawn as the button of the page or as a link beside it."""
    page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).first.click()


@pytest.fixture
def member_phone(new_context, live_server) -> Page:
    """A second narrow phone, which knows nothing of the first."""
    return new_context(base_url=live_server.url, viewport={"width": 320, "height": 640}, locale="en-GB").new_page()


def test_from_a_phone_to_the_board_and_back(
    world, phone, page, member_phone, sign_in, look, settings, tmp_path, live_server, monkeypatch
):
    settings.DATA_DIR, settings.PUBLIC_ADDRESS = tmp_path, live_server.url
    monkeypatch.setattr(guarded, "QUICK", 0)  # a browser types faster than anybody
    journey = Journey(world, sign_in, phone=phone, desk=page, hers=member_phone)
    journey.given_a_forum_with_a_member()
    journey.when_somebody_tells_the_council_by_phone()
    journey.then_nobody_else_reads_it_yet()
    journey.when_bob_makes_it_an_issue()
    journey.then_the_public_page_owes_an_answer()
    journey.when_it_is_taken_up_and_brought_to_the_board()
    journey.then_the_board_finds_it_on_its_page()
    journey.when_the_board_has_decided()
    journey.and_bob_has_written_the_reply()
    journey.then_a_member_reads_it_before_others_do()
    journey.when_the_forum_agrees_and_bob_publishes()
    journey.then_the_public_page_says_so()
    journey.and_whoever_asked_is_told_once_with_a_link_that_leads_there(tmp_path)
    journey.and_the_monitor_shows_its_clock()
    look(phone)
