"""The pages of the coding desk beside the desk itself: the grid, accepting, undo, how well the suggestions do."""

import pytest
from django.urls import reverse

from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions
from newbelongings.domain.themes.models import Coding, CodingAct, Reading
from tests.coding import add_themes, answers_of, round_of, suggest

LONG = "They moved me three times. My personal adviser rings every week."
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
WORDS = [*["No buses after six"] * 12, LONG, HOSTILE, "Nie ma autobusow", "My flat is damp"]


@pytest.fixture
def pile(world):
    round_ = round_of(world, WORDS)
    buses, flats, rings = add_themes(world, "No buses", "Damp flats", "Somebody who rings")
    answers = {answer.text: answer for answer in answers_of(world, round_)}
    for answer in answers_of(world, round_):
        if answer.text == "No buses after six":
            suggest(answer, (buses, 0.9), sentiment="negative", sentiment_confidence=0.9, sentiment_because="No buses")
    suggest(answers[LONG], (buses, 0.3, 0, 26), (rings, 0.8, 27, len(LONG)))
    suggest(answers[HOSTILE], (flats, 0.6), sentiment="mixed", sentiment_because="<script>")
    suggest(answers["Nie ma autobusow"], aside="language", language="pl")
    return {"round": round_, "buses": buses, "flats": flats, "rings": rings, "answers": answers}


def _at(name: str, pile, **query) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse(name, args=[pile['round'].pk])}?{asked}"


def _desk(pile, words: str) -> str:
    return _at("code_answer", pile, answer=pile["answers"][words].pk)


def test_a_long_answer_shows_its_segments_and_one_of_them_is_coded(world, pile, client):
    client.force_login(world.bob)
    page = client.get(_desk(pile, LONG)).content.decode()
    assert "“They moved me three times.”" in page
    value = f"{pile['rings'].pk}:27:{len(LONG)}"
    assert f'value="{value}"' in page
    sent = {"answer": pile["answers"][LONG].pk, "version": "", "theme": [value], "sentiment": "positive"}
    client.post(_desk(pile, LONG), sent)
    coding = Coding.objects.get()
    assert LONG[coding.start : coding.end] == "My personal adviser rings every week."
    assert Reading.objects.get().sentiment == "positive"
    again = client.get(_desk(pile, LONG)).content.decode()
    assert f'value="{value}" data-key="2" checked' in again
    assert 'value="positive" data-key="p" checked' in again


def test_how_it_sounds_is_suggested_with_its_words_and_never_chosen(world, pile, client):
    client.force_login(world.bob)
    page = client.get(_desk(pile, "No buses after six")).content.decode()
    assert "Sounds negative: “No buses”." in page
    assert 'value="negative" data-key="n">' in page
    assert "Suggestions by plain-1." in page
    assert "11 others have the same words" in page


def test_an_answer_set_aside_says_why_and_is_found_in_a_list(world, pile, client):
    client.force_login(world.bob)
    page = client.get(_desk(pile, "Nie ma autobusow")).content.decode()
    assert "In another language (pl). The text model suggests nothing here" in page
    assert "1 left to you by the model" in page
    listed = client.get(_at("code_grid", pile, aside="any")).content.decode()
    assert "Nie ma autobusow" in listed
    assert "My flat is damp" not in listed


@pytest.mark.parametrize("name", ["code_answer", "code_grid", "accept_suggestions"])
def test_what_somebody_wrote_is_never_markup(world, pile, client, name):
    client.force_login(world.bob)
    addresses = {
        "code_answer": _desk(pile, HOSTILE),
        "code_grid": _at("code_grid", pile),
        "accept_suggestions": _at("accept_suggestions", pile, least=50, theme="", seed=1),
    }
    page = client.get(addresses[name]).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_u_takes_back_the_last_save_and_shows_the_answer_again(world, pile, client):
    client.force_login(world.bob)
    answer = pile["answers"]["My flat is damp"]
    client.post(_desk(pile, answer.text), {"answer": answer.pk, "version": "", "theme": [pile["flats"].pk]})
    page = client.post(reverse("undo_coding", args=[pile["round"].pk]), follow=True)
    assert page.context["desk"].answer == answer
    assert "Undone." in page.content.decode()
    assert not Reading.objects.exists()
    again = client.post(reverse("undo_coding", args=[pile["round"].pk]), follow=True).content.decode()
    assert "There is nothing of yours to undo" in again


