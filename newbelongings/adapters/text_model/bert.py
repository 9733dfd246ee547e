"""A BERT encoder as a NumPy forward pass, of whatever sizes its config gives, and what it read in each text.

The architecture is that of Devlin et al. (2018). Pieces of all texts of a batch lie in one long row of rows, without
padding; only attention looks at texts one by one, those of a length together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
Tensors = Mapping[str, Floats]

# Pieces worked on at once. More would not fit the processor's own memory, fewer would leave it waiting.
PIECES = 1024
_BLOCK = 128
# The layers that tell the manner, as shares of all; the words themselves are one more.
_MANNER = (1 / 3, 2 / 3, 5 / 6)


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the config of a model says of its shape. ``longest``: pieces of a text that are read."""

    layers: int
    heads: int
    width: int
    longest: int
    epsilon: float = 1e-12
    pooling: str = "mean"


@dataclass(frozen=True, slots=True)
class View:
    """A text as one vector of length one, and what each piece of a word gave to it, a row each.

    The rows add up to the vector but for the two marks around every text.
    """

    vector: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class Read:
    """A text as a model read it. ``spans``: where each piece stands (from, to).

    ``meaning`` is the model's own vector, so that a dot product is a cosine. ``manner`` comes from the layers before,
    which know more of how a thing is said and less of what it is.
    """

    spans: list[tuple[int, int]]
    meaning: View
    manner: View


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: tuple[Floats, Floats]
    output: tuple[Floats, Floats]
    attended: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    ended: tuple[Floats, Floats]


