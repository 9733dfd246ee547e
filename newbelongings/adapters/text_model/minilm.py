"""all-MiniLM-L6-v2, the model that comes with the package."""

from functools import cache

from tokenizers import Tokenizer

from .bert import Encoder, Sizes
from .weights import folder, tensors

# The sizes of the model's own config.json; read to 256 pieces, as its authors do.
SIZES = Sizes(layers=6, heads=12, width=384, longest=256)


@cache
def encoder() -> Encoder:
    """Loads its 90 MB on first use."""
    return Encoder(tensors(), SIZES, Tokenizer.from_file(str(folder() / "tokenizer.json")))