def test_what_somebody_coded_since_is_not_undone_and_the_page_says_so(world, pile, client):
    answer = pile["answers"]["My flat is damp"]
    act = actions.code_answer(world.as_bob, answer_id=answer.pk)
    actions.code_answer(world.as_alice, answer_id=answer.pk, theme_ids=[pile["flats"].pk])
    client.force_login(world.bob)
    page = client.post(reverse("undo_coding", args=[pile["round"].pk]), {"act": act.pk}, follow=True).content.decode()
    assert "Alice has coded it since" in page
    assert Coding.objects.get().coder == world.alice


def test_an_answer_taken_back_meanwhile_leads_on_to_the_next(world, pile, client):
    client.force_login(world.bob)
    gone = pile["answers"]["My flat is damp"].pk
    Answer.objects.filter(pk=gone).delete()
    sent = {"answer": gone, "version": "", "theme": [pile["flats"].pk]}
    for name in ("code_answer", "code_grid"):
        page = client.post(reverse(name, args=[pile["round"].pk]), sent, follow=True)
        assert page.status_code == 200
        assert "it was taken back" in page.content.decode()
    row = client.post(reverse("code_grid", args=[pile["round"].pk]), sent, headers={"X-Part": "row"}).content.decode()
    assert "it was taken back" in row
    assert not CodingAct.objects.exists()


def test_a_row_of_the_grid_is_saved_with_all_of_the_same_words(world, pile, client):
    client.force_login(world.bob)
    page = client.get(_at("code_grid", pile))
    row = page.context["rows"][0]
    assert (row.words, row.same) == ("No buses after six", 11)
    sent = {"answer": row.answer_id, "version": "", "theme": [pile["buses"].pk], "same": "on", "sentiment": "negative"}
    after = client.post(_at("code_grid", pile), sent, follow=True)
    assert Coding.objects.count() == 12
    assert "No buses after six" not in [each.words for each in after.context["rows"]]


def test_without_the_tick_only_one_of_the_same_words_is_coded(world, pile, client):
    client.force_login(world.bob)
    row = client.get(_at("code_grid", pile)).context["rows"][0]
    client.post(_at("code_grid", pile), {"answer": row.answer_id, "version": "", "theme": [pile["buses"].pk]})
    assert Coding.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"X-Part": "row"}])
def test_two_people_at_one_row_the_second_is_told_and_loses_nothing(world, pile, client, headers):
    answer = pile["answers"]["My flat is damp"]
    actions.code_answer(world.as_alice, answer_id=answer.pk, theme_ids=[pile["rings"].pk], sentiment="mixed")
    client.force_login(world.bob)
    sent = {
        "answer": answer.pk,
        "version": "",
        "theme": [pile["flats"].pk],
        "sentiment": "negative",
        "other": "No buses",
    }
    page = client.post(_at("code_grid", pile), sent, headers=headers)
    html = page.content.decode()
    assert "Alice has read this one since you opened it" in html
    assert "Alice has read it and chose: somebody who rings; mixed." in html
    assert f'value="{pile["flats"].pk}" data-digit="1" checked' in html
    assert 'value="No buses"' in html
    assert '<option value="negative" selected>' in html
    assert Coding.objects.get().theme == pile["rings"]
    client.post(_at("code_grid", pile), sent | {"version": answer.reading.read_at.isoformat()}, headers=headers)
    assert {c.theme for c in Coding.objects.all()} == {pile["flats"], pile["buses"]}


def test_an_unknown_theme_in_a_row_is_refused_and_what_was_typed_stays(world, pile, client):
    client.force_login(world.bob)
    answer = pile["answers"]["My flat is damp"]
    sent = {"answer": answer.pk, "version": "", "other": "Dragons"}
    page = client.post(_at("code_grid", pile), sent).content.decode()
    assert "There is no theme called “Dragons”" in page
    assert 'value="Dragons"' in page


