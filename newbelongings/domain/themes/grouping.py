"""Groups among texts, by their vectors, and a name for each from its own words. Pure.

Texts are joined, the nearest first, for as long as those of one group and those of the other are alike on average
(agglomerative clustering with average linkage). It needs no number of groups, finds one group among all sorts as well
as many, and leaves what is like nothing else by itself. HDBSCAN was tried: where there is but one group it finds none,
or makes some of the noise.

A name is words that stand in the group's texts far more often than in the others: class-based TF-IDF (M. Grootendorst,
"BERTopic", 2022), of runs of two to four words as they were written.

Only the jobs import this: scikit-learn takes a second to load, and a page need not wait for it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

Floats = NDArray[np.float32]

FEWEST: Final = 5
MOST: Final = 20
# The cosine from which two groups are one. For MiniLM half of all pairs of comments lie below 0.17, and one in twenty
# above 0.45.
_ALIKE: Final = 0.45
# Joining takes memory and time by the square of the texts: among more than these, groups are found in the first ones,
# and the others go to the group they are alike with.
_AT_ONCE: Final = 5000
_TELLING_WORDS: Final = 8
_SHARED: Final = 0.2  # a name stands in at least this part of the texts
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")
# "No pets" is not "pets": these may begin a name.
_NOT: Final = frozenset({"no", "not", "never", "nobody", "nothing", "without"})
_BREAK: Final = re.compile(r"[.,;:!?()\"\n]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are alike. ``members`` are places in the list that was given, nearest to the middle first, each with
    its closeness (1 at the middle). ``words`` are its most telling words, ``name`` two to four as they were written.
    """

    members: tuple[int, ...]
    closeness: tuple[float, ...]
    name: str
    words: tuple[str, ...]


def groups(texts: Sequence[str], vectors: Floats) -> list[Group]:
    """At most ``MOST`` groups among ``texts``, largest first. ``vectors`` has a row a text; texts come in any order
    that says nothing of them.

    The same words said by many count once for the shape of a group, and all of them belong to it.
    """
    alike = _alike(texts)
    firsts = [places[0] for places in alike]
    if len(firsts) < FEWEST:
        return []
    points = _of_length_one(vectors[firsts])
    labels = _labels(points)
    everywhere = _in_how_many([texts[place] for place in firsts])
    found = []
    for label in sorted(set(labels.tolist()) - {-1}):
        rows = np.flatnonzero(labels == label)
        name, words = _named([texts[firsts[row]] for row in rows], everywhere, len(firsts))
        found.append(_group([alike[row] for row in rows], _closeness(points[rows]), name, words))
    return sorted(found, key=lambda group: (-len(group.members), group.members))[:MOST]


def _alike(texts: Sequence[str]) -> list[list[int]]:
    """The places of each different text."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(" ".join(text.casefold().split()), []).append(place)
    return list(places.values())


def _labels(points: Floats) -> NDArray[np.int_]:
    """The group of each point; -1 for what belongs to none."""
    first = points[:_AT_ONCE]
    joining = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - _ALIKE, metric="cosine", linkage="average"
    )
    labels = np.asarray(joining.fit_predict(first))
    large = np.flatnonzero(np.bincount(labels) >= FEWEST)
    labels = np.where(np.isin(labels, large), labels, -1)
    rest = points[_AT_ONCE:]
    if not len(rest) or not len(large):
        return np.concatenate([labels, np.full(len(rest), -1)])
    # The cosine with the mean of a group is the mean of the cosines with its members.
    near = rest @ np.array([first[labels == label].mean(axis=0) for label in large]).T
    nearest = np.where(near.max(axis=1) >= _ALIKE, large[near.argmax(axis=1)], -1)
    return np.concatenate([labels, nearest])


def _group(alike: Sequence[Sequence[int]], near: Floats, name: str, words: tuple[str, ...]) -> Group:
    pairs = sorted(
        ((place, float(closeness)) for places, closeness in zip(alike, near, strict=True) for place in places),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return Group(tuple(place for place, _ in pairs), tuple(closeness for _, closeness in pairs), name, words)


def _of_length_one(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _closeness(points: Floats) -> Floats:
    """The cosine of each with the middle of them all, from 0 to 1."""
    middle = _of_length_one(points.mean(axis=0, keepdims=True))[0]
    return np.asarray(np.clip(points @ middle, 0, 1))


def _named(texts: Sequence[str], everywhere: Mapping[str, int], base: int) -> tuple[str, tuple[str, ...]]:
    """The name and the telling words. Words said by one alone tell nothing of a group."""
    inside = _in_how_many(texts)
    telling = {run: _tells(run, count, len(texts), everywhere[run], base) for run, count in inside.items() if count > 1}
    best = sorted(telling, key=lambda run: (-telling[run], run))
    words = tuple(run for run in best if " " not in run)[:_TELLING_WORDS]
    runs = [run for run in best if " " in run and inside[run] >= _SHARED * len(texts)]
    name = (
        runs[0]
        if runs
        else " and ".join(_unlike(words)) or next((text.strip()[:60] for text in texts if text.strip()), "")
    )
    return name[:1].upper() + name[1:], words


def _unlike(words: Sequence[str]) -> Sequence[str]:
    """The first word, and the next that is not a form of it."""
    return [*words[:1], *[word for word in words[1:] if word[:4] != words[0][:4]][:1]]


def _tells(run: str, inside: int, of: int, everywhere: int, base: int) -> float:
    """Class-based TF-IDF, by texts that hold the run; longer runs say more and count a little more."""
    length = len(run.split())
    return inside / of * float(np.log(1 + base / everywhere)) * (1 + 0.25 * (length - 1))


def _in_how_many(texts: Sequence[str]) -> Counter[str]:
    """In how many texts each telling run of one to four words stands."""
    return Counter(run for text in texts for run in set(_runs(text)))


def _says(word: str) -> bool:
    return word not in ENGLISH_STOP_WORDS and len(word) > 2


def _runs(text: str) -> Iterator[str]:
    """Runs that neither begin nor end with a word that says nothing, and stay within a clause."""
    for clause in _BREAK.split(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        words = _WORD.findall(clause)
        for start in range(len(words)):
            for end in range(start + 1, min(start + 4, len(words)) + 1):
                run = words[start:end]
                if (run[0] in _NOT or _says(run[0])) and _says(run[-1]):
                    yield " ".join(run)
