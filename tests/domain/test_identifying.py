"""Details that could tell who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.identifying import point_out, stand_in
from tests.marked_sentences import sentences


def found_in(text: str) -> list[str]:
    return [text[detail.start : detail.end] for detail in point_out(text)]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("By the time I told Dean the flat was damp", ["Dean"]),
        ("my worker called sam never rings", ["sam"]),
        ("my brother dean was moved to leeds", ["dean", "leeds"]),
        ("Grace was the best worker ive had", ["Grace"]),
        ("social worker mrs okonkwo was nice", ["mrs okonkwo"]),
        ("Sarah Jenkins at Oakfield Academy sorted it", ["Sarah Jenkins", "Oakfield Academy"]),
        ("i went to st marys school in bolton", ["st marys school", "bolton"]),
        ("ring me on 07700 900123 or a.b@example.org", ["07700 900123", "a.b@example.org"]),
        ("born 03/04/2007 and live at ZZ1 9ZZ", ["03/04/2007", "ZZ1 9ZZ"]),
        ("my birthday is the 3rd of march 2004", ["3rd of march 2004"]),
        ("she lives at 14 elm road", ["14 elm road"]),
        ("insta is kayleigh.x99", ["kayleigh.x99"]),
        ("MY SOCIAL WORKER JANET NEVER CAME", ["JANET"]),
        ("my number is QQ 12 34 56 C", ["QQ 12 34 56 C"]),
    ],
)
def test_what_could_tell_who_it_is_is_pointed_out(text, details):
    assert found_in(text) == details


@pytest.mark.parametrize(
    "text",
    [
        "They moved me. I was told on Monday that I could stay.",
        "my mum will help me, my mate will too",
        "everyone is reading my file",
        "id like to go to college and get a job at the hospital",
        "Universal Credit took 5 weeks and £1,250 went on rent",
        "they moved me 200 miles in 2019 and i was 16",
        "i cant cope with PIP forms and UC",
    ],
)
def test_everyday_words_are_left_alone(text):
    assert found_in(text) == []


def test_each_detail_has_a_stand_in():
    assert stand_in("Dean rang from leeds on 07700 900123.") == "[a name] rang from [a place] on [a number]."


@given(st.text(max_size=300))
def test_pointing_out_never_fails_and_never_overlaps(text):
    details = point_out(text)
    assert all(0 <= detail.start < detail.end <= len(text) for detail in details)
    assert all(one.end <= other.start for one, other in zip(details, details[1:], strict=False))


@given(st.text(max_size=200))
def test_a_text_with_stand_ins_keeps_every_letter_around_them(text):
    """Whatever was not pointed out is still there, in its order."""
    left, at = stand_in(text), 0
    for detail in point_out(text):
        kept = text[at : detail.start]
        assert left.startswith(kept)
        left = left[len(kept) :]
        assert left.startswith("[a ") or left.startswith("[an ")
        left, at = left[left.index("]") + 1 :], detail.end
    assert left == text[at:]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_three_hundred_planted_details_are_found(number):
    """All but three in a hundred, and few marks beside them; docs/adr/0025 says what was learnt from which file."""
    given_sentences = sentences(number)
    planted = sum(len(sentence.planted) for sentence in given_sentences)
    assert (len(given_sentences), planted) == (200, 300)
    assert sum(len(sentence.found()) for sentence in given_sentences) >= 0.97 * planted
    assert sum(sentence.marked_wrongly() for sentence in given_sentences) <= 0.1 * planted
