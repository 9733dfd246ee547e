"""What is learnt from codings of NHS comments, beside TF-IDF and a linear support vector machine in the same run."""

import time
from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from benchmarks.figures import Figure
from benchmarks.nhs_comments import comments
from newbelongings.domain.themes.rehearsing import Known, by_chance, reveal
from newbelongings.jobs.suggester import local_machine

REVEALED = (500, 1_000, 4_000)
HELD_OUT = 1_500
# Tried for the first time when all was settled (docs/adr/0021): settle nothing on what it holds out.
SEED = 20261127
WORST = 8


def measure() -> Iterator[Figure]:
    known, names = comments(local_machine())
    order = by_chance(range(len(known.texts)), count=len(known.texts), seed=SEED)
    test, pool = order[:HELD_OUT], order[HELD_OUT:]
    chosen = reveal(known, pool, count=max(REVEALED))
    for count in REVEALED:
        began = time.perf_counter()
        ours = _ours(known, chosen[:count], test)
        note = f"held out {HELD_OUT} of {len(known.texts)}, {len(names)} labels, {time.perf_counter() - began:.1f} s"
        yield from _figures("learn", known.said[test], ours, count, f"chosen as on the desk, {note}")
        yield from _figures("learn-random", known.said[test], _ours(known, pool[:count], test), count, "by chance")
        svc = _baseline(known, chosen[:count], test)
        yield from _figures("learn-tfidf-svc", known.said[test], svc, count, "the same chosen ones")
        svc = _baseline(known, pool[:count], test)
        yield from _figures("learn-tfidf-svc-random", known.said[test], svc, count, "by chance")
    each = f1_score(known.said[test], ours, average=None, zero_division=0)
    often = known.said[test].sum(axis=0)
    for label in [place for place in np.argsort(each) if often[place] >= 10][:WORST]:
        note = f"{names[label]}: {int(often[label])} in the part held out; among the worst at {max(REVEALED)}"
        yield Figure("learn-worst-f1", float(each[label]), "of 1", int(often[label]), note)


def _ours(known: Known, places: Sequence[int], test: Sequence[int]) -> np.ndarray:
    learned = known.learn(places)
    return known.values(learned, test) >= learned.cuts


def _baseline(known: Known, places: Sequence[int], test: Sequence[int]) -> np.ndarray:
    """Words and pairs of words that occur twice; one machine a label, rare labels weighed up, which suits it best."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    rows = words.fit_transform([known.texts[place] for place in places])
    said = known.said[list(places)]
    seen = np.flatnonzero(said.any(axis=0))
    machine = OneVsRestClassifier(LinearSVC(class_weight="balanced")).fit(rows, said[:, seen])
    found = np.zeros((len(test), said.shape[1]), dtype=bool)
    found[:, seen] = machine.predict(words.transform([known.texts[place] for place in test])) > 0
    return found


def _figures(name: str, said: np.ndarray, found: np.ndarray, count: int, note: str) -> Iterator[Figure]:
    for average in ("macro", "micro"):
        value = f1_score(said, found, average=average, zero_division=0)
        yield Figure(f"{name}-{average}-f1", float(value), "of 1", count, note)
