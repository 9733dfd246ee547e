"""An attacker of the ballot box, who holds the whole database and saw who answered when.

They read every column of every table that could bear on it, and what the database keeps by itself: on SQLite
``rowid``, on PostgreSQL ``xmin``, ``cmin`` and ``ctid``, on both the order in which rows come. They sort people
by each thing they know of people, and responses by each thing they know of responses, and pair the two by rank.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection

SYSTEM = {
    "sqlite": "rowid AS sys_rowid",
    "postgresql": "xmin::text::bigint AS sys_xmin, cmin::text::bigint AS sys_cmin, ctid AS sys_ctid",
}
Features = dict[str, dict[Hashable, Any]]


OF_ROUND = {"surveys_answer": "response_id IN (SELECT id FROM surveys_response WHERE round_id = %s)"}


def dump(table: str, round_id: int) -> list[dict[str, Any]]:
    """A round's rows of a table with every column and system column, in the order in which they lie."""
    where = OF_ROUND.get(table, "round_id = %s")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SYSTEM[connection.vendor]}, t.* FROM {table} t WHERE {where}", [round_id])
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{**row, "sys_scan": place} for place, row in enumerate(rows)]


def response_features(round_id: int) -> tuple[Features, dict[Hashable, str]]:
    """What is known of each response, and (for scoring only) the words by which the test knows its author."""
    features: Features = defaultdict(dict)
    for row in dump("surveys_response", round_id):
        for column, value in row.items():
            features[f"response.{column}"][row["id"]] = value
    answers = dump("surveys_answer", round_id)
    for row in answers:
        kind = "words" if row["text"] else "choice"
        for column, value in row.items():
            features[f"{kind}.{column}"][row["response_id"]] = value
    return dict(features), {row["response_id"]: row["text"] for row in answers if row["text"]}


def people_features(round_id: int, order: Sequence[tuple[str, str]]) -> Features:
    """What is known of each person who answered: their invitation, their spent form, and when they came.

    ``order`` holds the hash of the invitation and the hash of the form, first to come first.
    """
    features: Features = {"seen.order": {invitation: place for place, (invitation, _) in enumerate(order)}}
    person_of = {form: invitation for invitation, form in order}
    for table, key in (("surveys_invitation", "token_hash"), ("surveys_spentform", "form_hash")):
        for row in dump(table, round_id):
            person = row[key] if key == "token_hash" else person_of.get(row[key])
            if person in features["seen.order"]:
                for column, value in row.items():
                    features.setdefault(f"{table}.{column}", {})[person] = value
    return features


@dataclass
class Attack:
    """Collects, over many batches, how well each pair of sorted columns gives people away."""

    correlations: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    matches: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def on(self, people: Features, responses: Features, truth: dict[Hashable, Hashable]) -> None:
        """Attack one batch: ``truth`` leads from each person in it to the response that is theirs."""
        persons = list(truth)
        for known, of_person in people.items():
            theirs = _ranks([of_person.get(person) for person in persons])
            for read, of_response in responses.items():
                found = _ranks([of_response.get(truth[person]) for person in persons])
                if theirs is not None and found is not None:
                    self.correlations[known, read].append(float(np.corrcoef(theirs, found)[0, 1]))
                    self.matches[known, read].append(int((theirs == found).sum()))

    def best_correlation(self) -> tuple[float, tuple[str, str]]:
        """The strongest mean rank correlation, whichever its sign, and the pair of columns that gives it."""
        return max((abs(float(np.mean(values))), pair) for pair, values in self.correlations.items())

    def best_matches(self) -> tuple[float, tuple[str, str]]:
        """The most people found per batch by pairing equal ranks; guessing finds one."""
        return max((float(np.mean(values)), pair) for pair, values in self.matches.items())


def _ranks(values: list[Any]) -> np.ndarray | None:
    """Ranks from 0; None where the column says nothing, because rows are missing in it or all alike."""
    if any(value is None for value in values) or len(set(map(str, values))) < 2:
        return None
    ordered = sorted(set(values), key=_sortable)
    place = {value: rank for rank, value in enumerate(ordered)}
    return np.array([place[value] for value in values])


def _sortable(value: Any) -> Any:
    """PostgreSQL's ctid comes as ``(page,line)``; all else sorts as it is."""
    if isinstance(value, str) and value.startswith("(") and value.endswith(")"):
        return tuple(map(int, value[1:-1].split(",")))
    return value
