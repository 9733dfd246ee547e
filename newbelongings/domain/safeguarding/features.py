"""What the detector sees in a sentence: its words, pairs of words, kinds of words, phrases and pieces of words. Pure.

A kind of word (``lexicon``) lets it know "my uncle kicks me" from "he hits me". Pieces of four letters let it know
a word that is misspelt.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from .lexicon import begun, kinds_of, phrases

_REACH: Final = 5  # kinds of words this far apart still say something together
_PIECE: Final = 4


def features(words: Sequence[str]) -> set[str]:
    """Everything the detector sees in one part."""
    return {feature for word in words for feature in of_word(word)}.union(together(words))


def of_word(word: str) -> Iterator[str]:
    """What is seen in one word, wherever it stands: itself and its pieces."""
    yield word
    framed = f"<{word}>"
    for start in range(len(framed) - _PIECE + 1):
        yield "~" + framed[start : start + _PIECE]


def together(words: Sequence[str]) -> Iterator[str]:
    """What is seen in the words beside one another."""
    for first, second in zip(["^", *words], [*words, "$"], strict=True):
        yield f"{first} {second}"
    yield from _kinds_together(words)
    yield from _phrases_together(words)


def _kinds_together(words: Sequence[str]) -> Iterator[str]:
    """Each kind, with the word before and after it, and with the kinds that follow it within reach."""
    kinds = [kinds_of(word) for word in words]
    for place, here in enumerate(kinds):
        before = words[place - 1] if place else "^"
        after = words[place + 1] if place + 1 < len(words) else "$"
        for one in here:
            yield one
            yield f"{before} {one}"
            yield f"{one} {after}"
            for there in kinds[place + 1 : place + _REACH]:
                for other in there:
                    yield f"{one}>{other}"


def _phrases_together(words: Sequence[str]) -> Iterator[str]:
    """Each kind of phrase, and each two of them that stand in one part."""
    known, beginnings = phrases(), begun()
    kinds: set[str] = set()
    for start, said in enumerate(words):
        end = start + 1
        while said in beginnings:
            kinds.update(known.get(said, ()))
            if end == len(words):
                break
            said = f"{said} {words[end]}"
            end += 1
    ordered = sorted(kinds)
    for place, one in enumerate(ordered):
        yield f"#{one}"
        for other in ordered[place + 1 :]:
            yield f"#{one}&{other}"
