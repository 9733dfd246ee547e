"""How hard a text is to read: what a person who writes replies would notice."""

import pytest
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


# Flesch-Kincaid grades worked out by hand from the formula, with syllables as CMU's pronouncing dictionary has them:
# (words, sentences, syllables) stand beside each, and the age is the grade plus 5, rounded up.
KNOWN = [
    ("The cat sat on the mat.", (6, 1, 6), 5),
    ("We pay your bus fare to work. Show us the ticket.", (11, 2, 12), 5),
    ("Nobody told you why you had to move. Now a worker tells you two weeks before.", (16, 2, 20), 8),
    ("The council signs for you until you are twenty-five.", (10, 1, 13), 9),
    ("You can apply for a grant of two thousand pounds when you move into your first home.", (17, 1, 20), 10),
    ("Accommodation provision is under review.", (5, 1, 13), 23),
]


@pytest.mark.parametrize(("text", "counts", "age"), KNOWN)
def test_texts_of_known_grade(text, counts, age):
    assert reading_age(*counts) == age
    reading = read(text)
    assert reading.words == counts[0]
    assert reading.age == age


@pytest.mark.parametrize(
    ("word", "count"),
    [("areas", 3), ("examples", 3), ("changes", 2), ("houses", 2), ("idea", 3)],
)
def test_syllables_that_vowels_alone_get_wrong(word, count):
    assert syllables(word) == count


def test_a_text_is_given_back_whole_with_its_hard_places_marked():
    reading = read(f"  First. {COUNCIL}\n\nLast: 3.5 miles!")
    marked = [piece for sentence in reading.sentences for piece in sentence.pieces if piece.hard]
    assert ("accommodation", "a place to live") in [(piece.words, piece.plainer) for piece in marked]
    assert [sentence.long for sentence in reading.sentences] == [False, True, False]


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(["Go. ", "3.5", "St. ", "ensure", "\n", "!", " a"])).map("".join)
)
def test_what_is_marked_is_the_text_and_nothing_but_the_text(text):
    reading = read(text)
    assert reading.before + "".join(one.words + one.after for one in reading.sentences) == text
    assert sum(one.count for one in reading.sentences) == reading.words


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
