"""Long answers are cut into stretches; no word is lost, none is read twice."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.themes.segments import FEWEST, WHOLE_UP_TO, segments

_words = st.text(alphabet="abc .,;:!?\n'\"-–…", max_size=600)


@given(st.one_of(st.text(max_size=300), _words))
def test_segments_hold_every_word_once_in_order_and_without_overlap(text):
    found = segments(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert [word for one in found for word in text[one.start : one.end].split()] == text.split()


@given(st.lists(st.sampled_from(["flat", "damp.", "and", "my", "worker,", "rings"]), min_size=1, max_size=120))
def test_no_segment_is_a_scrap_and_a_short_answer_is_whole(words):
    found = segments(" ".join(words))
    if len(words) <= WHOLE_UP_TO:
        assert len(found) == 1
    else:
        assert all(len(" ".join(words)[one.start : one.end].split()) >= FEWEST for one in found)


def test_two_sentences_about_two_things_are_two_segments():
    flat = "The flat was damp for the whole winter and nobody from the council came to look at it once."
    worker = "My worker now is lovely and rings me every Friday to see how I am getting on with it all."
    found = segments(f"{flat} {worker}")
    assert [f"{flat} {worker}"[one.start : one.end] for one in found] == [flat, worker]
