"""Whether words suggest danger: measured on sentences it has not learnt from, quick, and at home with any text."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.safeguarding import train
from newbelongings.domain.safeguarding.detector import shipped, suggests_danger
from newbelongings.domain.safeguarding.lexicon import kinds_of, ways_to_say
from newbelongings.domain.safeguarding.words import sentences

# A little below what was measured (benchmarks/README.md), so that a change for the worse is seen and chance is not.
LEAST_RECALL, LEAST_PRECISION = 0.96, 0.75


def test_it_finds_what_it_has_not_learnt_and_does_not_cry_at_everything():
    measured = train.read("measured.txt")
    assert sum(line.alarming for line in measured) == 100 == len(measured) / 2
    flagged = [line for line in measured if suggests_danger(line.text)]
    rightly = sum(line.alarming for line in flagged)
    assert rightly / 100 >= LEAST_RECALL
    assert rightly / len(flagged) >= LEAST_PRECISION


def test_what_is_measured_with_is_not_learnt_from():
    assert not plain("measured.txt") & plain("training.txt")


def plain(name: str) -> set[str]:
    return {" ".join(word for words in sentences(line.text) for word in words) for line in train.read(name)}


def test_the_shipped_weights_were_learnt_from_the_shipped_text():
    assert shipped().learnt_from == train.fingerprint(), "run python -m newbelongings.domain.safeguarding.train"


@pytest.mark.parametrize(
    "words",
    [
        "The bus is late and dear. My flat is lovely. He hits me most nights. More football please.",
        "HE HITS ME",
        "he hiiiits me",
        "he’s hitting me",
        "i wnt to kil myself",
        "\x00he hits me\x00 \U0001f622",
        "يضربني أبي",
        "dua të vdes",
        "nie mam gdzie spac",
    ],
)
def test_it_hears_it_among_other_words_in_capitals_misspelt_and_in_some_other_languages(words):
    assert suggests_danger(words)


@pytest.mark.parametrize("words", ["", " ", "...", "\x00", "\U0001f600", "My PA always rings back.", "النادي جميل"])
def test_it_is_quiet_where_nothing_is_said(words):
    assert not suggests_danger(words)


@given(st.text(max_size=300))
def test_any_text_is_read(words):
    assert suggests_danger(words) in (True, False)


@pytest.mark.parametrize("piece", ["word ", "a", "ok. ", "\x00\U0001f600", "أ", "\u202e\u200f", "he said no and "])
def test_a_hundred_thousand_letters_are_read_to_the_end(piece):
    long = piece * (100_000 // len(piece))
    suggests_danger(long)
    assert suggests_danger(f"{long}. He hits me and I want to die.")


def test_a_web_process_needs_nothing_big_for_it():
    code = (
        "import sys; from newbelongings.domain.safeguarding.detector import suggests_danger; "
        "assert suggests_danger('he hits me'); print([m for m in ('numpy', 'scipy', 'sklearn') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_phrase_stands_for_each_way_to_say_it():
    assert ways_to_say("(take|took) (my |)pills") == ["take my pills", "take pills", "took my pills", "took pills"]
    assert ways_to_say("in (a|the (big|red)) car") == ["in a car", "in the big car", "in the red car"]


def test_a_word_is_of_the_kinds_its_beginning_says():
    assert "HIT" in kinds_of("punching")
    assert kinds_of("zebra") == ()
