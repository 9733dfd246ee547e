"""The words and letters of a text as numbers, for what a model of meaning does not know: slang, names, slips. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .text_models import Floats

COLUMNS: Final = 1024
_SHORTEST, _LONGEST = 3, 5
_WORD: Final = re.compile(r"[\w£]+")
_Places = NDArray[np.int64]


def letter_rows(texts: Sequence[str]) -> Floats:
    """A row of ``COLUMNS`` numbers of length one for each text (of nought where it has no word).

    Words, pairs of words and three to five letters of a padded word, each counted in the column that its hash gives
    (Weinberger et al. 2009, the hashing trick): there is no list of words to keep, or to learn anew.
    """
    rows = np.zeros((len(texts), COLUMNS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        words = _WORD.findall(text.lower())
        if words:
            pairs = [_place(f"{one} {two}") for one, two in zip(words, words[1:], strict=False)]
            row += _counted(np.array([*(_place(word) for word in words), *pairs]))
            row += _counted(np.concatenate([_letters(word) for word in words]))
            row /= np.linalg.norm(row) or 1
    return rows


def _counted(places: _Places) -> Floats:
    """How often each column is met, less how often by a hash that is odd, so that clashes cancel; of length one."""
    counts = np.bincount(places >> 1, weights=1.0 - 2.0 * (places & 1), minlength=COLUMNS)
    return (counts / (np.linalg.norm(counts) or 1)).astype(np.float32)


@lru_cache(maxsize=100_000)
def _place(term: str) -> int:
    """A column and a sign, as one number."""
    return crc32(term.encode("utf-8", "replace")) % (2 * COLUMNS)


@lru_cache(maxsize=50_000)
def _letters(word: str) -> _Places:
    padded = f" {word[:60]} "
    sizes = range(_SHORTEST, _LONGEST + 1)
    found = [_place(f"~{padded[at : at + size]}") for size in sizes for at in range(len(padded) - size + 1)]
    return np.array(found, dtype=np.int64)
