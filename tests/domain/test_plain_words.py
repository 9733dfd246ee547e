"""How hard a text is to read: what a person who writes replies would notice."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.replies.plain_words import AIM, read, reading_age, syllables

PLAIN = "The council now signs for you until you are 25. 11 people have got a flat this way so far."
COUNCIL = (
    "We are currently reviewing the commissioning of semi-independent accommodation provision in order to ensure "
    "that appropriate placements are available to all eligible young people in the locality."
)


def test_plain_words_are_within_the_aim():
    assert read(PLAIN).plain
    assert read(PLAIN).age <= AIM


def test_council_words_are_pointed_out_with_plainer_ones():
    reading = read(COUNCIL)
    assert not reading.plain
    assert [sentence[:16] for sentence in reading.long_sentences] == ["We are currently"]
    plainer = {hard.word: hard.plainer for hard in reading.hard_words}
    assert plainer["ensure"] == "make sure"
    assert plainer["accommodation"] == "a place to live"


def test_each_hard_word_is_named_once():
    assert len(read("Accommodation is accommodation. ACCOMMODATION!").hard_words) == 1


def test_dots_inside_a_sentence_do_not_end_it():
    words = " ".join(["word"] * 19)
    assert read(f"Go 3.5 miles to St. Mary’s, e.g. by bus, {words}.").long_sentences


def test_syllables_as_one_says_them():
    said = {"homes": 1, "asked": 1, "wanted": 2, "places": 2, "table": 2, "someone": 2, "leaver": 2, "anonymous": 4}
    assert {word: syllables(word) for word in said} == said


def test_nothing_written_is_no_age():
    assert read("").age == 0
    assert read("12 3.4 !?").words == 0


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    reading = read(text)
    assert reading.age >= 0
    assert all(sentence in text or "." in text for sentence in reading.long_sentences)


@given(st.integers(1, 500), st.integers(1, 50), st.integers(1, 1500))
def test_longer_words_never_read_easier(words, sentences, count):
    assert reading_age(words, sentences, count) <= reading_age(words, sentences, count + 1)
