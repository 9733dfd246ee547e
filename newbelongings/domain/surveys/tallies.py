"""Counts kept beside the answers as they are written, so that a page need not count a million of them again.

They say nothing that the answers do not say, and are written in the same transaction by ``mixing`` alone. Their keys
are made of what they count: no sequence counts along (docs/adr/0004).
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from .checking import CheckedAnswer
from .models import AnswerCount, Round

ANY_OPTION = 0


def add_to_counts(round_: Round, sheets: Iterable[Iterable[CheckedAnswer]]) -> None:
    """Count what each person chose, and once for each question that they chose anything in."""
    counts: Counter[tuple[int, int]] = Counter()
    for answers in sheets:
        chosen = [(answer.question_id, answer.option_id) for answer in answers if answer.option_id is not None]
        counts.update(chosen)
        counts.update((question_id, ANY_OPTION) for question_id in {question_id for question_id, _ in chosen})
    rows = [
        (f"{round_.pk}-{question_id}-{option_id}", round_.pk, question_id, option_id, people)
        for (question_id, option_id), people in sorted(counts.items())
    ]
    table = connection.ops.quote_name(AnswerCount._meta.db_table)
    statement = (
        f"INSERT INTO {table} (key, round_id, question_id, option, people) VALUES (%s, %s, %s, %s, %s) "  # noqa: S608  no value in it
        f"ON CONFLICT (key) DO UPDATE SET people = {table}.people + excluded.people"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
