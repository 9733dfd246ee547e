"""Learn areas and sentiment from the training text: ``python -m newbelongings.adapters.text_model.train``.

Run it after every change of the training text (a test holds the two together). ``--check`` scores the text by
cross-validation as well. Both take a few minutes: reading the text is most of it.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from .bert import Read
from .heads import SHIPPED, Head, Heads, Linear, chosen, save
from .minilm import reading
from .scores import Scores, score
from .terms import Bag, Floats, Vocabulary, terms
from .training import AREAS, FEELINGS, Example, examples, fingerprint

MEANING_FIT, LETTERS_FIT = 1.0, 5.0  # how closely each follows the text (sklearn's C); by cross-validation
FURTHER_AREA = 0.5  # what a further area of a text counts for beside its main one
RARE = 2  # a term in fewer texts than this is left out
FOLDS = 4


def train(texts: Sequence[Example], reads: Sequence[Read]) -> Heads:
    """Learn from texts and what the text model read in them."""
    vocabulary = Vocabulary(_idf([example.text for example in texts]))
    rows = _sparse([vocabulary.bag(example.text) for example in texts], len(vocabulary.columns))
    vectors = np.array([read.vector for read in reads])
    areas = [
        (i, AREAS.index(area), FURTHER_AREA if place else 1.0)
        for i, example in enumerate(texts)
        for place, area in enumerate(example.areas)
    ]
    feelings = [(i, FEELINGS.index(text.feeling), 1.0) for i, text in enumerate(texts) if text.feeling]
    return Heads(
        fingerprint(),
        vocabulary,
        *(Head(_fit(vectors, told, MEANING_FIT), _fit(rows, told, LETTERS_FIT)) for told in (areas, feelings)),
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


def _fit(rows: Any, told: Sequence[tuple[int, int, float]], closeness: float) -> Linear:
    """``told``: (row, class, weight); a text stands once for each of its areas."""
    which, classes, weights = zip(*told, strict=True)
    learner = LogisticRegression(C=closeness, max_iter=300, class_weight="balanced", tol=1e-3)
    learner.fit(rows[list(which)], classes, sample_weight=weights)
    return Linear(learner.coef_.T.astype(np.float32), learner.intercept_.astype(np.float32))


def cross_validate(texts: Sequence[Example], reads: Sequence[Read]) -> tuple[Scores, Scores]:
    """Score each quarter of the training text by what is learnt from the rest: areas, and sentiment where noted."""
    areas: dict[int, list[str]] = {}
    feelings: dict[int, list[str]] = {}
    for kept, held in KFold(FOLDS, shuffle=True, random_state=0).split(texts):
        heads = train([texts[i] for i in kept], [reads[i] for i in kept])
        vectors: Floats = np.array([reads[i].vector for i in held])
        bags = [heads.vocabulary.bag(texts[i].text) for i in held]
        for i, felt in zip(map(int, held), heads.feelings.probabilities(vectors, bags), strict=True):
            if texts[i].feeling:
                feelings[i] = [FEELINGS[int(felt.argmax())]]
        for i, found in zip(map(int, held), heads.areas.probabilities(vectors, bags), strict=True):
            areas[i] = chosen(found)
    return (
        score([example.areas for example in texts], [areas[i] for i in range(len(texts))]),
        score([[texts[i].feeling] for i in feelings], list(feelings.values())),
    )


def main(arguments: Sequence[str]) -> None:
    """Read, learn, write."""
    texts = examples()
    print(f"Reading {len(texts):,} texts.", file=sys.stderr)
    reads = reading([example.text for example in texts])
    save(train(texts, reads), str(Path(__file__).parent / "data" / SHIPPED))
    if "--check" in arguments:
        print(*cross_validate(texts, reads), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