class Encoder:
    """Holds the weights in the shape in which they are used."""

    def __init__(self, tensors: Tensors, sizes: Sizes, tokenizer: Tokenizer) -> None:
        self.sizes, self._tokenizer = sizes, tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(sizes.longest)
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = (
            tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
        )
        self._levels = {round(sizes.layers * share) for share in _MANNER}
        self._begun = _pair(tensors, "embeddings.LayerNorm")
        self._layers = [self._layer(tensors, f"encoder.layer.{i}") for i in range(sizes.layers)]

    @property
    def width(self) -> int:
        """How many numbers its vectors have."""
        return self.sizes.width

    def _layer(self, tensors: Tensors, name: str) -> _Layer:
        """Query, key and value are one product; the query's division by the root of its width is done here, once."""
        scale = np.float32((self.sizes.width // self.sizes.heads) ** -0.5)
        (query, query_bias), *others = (
            _dense(tensors, f"{name}.attention.self.{part}") for part in ("query", "key", "value")
        )
        parts = [(query * scale, query_bias * scale), *others]
        return _Layer(
            qkv=(np.concatenate([w for w, _ in parts], axis=1), np.concatenate([b for _, b in parts])),
            output=_dense(tensors, f"{name}.attention.output.dense"),
            attended=_pair(tensors, f"{name}.attention.output.LayerNorm"),
            wide=_dense(tensors, f"{name}.intermediate.dense"),
            narrow=_dense(tensors, f"{name}.output.dense"),
            ended=_pair(tensors, f"{name}.output.LayerNorm"),
        )

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Read texts, in the order given. What is longer than ``longest`` pieces is not read to its end."""
        encoded = self._tokenizer.encode_batch([text or " " for text in texts])
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
        done: dict[int, Read] = {}
        for batch in _batches(order, encoded):
            ends = np.cumsum([len(encoded[i].ids) for i in batch])[:-1]
            hidden, manner = (np.split(rows, ends) for rows in self._forward([encoded[i] for i in batch]))
            done.update((i, self._pool(encoded[i], *rows)) for i, *rows in zip(batch, hidden, manner, strict=True))
        return [done[i] for i in range(len(encoded))]

    def _pool(self, text: Encoding, hidden: Floats, manner: Floats) -> Read:
        """The first and last pieces are marks, not words."""
        pooled = hidden[0] if self.sizes.pooling == "cls" else hidden.mean(axis=0)
        length = _length(pooled)
        said = manner.sum(axis=0)
        return Read(
            text.offsets[1:-1],
            View(pooled / length, hidden[1:-1] / (len(hidden) * length)),
            View(said / _length(said), manner[1:-1] / _length(said)),
        )

    def _forward(self, batch: list[Encoding]) -> tuple[Floats, Floats]:
        """The last layer, and what the layers before it say together; a row for each piece."""
        lengths = [len(text.ids) for text in batch]
        ids = np.concatenate([np.array(text.ids) for text in batch])
        hidden = self._words[ids] + self._places[np.concatenate([np.arange(length) for length in lengths])]
        self._normalise(hidden, self._begun)
        manner = _of_length_one(hidden, lengths)
        groups = [(length, len(list(same))) for length, same in groupby(lengths)]
        for number, layer in enumerate(self._layers, 1):
            hidden += _times(self._attend(_times(hidden, layer.qkv), groups), layer.output)
            self._normalise(hidden, layer.attended)
            wide = _times(hidden, layer.wide)
            _gelu(wide)
            hidden += _times(wide, layer.narrow)
            self._normalise(hidden, layer.ended)
            if number in self._levels:
                manner += _of_length_one(hidden, lengths)
        return hidden, manner

    def _attend(self, qkv: Floats, groups: list[tuple[int, int]]) -> Floats:
        """Each piece takes from the others of its text. ``groups``: (length, how many texts of it), as they lie."""
        heads, width = self.sizes.heads, self.sizes.width
        taken = np.empty((len(qkv), width), dtype=np.float32)
        at = 0
        for length, count in groups:
            rows = slice(at, at + length * count)
            query, key, value = qkv[rows].reshape(count, length, 3, heads, -1).transpose(2, 0, 3, 1, 4)
            scores = query @ key.swapaxes(-1, -2)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            taken[rows] = (scores @ value).swapaxes(1, 2).reshape(-1, width)
            at += length * count
        return taken

    def _normalise(self, values: Floats, pair: tuple[Floats, Floats]) -> None:
        """In place."""
        values -= values.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", values, values) / np.float32(values.shape[1])
        values *= (1 / np.sqrt(spread + np.float32(self.sizes.epsilon)))[:, None]
        values *= pair[0]
        values += pair[1]


def _length(vector: Floats) -> np.float32:
    return np.float32(max(float(np.linalg.norm(vector)), 1e-9))


def _of_length_one(hidden: Floats, lengths: Sequence[int]) -> Floats:
    """What each piece gives to the mean of its text, when that mean is made of length one."""
    sums = np.add.reduceat(hidden, np.cumsum([0, *lengths[:-1]]))
    scale = 1 / np.maximum(np.linalg.norm(sums, axis=1), np.float32(1e-9))
    return hidden * np.repeat(scale, lengths)[:, None]  # type: ignore[no-any-return]


def _pair(tensors: Tensors, name: str) -> tuple[Floats, Floats]:
    return tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def _dense(tensors: Tensors, name: str) -> tuple[Floats, Floats]:
    weight, bias = _pair(tensors, name)
    return np.ascontiguousarray(weight.T), bias


def _times(values: Floats, layer: tuple[Floats, Floats]) -> Floats:
    product = values @ layer[0]
    product += layer[1]
    return product


def _gelu(values: Floats) -> None:
    """In place, by the form with tanh (Hendrycks and Gimpel, 2016), written as x / (1 + exp(-2u)).

    It strays from the exact one by 0.0005 at most. A block at a time, so that it stays in the processor's memory.
    """
    for start in range(0, len(values), _BLOCK):
        block = values[start : start + _BLOCK]
        u = block * block
        u *= np.float32(-2 * 0.7978845608 * 0.044715)
        u += np.float32(-2 * 0.7978845608)
        u *= block
        np.minimum(u, np.float32(80), out=u)
        np.exp(u, out=u)
        u += np.float32(1)
        block /= u


def _batches(order: Sequence[int], encoded: Sequence[Encoding]) -> Iterator[list[int]]:
    batch: list[int] = []
    pieces = 0
    for i in order:
        if batch and pieces + len(encoded[i].ids) > PIECES:
            yield batch
            batch, pieces = [], 0
        batch.append(i)
        pieces += len(encoded[i].ids)
    if batch:
        yield batch
