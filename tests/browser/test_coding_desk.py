"""The coding desk by keyboard alone."""

from django.urls import reverse

from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import queries
from newbelongings.domain.themes.suggesting import suggest_for_round
from tests.answering import themes_of
from tests.browser.waiting import read
from tests.readers import word_machine


def test_two_answers_are_read_without_a_mouse(world, page, sign_in, look):
    themes_of(world, {"Moved about": 0, "Somebody who rings": 0}, base=12)
    queries.themes(world.as_alice, world.cycle.pk).filter(name="Moved about").update(examples=["answer"])
    round_ = surveys.rounds(world.as_alice).get()
    suggest_for_round(world.as_alice, round_id=round_.pk, machine=word_machine())
    sign_in(page, world.alice)
    page.goto(reverse("code_answer", args=[round_.pk]))
    look(page)

    page.keyboard.press("1")
    page.keyboard.press("Enter")
    read(page, "Answer 2 of 12")
    page.keyboard.press("t")
    page.keyboard.type("Somebody who rings")
    page.keyboard.press("Enter")
    read(page, "Answer 3 of 12")

    coded = Answer.objects.filter(codings__isnull=False).values_list("codings__theme__name", flat=True)
    assert sorted(coded) == ["Moved about", "Somebody who rings"]

    page.keyboard.press("b")
    read(page, "Alice has read this one")
    page.get_by_role("button", name="Turn keys off").click()
    page.locator("h1").click()
    page.keyboard.press("1")
    assert not page.get_by_role("checkbox", name="Moved about").is_checked()
