"""Learn areas and sentiment from the training text: ``python -m newbelongings.adapters.text_model.train``.

Run it after every change of the training text (a test holds the two together). ``--check`` scores the text by
cross-validation as well. Both take a minute or two, and half a gigabyte: every text is compared with every other.
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.model_selection import KFold
from tqdm import tqdm

from .heads import SHIPPED, Head, Heads, Points, chosen, save
from .minilm import encoder
from .scores import Scores, score
from .sense import Reader
from .terms import Bag, Floats, Vocabulary, terms
from .training import AREAS, FEELINGS, Example, examples, fingerprint

LOOSENESS = 0.5  # how far the fit may stray from the text (the ridge); by cross-validation
FURTHER_AREA = 0.5  # what a further area of a text counts for beside its main one
RARE = 2  # a term in fewer texts than this is left out
FOLDS = 4
AT_ONCE = 64

Progress = Callable[[int, int], None]


def points(texts: Sequence[Example], reader: Reader, progress: Progress) -> Points:
    """Let a model read the texts, a batch at a time; ``progress`` is told how many of how many are read."""
    meaning: list[Floats] = []
    manner: list[Floats] = []
    for start in range(0, len(texts), AT_ONCE):
        for read in reader.read([example.text for example in texts[start : start + AT_ONCE]]):
            meaning.append(read.meaning.vector)
            manner.append(read.manner.vector)
        progress(len(meaning), len(texts))
    return Points(np.array(meaning), np.array(manner))


def train(texts: Sequence[Example], read: Points) -> Heads:
    """Learn from texts and what a model read in them."""
    vocabulary = Vocabulary(_idf([example.text for example in texts]))
    rows = _sparse([vocabulary.bag(example.text) for example in texts], len(vocabulary.columns))
    near = np.add(*read.near(read.meaning, read.manner)) + (rows @ rows.T).toarray()
    about, felt = np.zeros((len(texts), len(AREAS)), np.float32), np.zeros((len(texts), len(FEELINGS)), np.float32)
    for row, example in enumerate(texts):
        for place, area in enumerate(example.areas):
            about[row, AREAS.index(area)] = FURTHER_AREA if place else 1
        if example.feeling:
            felt[row, FEELINGS.index(example.feeling)] = 1
    noted = np.flatnonzero(felt.any(axis=1))
    return Heads(
        fingerprint(),
        vocabulary,
        read,
        _fit(near, rows, about, np.arange(len(texts))),
        _fit(near, rows, felt, noted),
    )


def _idf(texts: Sequence[str]) -> dict[str, float]:
    """How much each term says: the rarer the more."""
    found = Counter(name for text in texts for name in set(terms(text)))
    return {name: math.log((1 + len(texts)) / (1 + n)) + 1 for name, n in sorted(found.items()) if n >= RARE}


def _sparse(bags: Sequence[Bag], width: int) -> Any:
    return csr_matrix(
        (
            np.concatenate([bag.strengths for bag in bags]),
            np.concatenate([bag.columns for bag in bags]),
            np.cumsum([0, *(len(bag.columns) for bag in bags)]),
        ),
        shape=(len(bags), width),
    )


def _fit(near: Floats, rows: Any, wanted: Floats, told: Any) -> Head:
    """Solve the ridge for the texts ``told``; the others have no say."""
    base = wanted[told].mean(axis=0)
    square = near[np.ix_(told, told)]
    square[np.diag_indices_from(square)] += LOOSENESS
    says = np.zeros_like(wanted)
    says[told] = cho_solve(cho_factor(square, overwrite_a=True), wanted[told] - base)
    return Head(says, np.asarray(rows.T @ says, dtype=np.float32), base)


def cross_validate(texts: Sequence[Example], read: Points) -> dict[str, Scores]:
    """Score each quarter of the training text by what is learnt from the rest."""
    areas: list[list[str]] = [[] for _ in texts]
    feelings: list[list[str]] = [[] for _ in texts]
    for kept, held in KFold(FOLDS, shuffle=True, random_state=0).split(texts):
        heads = train([texts[i] for i in kept], Points(read.meaning[kept], read.manner[kept]))
        near = np.add(*heads.points.near(read.meaning[held], read.manner[held]))
        bags = [heads.vocabulary.bag(texts[i].text) for i in held]
        for i, about, felt in zip(held, heads.areas.shares(near, bags), heads.feelings.shares(near, bags), strict=True):
            areas[i], feelings[i] = chosen(about), [FEELINGS[int(felt.argmax())]]
    noted = [i for i, example in enumerate(texts) if example.feeling]
    return {
        "areas, all": score([example.areas for example in texts], areas),
        "areas, of lines with a sentiment": score([texts[i].areas for i in noted], [areas[i] for i in noted]),
        "sentiment": score([[texts[i].feeling] for i in noted], [feelings[i] for i in noted]),
    }


def _show(bar: "tqdm[None]", done: int) -> None:
    bar.update(done - bar.n)


def main(arguments: Sequence[str]) -> None:
    """Read, learn, write."""
    texts = examples()
    with tqdm(total=len(texts), desc="Reading", unit=" texts", file=sys.stderr) as bar:
        read = points(texts, encoder(), lambda done, _: _show(bar, done))
    save(train(texts, read), str(Path(__file__).parent / "data" / SHIPPED))
    if "--check" in arguments:
        for name, found in cross_validate(texts, read).items():
            print(name, found)


if __name__ == "__main__":
    main(sys.argv[1:])
