"""Learn the areas from the training text: ``python -m newbelongings.adapters.text_model.train``.

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
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from .areas import SHIPPED, AreaModel, Linear, chosen, save
from .minilm import Read, reading
from .scores import Scores, score
from .terms import terms
from .training import AREAS, Example, examples, fingerprint

MEANING_FIT, LETTERS_FIT = 1.0, 5.0  # how closely each follows the text (sklearn's C); by cross-validation
FURTHER_AREA = 0.5  # what a further area of a text counts for beside its main one
RARE = 2  # a term in fewer texts than this is left out
FOLDS = 4


def train(texts: Sequence[Example], reads: Sequence[Read]) -> AreaModel:
    """Learn from texts and what MiniLM read in them."""
    idf = _idf([example.text for example in texts])
    blank = Linear(np.zeros((len(AREAS), 1), np.float32), np.zeros(len(AREAS), np.float32))
    rows = csr_matrix(AreaModel("", blank, blank, idf).term_rows([example.text for example in texts]))
    vectors = np.array([read.vector for read in reads])
    return AreaModel(fingerprint(), _fit(vectors, texts, MEANING_FIT), _fit(rows, texts, LETTERS_FIT), idf)


def _idf(texts: Sequence[str]) -> dict[str, float]:
    """How much each term says: the rarer the more."""
    found = Counter(name for text in texts for name in {term.name for term in terms(text)})
    return {name: math.log((1 + len(texts)) / (1 + n)) + 1 for name, n in sorted(found.items()) if n >= RARE}


def _fit(rows: Any, texts: Sequence[Example], closeness: float) -> Linear:
    """A text stands once for each of its areas."""
    labels = [(i, area, place) for i, example in enumerate(texts) for place, area in enumerate(example.areas)]
    learner = LogisticRegression(C=closeness, max_iter=300, class_weight="balanced", tol=1e-3)
    learner.fit(
        rows[[i for i, _, _ in labels]],
        [AREAS.index(area) for _, area, _ in labels],
        sample_weight=[1.0 if place == 0 else FURTHER_AREA for _, _, place in labels],
    )
    return Linear(learner.coef_.astype(np.float32), learner.intercept_.astype(np.float32))


def cross_validate(texts: Sequence[Example], reads: Sequence[Read]) -> Scores:
    """Score each quarter of the training text by what is learnt from the rest."""
    said: dict[int, list[str]] = {}
    for kept, held in KFold(FOLDS, shuffle=True, random_state=0).split(texts):
        model = train([texts[i] for i in kept], [reads[i] for i in kept])
        found = model.probabilities([texts[i].text for i in held], [reads[i] for i in held])
        said.update((int(i), chosen(row)) for i, row in zip(_ints(held), found, strict=True))
    return score([example.areas for example in texts], [said[i] for i in range(len(texts))])


def _ints(array: NDArray[np.int64]) -> list[int]:
    return [int(value) for value in array]


def main(arguments: Sequence[str]) -> None:
    """Read, learn, write."""
    texts = examples()
    print(f"Reading {len(texts):,} texts.", file=sys.stderr)
    reads = reading([example.text for example in texts])
    save(train(texts, reads), str(Path(__file__).parent / "data" / SHIPPED))
    if "--check" in arguments:
        print(cross_validate(texts, reads))


if __name__ == "__main__":
    main(sys.argv[1:])
