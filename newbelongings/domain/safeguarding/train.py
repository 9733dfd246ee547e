"""Learn what is alarming from the training text: ``python -m newbelongings.domain.safeguarding.train``.

Run it after every change of a file of ``data/`` or of how words are read (a test holds them together). ``--check``
scores the text by cross-validation as well. Nothing of the service imports this: it needs scikit-learn.

The sentences the detector is measured with (``measured.txt``) are not read here.
"""

import hashlib
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from .detector import BIAS, LEARNT, LEARNT_FROM, THRESHOLD, Model
from .features import features
from .lexicon import OTHER_LANGUAGE
from .words import DATA, lines, sentences

# By cross-validation of the training text, as is everything here.
_FIT: Final = 5.0  # how closely it follows the text (sklearn's C)
_RARE: Final = 2  # what is seen in fewer lines than this is left out
_FAINT: Final = 0.03  # so is what weighs less than this
_FOLDS: Final = 5
_RECALL: Final = 0.965  # what the threshold is chosen for, among sentences the model has not learnt from
_MISSPELT: Final = 0.18  # of the words, in the copy of each line
_PHRASES, _PIECES = 3.0, 0.7  # what phrases and pieces of words count for beside words
_CERTAIN: Final = 1000.0
_READ_BY: Final = ("words.py", "lexicon.py", "features.py", "train.py")
_LEARNT_WITH: Final = ("training.txt", "kinds.txt", "phrases.txt", "spellings.txt", "other_languages.txt")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and whether it suggests danger."""

    text: str
    alarming: bool


def read(name: str) -> list[Line]:
    """The sentences of a file of ``data/`` whose lines begin with "!" (alarming) or "."."""
    return [Line(line[2:], line[0] == "!") for line in lines(name)]


def fingerprint() -> str:
    """A mark of everything the weights come from."""
    read_by = [DATA.parent / name for name in _READ_BY]
    content = b"".join(path.read_bytes() for path in [*read_by, *(DATA / name for name in _LEARNT_WITH)])
    return hashlib.sha256(content).hexdigest()[:16]


def train(learnt: Sequence[Line], threshold: float = 0.0) -> Model:
    """Learn from lines, and from a misspelt copy of each."""
    chance = random.Random(1)  # noqa: S311  the same weights at every run
    every = [*learnt, *(Line(misspelt(line.text, chance), line.alarming) for line in learnt)]
    seen = [_seen(line) for line in every]
    counted = Counter(name for names in seen[: len(learnt)] for name in names)
    names = sorted(name for name, count in counted.items() if count >= _RARE)
    weights, _ = _fit(names, seen, every)
    weights, bias = _fit([name for name in names if abs(weights[name]) >= _FAINT], seen, every)
    return Model({**weights, f"#{OTHER_LANGUAGE}": _CERTAIN}, bias, threshold, fingerprint())


def _seen(line: Line) -> set[str]:
    return features([word for words in sentences(line.text) for word in words])


def _fit(names: Sequence[str], seen: Sequence[set[str]], every: Sequence[Line]) -> tuple[dict[str, float], float]:
    place = {name: i for i, name in enumerate(names)}
    worth = np.array([_worth(name) for name in names])
    learner = LogisticRegression(C=_FIT, max_iter=500, class_weight="balanced")
    learner.fit(_rows(seen, place).multiply(worth).tocsr(), [line.alarming for line in every])
    return dict(zip(names, (learner.coef_[0] * worth).tolist(), strict=True)), float(learner.intercept_[0])


def _worth(name: str) -> float:
    return _PHRASES if name.startswith("#") else _PIECES if name.startswith("~") else 1.0


def _rows(seen: Sequence[set[str]], place: dict[str, int]) -> Any:
    found = [sorted(place[name] for name in names if name in place) for names in seen]
    values = [1 / math.sqrt(len(row)) for row in found for _ in row]
    ends = np.cumsum([0, *(len(row) for row in found)])
    return csr_matrix((values, [i for row in found for i in row], ends), shape=(len(seen), len(place)))


def misspelt(text: str, chance: random.Random) -> str:
    """The text with a letter dropped, doubled or swapped in some of its longer words."""
    return " ".join(_slip(w, chance) if len(w) > 3 and chance.random() < _MISSPELT else w for w in text.split())


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    instead = chance.choice(["", word[at + 1] + word[at], word[at] * 2])
    return word[:at] + instead + word[at + (2 if len(instead) == 2 and instead[0] != instead[1] else 1) :]


def cross_validate(learnt: Sequence[Line]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """How alarming each line is to a model that learnt from the others, and whether it should be."""
    labels = np.array([line.alarming for line in learnt])
    scores = np.zeros(len(learnt))
    for kept, held in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(labels, labels):
        model = train([learnt[i] for i in kept])
        scores[held] = [model.score([w for words in sentences(learnt[i].text) for w in words]) for i in held]
    return scores, labels


def save(model: Model) -> None:
    """Write the weights where the detector reads them."""
    told = {LEARNT_FROM: model.learnt_from, THRESHOLD: f"{model.threshold:.2f}", BIAS: f"{model.bias:.3f}"}
    told |= {name: f"{weight:.2f}" for name, weight in sorted(model.weights.items())}
    (DATA / LEARNT).write_text("".join(f"{name}\t{value}\n" for name, value in told.items()), "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Learn, choose the threshold by cross-validation, write."""
    learnt = read("training.txt")
    scores, labels = cross_validate(learnt)
    threshold = float(np.quantile(scores[labels], 1 - _RECALL))
    flagged = scores >= threshold
    save(train(learnt, threshold))
    if "--check" in arguments:
        recall, alarms = flagged[labels].mean(), flagged[~labels].mean()
        print(f"{len(learnt):,} lines, cross-validated: recall {recall:.3f}, of the others flagged {alarms:.3f}.")


if __name__ == "__main__":
    main(sys.argv[1:])
