"""The letters of a text, for what MiniLM does not know: slang, misspellings, short names such as PA or UC."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[\w£]+(?:['’]\w+)*")
_SHORTEST, _LONGEST = 3, 5


@dataclass(frozen=True, slots=True)
class Term:
    """A word, two words in a row, or three to five letters of a padded word, at ``start`` to ``end`` of the text."""

    name: str
    start: int
    end: int


def terms(text: str) -> Iterator[Term]:
    """Every term of a text, in small letters, apostrophes dropped so that ``don't`` is ``dont``."""
    words = [(_plain(match[0]), *match.span()) for match in _WORD.finditer(text)]
    for word, start, end in words:
        yield Term(f"={word}", start, end)
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            for at in range(len(padded) - size + 1):
                yield Term(padded[at : at + size], start, end)
    for (one, start, _), (two, _, end) in zip(words, words[1:], strict=False):
        yield Term(f"={one} {two}", start, end)


def _plain(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "")


def strengths(names: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    """TF-IDF of the terms that ``idf`` knows, as a vector of length one: often in the text, rare elsewhere."""
    raw = {name: (1 + math.log(count)) * idf[name] for name, count in names.items() if name in idf}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {name: value / length for name, value in raw.items()}
