"""all-MiniLM-L6-v2 as a NumPy forward pass: six layers of BERT, mean pooling, length one.

The architecture is that of Devlin et al. (2018), with the sizes of the model's own config.json.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf
from tokenizers import Encoding, Tokenizer

from .weights import Tensors, folder, tensors

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
BATCH = 32

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the model read it: its ``vector`` of 384 numbers, of length one, so that a dot product is a cosine.

    ``parts`` says what each piece of a word (``spans``: from, to) gave to it, a row each: they add up to the
    vector but for the two marks around every text.
    """

    vector: Floats
    spans: list[tuple[int, int]]
    parts: Floats


def embed(texts: Sequence[str]) -> Floats:
    """One row for each text: the vectors alone."""
    return np.array([read.vector for read in reading(texts)], dtype=np.float32).reshape(-1, WIDTH)


def reading(texts: Sequence[str]) -> list[Read]:
    """Read texts, in the order given. Words beyond 256 pieces are not read.

    Inside they are sorted by length, so that a batch holds little padding.
    """
    encoded = _tokenizer().encode_batch([text or " " for text in texts])
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    done: dict[int, Read] = {}
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        done.update(zip(batch, _read_batch([encoded[i] for i in batch]), strict=True))
    return [done[i] for i in range(len(encoded))]


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def _read_batch(batch: list[Encoding]) -> list[Read]:
    longest = max(len(text.ids) for text in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.float32)
    for row, text in enumerate(batch):
        ids[row, : len(text.ids)] = text.ids
        mask[row, : len(text.ids)] = 1
    return [
        _pool(text, hidden[: len(text.ids)]) for text, hidden in zip(batch, _forward(tensors(), ids, mask), strict=True)
    ]


def _pool(text: Encoding, hidden: Floats) -> Read:
    """The mean of all pieces, at length one. The first and last pieces are marks, not words."""
    mean = hidden.mean(axis=0)
    length = np.linalg.norm(mean)
    return Read(mean / length, text.offsets[1:-1], hidden[1:-1] / (len(hidden) * length))


def _forward(weights: Tensors, ids: NDArray[np.int64], mask: Floats) -> Floats:
    hidden = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    hidden = _normalise(weights, "embeddings.LayerNorm", hidden)
    unseen = (1 - mask)[:, None, None, :] * np.float32(-1e9)
    for layer in range(LAYERS):
        hidden = _layer(weights, f"encoder.layer.{layer}", hidden, unseen)
    return hidden


def _layer(weights: Tensors, name: str, hidden: Floats, unseen: Floats) -> Floats:
    attended = _attend(weights, f"{name}.attention.self", hidden, unseen)
    attended = _dense(weights, f"{name}.attention.output.dense", attended)
    hidden = _normalise(weights, f"{name}.attention.output.LayerNorm", hidden + attended)
    wide = _gelu(_dense(weights, f"{name}.intermediate.dense", hidden))
    return _normalise(weights, f"{name}.output.LayerNorm", hidden + _dense(weights, f"{name}.output.dense", wide))


def _attend(weights: Tensors, name: str, hidden: Floats, unseen: Floats) -> Floats:
    query, key, value = (_heads(_dense(weights, f"{name}.{part}", hidden)) for part in ("query", "key", "value"))
    scores = query @ key.swapaxes(-1, -2) / np.float32((WIDTH // HEADS) ** 0.5) + unseen
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    together = (scores @ value).swapaxes(1, 2)
    return together.reshape(hidden.shape)  # type: ignore[no-any-return]


def _heads(flat: Floats) -> Floats:
    batch, length, _ = flat.shape
    return flat.reshape(batch, length, HEADS, WIDTH // HEADS).swapaxes(1, 2)


def _dense(weights: Tensors, name: str, values: Floats) -> Floats:
    """One matrix product for the whole batch: flat rows are twice as fast as a product for each text."""
    flat = values.reshape(-1, values.shape[-1]) @ weights[f"{name}.weight"].T
    flat += weights[f"{name}.bias"]
    return flat.reshape(*values.shape[:-1], -1)


def _normalise(weights: Tensors, name: str, values: Floats) -> Floats:
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    return centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]  # type: ignore[no-any-return]


def _gelu(values: Floats) -> Floats:
    return values * np.float32(0.5) * (1 + erf(values / np.float32(2**0.5)))  # type: ignore[no-any-return]
