"""The whole thread in one browser test: an answer on a phone, and what came of it, told back and proved.

Nine others answer too, or nobody could be mixed with anybody. Everything else is done as people do it.
"""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.domain.surveys.given import OPEN_LINK, GivenAnswer
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions as themes
from newbelongings.domain.themes.amounts import one_theme

WORDS = "I had the deposit but nobody to sign for my first flat"


class Journey:
    """The steps, as sentences. ``desk`` is Alice's screen, ``phone`` a care leaver's."""

    def __init__(self, world, phone: Page, desk: Page) -> None:
        self.world, self.phone, self.desk = world, phone, desk

    def given_a_survey_that_nine_others_have_answered(self) -> None:
        world = self.world
        surveys.install_shipped_instruments(world.as_system())
        instrument = survey_queries.shipped_instruments(world.as_alice).get(slug="new-belongings-2015")
        self.round = surveys.open_round(
            world.as_alice,
            cycle_id=world.cycle.pk,
            instrument_id=instrument.pk,
            slug="autumn",
            title="Autumn survey",
            opens=today(),
            closes=today(),
            population=40,
        )
        for n in range(9):
            surveys.submit_response(
                world.as_system(),
                round_id=self.round.pk,
                answers=[GivenAnswer("worst", text=f"no guarantor, lost flat number {n}")],
                way=OPEN_LINK,
                form_token=f"form-{n}",
            )

    def when_somebody_answers_on_a_phone(self) -> None:
        phone = self.phone
        phone.goto(reverse("start_survey", args=[self.round.code]))
        phone.get_by_role("button", name="Start").click()
        phone.get_by_label("18 to 20").check()
        for _ in range(4):
            phone.get_by_role("button", name="Continue").last.click()
        phone.get_by_label("First thing").fill(WORDS)
        for number in range(6, 11):
            phone.get_by_role("button", name="Continue").last.click()
            expect(phone.get_by_text(f"Question {number} of 10.")).to_be_visible()
        phone.get_by_role("button", name="Continue").last.click()
        expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
        expect(phone.get_by_text(WORDS)).to_be_visible()
        phone.get_by_role("button", name="Send my answers").click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("sent")

    def then_ten_answers_are_mixed_and_suggestions_made(self) -> None:
        assert not Answer.objects.exists()
        call_command("run_jobs", stdout=StringIO())
        assert Answer.objects.filter(text=WORDS).exists()

    def when_alice_codes_it(self) -> None:
        world, desk = self.world, self.desk
        self.theme = themes.add_theme(world.as_alice, cycle_id=world.cycle.pk, area="A6", name="Nobody to sign")
        mine = Answer.objects.get(text=WORDS)
        others = survey_queries.open_answers(world.as_alice, round_id=self.round.pk).exclude(pk=mine.pk)
        themes.code_answers(world.as_bob, codings={answer.pk: [self.theme.pk] for answer in others})
        desk.goto(reverse("themes"))
        desk.get_by_role("button", name="Read the next answers").click()
        expect(desk.locator(".nb-answer__words")).to_contain_text("nobody to sign")
        expect(desk.get_by_role("group", name="You decide")).to_be_visible()
        desk.get_by_label("Another theme").fill("Nobody to sign")
        desk.get_by_role("button", name="Save and next").click()
        expect(desk.get_by_role("heading", level=1)).to_contain_text("All 10 answers are read")
        assert one_theme(world.as_alice, self.theme.pk).whole.people == 10

    def and_clears_words_to_quote(self) -> None:
        desk = self.desk
        desk.goto(reverse("theme", args=[self.theme.pk]))
        desk.get_by_role("link", name=re.compile("Clear to quote.*deposit")).click()
        desk.get_by_label("I have read it").check()
        desk.get_by_role("button", name="Clear these words").click()
        expect(desk.locator(".nb-quote")).to_contain_text(WORDS)

    def and_makes_it_a_priority_with_an_objective_an_action_and_a_milestone(self) -> None:
        desk = self.desk
        desk.get_by_role("button", name="Make it a priority").click()
        desk.get_by_label("What to work on").fill("Someone to sign for a first flat")
        desk.get_by_label("Who chose it").fill("The forum")
        expect(desk.get_by_label("Nobody to sign")).to_be_checked()
        desk.get_by_role("button", name="Choose this").click()
        desk.goto(reverse("write_plan"))
        desk.get_by_label("What you aim to achieve").fill("A first home for everyone who is ready.")
        desk.get_by_label("Who leads it day to day").fill("Alice, leaving care")
        desk.get_by_role("button", name="Begin the plan").click()
        desk.goto(reverse("set_objective"))
        desk.get_by_label("What you want to achieve").fill("Nobody loses a flat for want of a guarantor")
        desk.get_by_label("It worked if").fill("Nobody loses one in a year (now 9).")
        desk.get_by_label("Area").select_option("A6")
        desk.get_by_label("Someone to sign for a first flat").check()
        self._press_filled()
        desk.goto(reverse("add_action"))
        desk.get_by_label("What will be done").fill("Sign as guarantor up to 25")
        desk.get_by_label("Who is responsible").fill("Head of housing")
        desk.get_by_label("Starts").fill(today().isoformat())
        desk.get_by_label("Done by").fill(today().isoformat())
        self._press_filled()
        desk.goto(reverse("add_milestone"))
        desk.get_by_label("What will have changed").fill("The guarantor scheme is open")
        desk.get_by_label("Done by").fill(today().isoformat())
        self._press_filled()

    def and_says_that_it_is_done(self) -> None:
        desk = self.desk
        desk.goto(reverse("plan"))
        desk.get_by_role("link", name="Sign as guarantor up to 25").first.click()
        desk.get_by_role("link", name="Say how it stands").click()
        desk.get_by_label("Done").check()
        desk.get_by_label("What happened?").fill("The council signs from today.")
        self._press_filled()

    def then_home_says_that_nobody_has_been_told(self) -> None:
        self.desk.goto(reverse("home"))
        expect(self.desk.get_by_role("main")).to_contain_text("nobody has been told")

    def when_alice_replies_and_publishes(self) -> None:
        desk = self.desk
        desk.goto(f"{reverse('write_reply')}?theme={self.theme.pk}")
        desk.get_by_label("Title, in their words").fill("Someone to sign for your first flat")
        desk.get_by_label(f"“{WORDS}”").check()
        desk.get_by_label("We did it").check()
        desk.get_by_label("Your answer").fill("The council now signs for you until you are 25.")
        desk.get_by_label("What changed, what should change").fill("You can ask your adviser today.")
        desk.get_by_label("Sign as guarantor up to 25").check()
        self._press_filled()
        desk.goto(reverse("replies"))
        desk.get_by_role("link", name="Look at it and publish").click()
        desk.get_by_label("Why no forum read it first").fill("No forum has met since this was asked.")
        desk.get_by_role("button", name="Publish").click()

    def then_the_phone_shows_what_came_of_it(self) -> None:
        phone = self.phone
        phone.goto(reverse("you_said_we_did", args=["ravensmere"]))
        card = phone.get_by_role("article").filter(has_text="Someone to sign for your first flat")
        expect(card).to_contain_text("We did")
        expect(card).to_contain_text(WORDS)
        expect(card).to_contain_text("The council now signs for you")
        # Ten people are too few for a public number: the card says none.
        expect(card).not_to_contain_text("of 10")

    def and_the_pack_leads_from_the_reply_back_to_the_theme(self, folder: Path) -> None:
        desk = self.desk
        desk.goto(reverse("packs"))
        desk.get_by_role("button", name="Make a pack of today").click()
        with desk.expect_download() as download:
            desk.get_by_role("link", name="JSON", exact=False).first.click()
        path = folder / "pack.json"
        download.value.save_as(path)
        pack = path.read_text()
        assert json.loads(pack)
        assert f"theme:{self.theme.pk}" in pack or f'"T-{self.theme.pk}"' in pack
        assert str(Answer.objects.get(text=WORDS).pk) not in pack

    def _press_filled(self) -> None:
        self.desk.locator("main .govuk-button:not(.govuk-button--secondary)").first.click()


@pytest.mark.browser
def test_from_an_answer_on_a_phone_to_a_pack(world, phone, page, sign_in, look, tmp_path):
    sign_in(page, world.alice)
    journey = Journey(world, phone, page)
    journey.given_a_survey_that_nine_others_have_answered()
    journey.when_somebody_answers_on_a_phone()
    journey.then_ten_answers_are_mixed_and_suggestions_made()
    journey.when_alice_codes_it()
    journey.and_clears_words_to_quote()
    journey.and_makes_it_a_priority_with_an_objective_an_action_and_a_milestone()
    journey.and_says_that_it_is_done()
    journey.then_home_says_that_nobody_has_been_told()
    journey.when_alice_replies_and_publishes()
    journey.then_the_phone_shows_what_came_of_it()
    journey.and_the_pack_leads_from_the_reply_back_to_the_theme(tmp_path)
    look(phone)