def test_the_grid_takes_as_many_statements_for_few_rows_as_for_many(world, pile, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.bob)
    client.get(_at("code_grid", pile))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(_at("code_grid", pile, aside="language"))
    with django_assert_num_queries(len(few)):
        client.get(_at("code_grid", pile))


def test_a_codebook_of_three_hundred_is_searched_and_not_three_hundred_boxes(world, pile, client):
    add_themes(world, *(f"Theme {n}" for n in range(297)))
    client.force_login(world.bob)
    for address in (_desk(pile, "My flat is damp"), _at("code_grid", pile)):
        page = client.get(address).content.decode()
        assert page.count('<option value="Theme ') == 297
        assert page.count('name="theme" value') < 20


def test_nothing_is_accepted_before_the_whole_sample_is_judged(world, pile, client):
    client.force_login(world.bob)
    counted = client.get(_at("accept_suggestions", pile, least=80, theme="")).content.decode()
    assert "13 answers nobody has read" in counted
    address = _at("accept_suggestions", pile, least=80, theme="", seed=5)
    page = client.get(address)
    assert [(row["one"].answer.text, row["same"]) for row in page.context["rows"]] != []
    told = client.post(address, {"accept": "1"}).content.decode()
    assert "are still to be checked" in told
    assert not CodingAct.objects.exists()
    judged = {f"judged-{row['one'].answer.pk}": "right" for row in page.context["rows"]}
    shown = client.post(address, judged).content.decode()
    assert "13 of 13 were right" in shown
    assert not CodingAct.objects.exists()
    done = client.post(address, judged | {"accept": "1"}, follow=True).content.decode()
    assert "13 answers are coded as suggested" in done
    assert "80 of 100 sure or more" in done
    assert Reading.objects.count() == 13


def test_a_sample_that_is_often_wrong_warns(world, pile, client):
    client.force_login(world.bob)
    address = _at("accept_suggestions", pile, least=80, theme="", seed=5)
    rows = client.get(address).context["rows"]
    judged = {f"judged-{row['one'].answer.pk}": "wrong" if row["same"] > 1 else "right" for row in rows}
    shown = client.post(address, judged).content.decode()
    assert "1 of 13 were right" in shown
    assert "This is too often wrong" in shown


@pytest.mark.parametrize("least", ["", "0", "101", "many"])
def test_a_confidence_that_is_none_is_refused_in_a_sentence(world, pile, client, least):
    client.force_login(world.bob)
    page = client.get(_at("accept_suggestions", pile, least=least, theme="")).content.decode()
    assert "One thing to put right" in page


def test_how_well_needs_thirty_and_says_what_it_counts(world, pile, client):
    client.force_login(world.bob)
    answer = pile["answers"]["No buses after six"]
    actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[pile["buses"].pk])
    page = client.get(_at("how_well", pile)).content.decode()
    assert "1 read. It needs 30: 29 more." in page
    assert "Suggestions accepted at a confidence are not counted" in page


def test_how_well_shows_a_number_with_its_interval(world, client):
    round_ = round_of(world, [f"answer {n}" for n in range(30)])
    (buses,) = add_themes(world, "No buses")
    for answer in answers_of(world, round_):
        suggest(answer, (buses, 0.9))
        actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[buses.pk])
    client.force_login(world.bob)
    page = client.get(reverse("how_well", args=[round_.pk])).content.decode()
    assert "<strong>1.00</strong> (1.00 to 1.00, 95 per cent interval) from 30 answers" in page


@pytest.mark.parametrize("name", ["code_grid", "accept_suggestions", "how_well", "coding_acts"])
def test_a_round_without_answers_has_a_page_that_says_so(world, client, name):
    round_ = round_of(world, ["one"])
    Answer.objects.all().delete()
    client.force_login(world.bob)
    assert client.get(reverse(name, args=[round_.pk])).status_code == 200


@pytest.mark.parametrize("name", ["code_grid", "accept_suggestions", "how_well", "coding_acts", "undo_coding"])
def test_charlie_finds_none_of_it(world, pile, client, name):
    client.force_login(world.charlie)
    address = reverse(name, args=[pile["round"].pk])
    assert client.get(address).status_code in (404, 405)
    assert client.post(address, {"answer": pile["answers"][LONG].pk}).status_code == 404
    assert not CodingAct.objects.exists()
