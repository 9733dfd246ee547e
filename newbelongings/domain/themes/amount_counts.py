"""Raw counts of themes, for queries of this room. Nothing here hides a number.

People are counted in one pass over what was coded, here and not in the database: that takes as long as one grouped
count of distinct people, and gives the counts in all, by question, by manner and by group at once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from django.db import connection
from django.db.models import Count, TextField
from django.db.models.functions import Cast

from newbelongings.domain.surveys.models import Answer, Question, Response

from .amounting import MANNERS, Counted
from .models import Coding, Reading, Theme

Responses: TypeAlias = dict[str, int]
_BITS: Final = {manner: 1 << place for place, manner in enumerate(MANNERS)}


@dataclass(slots=True)
class Heard:
    """Who spoke of what: by theme and question, each response with the manners it spoke in (one bit each)."""

    spoke: dict[int, dict[int, Responses]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))
    mentions: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def by_question(self, theme_id: int) -> dict[int, Counted]:
        """A theme's counts under each question that has any, by the question's id."""
        people = self.spoke.get(theme_id, {})
        return {
            question: _counted(people.get(question, {}), mentions)
            for question, mentions in self.mentions.get(theme_id, {}).items()
        }

    def whole(self, theme_id: int) -> Counted:
        """A theme's counts over all questions."""
        return _counted(self.people(theme_id), sum(self.mentions.get(theme_id, {}).values()))

    def people(self, theme_id: int) -> Responses:
        """Everybody who spoke of a theme, once."""
        questions = self.spoke.get(theme_id, {}).values()
        together: Responses = {}
        for found in questions:
            if together:
                for response, bits in found.items():
                    together[response] = together.get(response, 0) | bits
            else:
                together = dict(found)
        return together


def _counted(people: Responses, mentions: int) -> Counted:
    """So many people, and how many of them spoke in each manner."""
    patterns = Counter(people.values())
    manners = tuple(sum(n for bits, n in patterns.items() if bits & bit) for bit in _BITS.values())
    return Counted(len(people), mentions, manners)


def heard(cycle_id: int, theme_id: int | None = None) -> Heard:
    """What a cycle's codings say (or those of one theme); two statements. What a group agreed on is no person's."""
    agreed = _agreed(cycle_id)
    found = Heard()
    spoke, mentions = found.spoke, found.mentions
    for theme, question, response, manner in _codings(cycle_id, theme_id):
        mentions[theme][question] += 1
        if response not in agreed:
            people = spoke[theme][question]
            people[response] = people.get(response, 0) | _BITS[manner or ""]
    return found


def _codings(cycle_id: int, theme_id: int | None) -> Iterator[tuple[int, int, str, str | None]]:
    """Theme, question, response and manner of each. Ids as the database keeps them: to make each an object is slow."""
    coding, theme, answer, reading = (
        connection.ops.quote_name(model._meta.db_table) for model in (Coding, Theme, Answer, Reading)
    )
    # Asked for by a list of themes the codings come in the order of their answers, joined to their theme they do not.
    one = " AND id = %s" if theme_id else ""
    statement = (
        f"SELECT c.theme_id, a.question_id, CAST(a.response_id AS text), r.sentiment "  # noqa: S608  no value in it
        f"FROM {coding} c JOIN {answer} a ON a.id = c.answer_id LEFT JOIN {reading} r ON r.answer_id = c.answer_id "
        f"WHERE c.theme_id IN (SELECT id FROM {theme} WHERE cycle_id = %s{one})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [cycle_id, *([theme_id] if theme_id else [])])
        while rows := cursor.fetchmany(5000):
            yield from rows


def _agreed(cycle_id: int) -> frozenset[str]:
    agreed = Response.objects.filter(round__cycle_id=cycle_id, way=Response.GROUP_AGREED)
    return frozenset(_as_kept(response) for response in agreed.values_list("pk", flat=True))


def _as_kept(response: object) -> str:
    """An id as ``_codings`` gives it."""
    return str(response) if connection.features.has_native_uuid_field else str(response).replace("-", "")


def people_who_wrote(cycle_id: int) -> dict[int, int]:
    """How many people answered each open question of a cycle's rounds in their own words; one statement."""
    wrote = Answer.objects.filter(
        response__round__cycle_id=cycle_id, option=None, question__kind__in=Question.OPEN
    ).exclude(response__way=Response.GROUP_AGREED)
    found = wrote.order_by().values_list("question_id").annotate(people=Count("response_id", distinct=True))
    return dict(found)


def chosen(cycle_id: int, question_ids: Collection[int]) -> dict[str, int]:
    """Which option each person chose in one question, as several rounds may have asked it; one statement."""
    own = Answer.objects.filter(
        response__round__cycle_id=cycle_id, question_id__in=question_ids, option__isnull=False
    ).exclude(response__way=Response.GROUP_AGREED)
    as_kept = own.order_by().values_list(Cast("response_id", TextField()), "option_id")
    return dict(as_kept)


def how_far_read(cycle_id: int) -> tuple[int, int]:
    """How many of a cycle's open answers somebody has read, of how many; one statement."""
    wrote = Answer.objects.filter(response__round__cycle_id=cycle_id, option=None, question__kind__in=Question.OPEN)
    counted = wrote.aggregate(read=Count("reading"), written=Count("pk"))
    return counted["read"], counted["written"]


def by_way(cycle_id: int) -> dict[str, int]:
    """How many people answered in each way; one statement."""
    people = Response.objects.filter(round__cycle_id=cycle_id).exclude(way=Response.GROUP_AGREED)
    return dict(people.order_by().values_list("way").annotate(people=Count("pk")).order_by("-people", "way"))
