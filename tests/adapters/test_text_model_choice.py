"""A council chooses its text model: a folder, letters alone, or the one that comes along."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from newbelongings.adapters.text_model import learnt, letters
from newbelongings.adapters.text_model.choosing import text_model
from newbelongings.adapters.text_model.folder import NotAModel, open_folder
from newbelongings.adapters.text_model.minilm import encoder
from newbelongings.adapters.text_model.training import examples
from newbelongings.adapters.text_model.weights import folder as shipped_folder

TEXTS = ["my boiler is broken again", "nobody to talk to in the evenings"]
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "my", "boiler", "is", "broken", "nobody", "money", "the", "to"]
WIDE, WIDTH, LAYERS = 16, 8, 2


def nothing(done: int, of: int) -> None:
    pass


@pytest.fixture
def few_texts(monkeypatch):
    """Learning from all of the training text takes a minute; from every thirtieth, a moment."""
    monkeypatch.setattr(learnt, "examples", lambda: examples()[::30])


@pytest.fixture
def tiny(tmp_path):
    """A BERT of two layers, written as sentence-transformers writes one, with numbers drawn at random."""
    place = tmp_path / "tiny"
    (place / "1_Pooling").mkdir(parents=True)
    chance = np.random.default_rng(1)

    def dense(out: int, into: int):
        return {"weight": chance.normal(0, 0.2, (out, into)), "bias": chance.normal(0, 0.2, out)}

    def norm():
        return {"weight": np.ones(WIDTH), "bias": np.zeros(WIDTH)}

    parts = {"embeddings.LayerNorm": norm()}
    for name, rows in (("word", len(WORDS)), ("position", 32), ("token_type", 2)):
        parts[f"embeddings.{name}_embeddings"] = {"weight": chance.normal(0, 1, (rows, WIDTH))}
    for i in range(LAYERS):
        here = f"encoder.layer.{i}"
        for part in ("query", "key", "value"):
            parts[f"{here}.attention.self.{part}"] = dense(WIDTH, WIDTH)
        parts |= {
            f"{here}.attention.output.dense": dense(WIDTH, WIDTH),
            f"{here}.attention.output.LayerNorm": norm(),
            f"{here}.intermediate.dense": dense(WIDE, WIDTH),
            f"{here}.output.dense": dense(WIDTH, WIDE),
            f"{here}.output.LayerNorm": norm(),
        }
    tensors = {f"bert.{a}.{b}": value.astype(np.float32) for a, both in parts.items() for b, value in both.items()}
    save_file(tensors, place / "model.safetensors")
    tokenizer = Tokenizer(models.WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(place / "tokenizer.json"))
    write(place / "config.json", model_type="bert", hidden_size=WIDTH, num_hidden_layers=LAYERS,
          num_attention_heads=2, max_position_embeddings=32)  # fmt: skip
    write(place / "1_Pooling" / "config.json", pooling_mode_mean_tokens=True, pooling_mode_cls_token=False)
    return place


def write(path, **values):
    path.write_text(json.dumps(values), encoding="utf-8")


def amend(path, **values):
    write(path, **json.loads(path.read_text()) | values)


def test_the_model_that_comes_along_reads_the_same_from_its_folder():
    model = open_folder(shipped_folder())
    ours, theirs = encoder().read(TEXTS), model.encoder().read(TEXTS)
    for one, two in zip(ours, theirs, strict=True):
        assert np.allclose(one.meaning.vector, two.meaning.vector, atol=1e-4)


def test_a_model_in_a_folder_learns_once_and_says_its_name(tiny, tmp_path, few_texts):
    told = []
    model = text_model(str(tiny), tmp_path / "kept", lambda done, of: told.append((done, of)))
    assert model.version.startswith("tiny-")
    assert not told
    (seen, _) = model.sense(TEXTS)
    assert seen.vector.shape == (WIDTH,)
    assert sum(seen.areas.values()) == pytest.approx(1, abs=1e-4)
    assert seen.because_area("A6") in TEXTS[0]
    assert told[-1][0] == told[-1][1] > 0
    told.clear()
    again = text_model(str(tiny), tmp_path / "kept", lambda done, of: told.append((done, of)))
    (same, _) = again.sense(TEXTS)
    assert not told
    assert same.areas == pytest.approx(seen.areas, abs=0.02)


def test_other_numbers_make_another_version_and_first_piece_pooling_another_vector(tiny):
    before, mean = open_folder(tiny).version, open_folder(tiny).encoder().read(TEXTS)
    write(tiny / "1_Pooling" / "config.json", pooling_mode_mean_tokens=False, pooling_mode_cls_token=True)
    assert open_folder(tiny).version != before
    first = open_folder(tiny).encoder().read(TEXTS)
    assert not np.allclose(mean[0].meaning.vector, first[0].meaning.vector, atol=1e-2)


def test_what_was_half_written_is_learnt_anew(tiny, tmp_path, few_texts):
    kept = tmp_path / "kept"
    text_model(str(tiny), kept, nothing).sense(TEXTS)
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    assert text_model(str(tiny), kept, nothing).sense(TEXTS)[0].areas
    assert [path.name for path in kept.iterdir()] == [file.name]


def test_letters_alone_find_what_is_said_in_plain_words(tmp_path):
    model = text_model("letters", tmp_path, nothing)
    assert model.version == letters.VERSION
    seen, _, blank = model.sense([*TEXTS, ""])
    assert max(seen.areas, key=seen.areas.get) == "A6"
    assert "boiler" in seen.because_area("A6")
    assert np.linalg.norm(blank.vector) == pytest.approx(1)


def _missing(tiny):
    (tiny / "tokenizer.json").unlink()


def _not_bert(tiny):
    amend(tiny / "config.json", model_type="roberta")


def _no_size(tiny):
    amend(tiny / "config.json", hidden_size="wide")


def _other_pooling(tiny):
    write(tiny / "1_Pooling" / "config.json", pooling_mode_max_tokens=True)


def _not_json(tiny):
    (tiny / "config.json").write_text("{")


def _other_step(tiny):
    (tiny / "modules.json").write_text('[{"type": "sentence_transformers.models.Dense"}]')


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_missing, "there is no tokenizer.json in it"),
        (_not_bert, "is roberta, and only BERT"),
        (_no_size, "does not say hidden_size"),
        (_other_pooling, "pools in a way"),
        (_not_json, "config.json is not JSON"),
        (_other_step, "has a step .Dense."),
        (shutil.rmtree, "is not a folder with a sentence model"),
    ],
)
def test_what_is_no_model_is_refused_in_a_sentence(tiny, tmp_path, spoil, says):
    spoil(tiny)
    with pytest.raises(NotAModel, match=says):
        text_model(str(tiny), tmp_path, nothing)


def test_numbers_that_do_not_fit_the_sizes_are_refused_when_loaded(tiny, tmp_path):
    amend(tiny / "config.json", num_hidden_layers=3)
    with pytest.raises(NotAModel, match=r"encoder.layer.2.* is missing"):
        text_model(str(tiny), tmp_path, nothing).sense(TEXTS)
    (tiny / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(NotAModel, match="cannot be read"):
        text_model(str(tiny), tmp_path, nothing).sense(TEXTS)
