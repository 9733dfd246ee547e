"""all-MiniLM-L6-v2, the model that comes with the package."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from tokenizers import Tokenizer

from .bert import Encoder, Floats, Read, Sizes
from .weights import folder, tensors

# The sizes of the model's own config.json; read to 256 pieces, as its authors do.
SIZES = Sizes(layers=6, heads=12, width=384, longest=256)


@cache
def encoder() -> Encoder:
    """Loads its 90 MB on first use."""
    return Encoder(tensors(), SIZES, Tokenizer.from_file(str(folder() / "tokenizer.json")))


def reading(texts: Sequence[str]) -> list[Read]:
    """Read texts, in the order given."""
    return encoder().read(texts)


def embed(texts: Sequence[str]) -> Floats:
    """One row for each text: the vectors alone."""
    return np.array([read.vector for read in reading(texts)], dtype=np.float32).reshape(-1, SIZES.width)
