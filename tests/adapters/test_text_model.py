"""The text model: the pinned weights, what it reads, which words moved it, and how it is scored."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.text_model import weights
from newbelongings.adapters.text_model.because import phrase
from newbelongings.adapters.text_model.heads import chosen, shipped
from newbelongings.adapters.text_model.minilm import encoder
from newbelongings.adapters.text_model.model import TextModel
from newbelongings.adapters.text_model.scores import score
from newbelongings.adapters.text_model.terms import words
from newbelongings.adapters.text_model.training import AREAS, examples, fingerprint
from tests.shared_files import shared_file

# The example in the quickstart of sentence-transformers, the library these weights come from, and what it prints.
WEATHER = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
PRINTED = [[1.0000, 0.6660, 0.1046], [0.6660, 1.0000, 0.1411], [0.1046, 0.1411, 1.0000]]


def embed(texts):
    return np.array([read.meaning.vector for read in encoder().read(texts)])


def test_it_gives_what_the_library_of_these_weights_prints():
    vectors = embed(WEATHER)
    assert np.allclose(vectors @ vectors.T, PRINTED, atol=1e-4)


def test_a_text_reads_the_same_alone_and_in_company():
    alone = embed(["the flat is damp"])
    together = embed(["a much longer text that makes a batch pad every shorter one beside it", "the flat is damp"])
    assert np.allclose(alone[0], together[1], atol=1e-5)


def test_what_each_word_gave_adds_up_to_nearly_all_of_the_vector():
    (read,) = encoder().read(["nobody asked me before they moved me out of the only house I liked"])
    for view in (read.meaning, read.manner):
        assert len(read.spans) == len(view.parts)
        assert float(view.parts.sum(axis=0) @ view.vector) > 0.7


def test_changed_weights_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    with pytest.raises(weights.WeightsMissing, match="not the ones that were pinned"):
        weights.tensors.__wrapped__()


def test_the_shipped_numbers_were_learnt_from_the_training_text_as_it_stands():
    assert shipped().fingerprint == fingerprint(), "run python -m newbelongings.adapters.text_model.train"


def test_the_training_text_is_varied_and_says_nothing_twice():
    texts = [example.text.casefold() for example in examples()]
    assert len(texts) >= 1200
    assert len(set(texts)) == len(texts)
    assert all(sum(example.areas[0] == area for example in examples()) >= 100 for area in AREAS)


def _lines(name: str) -> list[str]:
    return shared_file(name).read_text("utf-8").splitlines()


def test_no_sentence_of_the_development_file_was_learnt():
    read = {json.loads(line)["text"].casefold() for line in _lines("data/answers/dev.jsonl")}
    assert not read & {example.text.casefold() for example in examples()}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("my boiler has been broken since october and the landlord ignores me", "A6"),
        ("i am so lonely in the evenings, nobody to talk to", "A8"),
        ("universal credit does not last the month", "A7"),
        ("college is going well, i passed my exams", "A3"),
        ("waiting for the home office to decide about my asylum", "A10"),
    ],
)
def test_plain_remarks_find_their_area(text, area):
    areas = TextModel().sense([text])[0].areas
    assert max(areas, key=areas.get) == area


@given(st.text(max_size=120), st.lists(st.floats(-1, 1), max_size=30))
def test_the_phrase_is_quoted_as_it_stands(text, numbers):
    weights_ = [(i * 4, i * 4 + 3, number) for i, number in enumerate(numbers)]
    found = phrase(text, weights_)
    assert found in text
    assert len(found.split()) <= 7


def test_the_phrase_is_where_the_weight_is():
    text = "I like the flat, but nobody asked me first. Fine now"
    start = text.index("nobody")
    assert "nobody asked me" in phrase(text, [(start, start + 15, 2.0)])


def test_small_words_at_the_ends_are_left_off():
    text = "and the job coach at college is great"
    every_word = [(text.index(word), text.index(word) + len(word), 1.0) for word in ("the", "job", "coach", " at")]
    assert phrase(text, every_word) == "job coach"


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text):
    assert all(0 <= start < end <= len(text) for _, start, end in words(text))


def test_the_likeliest_area_is_always_said_and_others_only_when_likely():
    row = np.full(10, 0.02, dtype=np.float32)
    row[3], row[5] = 0.5, 0.34
    assert chosen(row) == ["A4", "A6"]
    assert chosen(np.full(10, 0.1, dtype=np.float32)) == ["A1"]


AREA_SETS = st.lists(st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True), min_size=1, max_size=20)


@given(AREA_SETS)
def test_what_fits_wholly_scores_one(areas):
    assert score(areas, areas) == score(areas, [list(row) for row in areas])
    assert score(areas, areas).macro_f1 == score(areas, areas).micro_f1 == score(areas, areas).main_accuracy == 1


@given(AREA_SETS, st.data())
def test_scores_lie_between_nothing_and_one(areas, data):
    suggested = [data.draw(st.lists(st.sampled_from(AREAS), max_size=3, unique=True)) for _ in areas]
    found = score(areas, suggested)
    assert all(0 <= value <= 1 for value in (found.main_accuracy, found.micro_f1, found.macro_f1))


def test_scores_as_worked_out_by_hand():
    found = score([["A1", "A2"], ["A2"], ["A3"]], [["A1"], ["A2", "A1"], ["A4"]])
    assert found.main_accuracy == pytest.approx(2 / 3)
    assert found.micro_f1 == pytest.approx(2 * 2 / (2 * 2 + 2 + 2))
    # A1: 2/3, A2: 2/3, A3 and A4: 0
    assert found.macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 4)
