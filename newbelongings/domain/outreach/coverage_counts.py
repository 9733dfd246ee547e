"""Raw counts behind the page "Is it everyone?": who there is to ask, who was asked, reached and heard, by group.

Nothing here hides a number: ``coverage`` does.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q

from newbelongings.domain.surveys import counting
from newbelongings.domain.surveys.models import Invitation, Round
from newbelongings.domain.surveys.sheets import QuestionSheet, instrument_questions

from .characteristics import CHARACTERISTICS, NOT_KNOWN
from .models import Attempt, Contact, PopulationCount

# What people say of themselves, in the words of the standard questionnaires, by the group of our lists that it means.
OWN_WORDS: Final = ("age_band", "sex", "stage")
_SAME: Final = {
    "under-18-in-care": "eligible",
    "under-18-left-care": "relevant",
    "staying-put": "former-relevant",
    "supported": "former-relevant",
    "independent": "former-relevant",
}
# Nobody says of themselves that they were in care for a shorter time: those of 18 and over are held together.
_TOGETHER: Final = {("stage", "qualifying"): "former-relevant"}

Counts = dict[str, dict[str, int]]


LIST, RETURN, TYPED = "list", "return", "typed"


@dataclass
class People:
    """Those there are to ask, by characteristic and group; ``source`` says where their number is known from, and
    ``sources`` where the groups of a characteristic are."""

    total: int = 0
    source: str = ""
    known: Counts = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    by_link: Counts = field(default_factory=dict)


def people(round_: Round) -> People:
    """From the round's contact list; else from the counts of the SSDA903 return; else the number the lead typed.

    A characteristic that the list says nothing of is taken from the return.
    """
    found = _listed(round_)
    counted = _counted(round_)
    for name, row in counted.items():
        if name not in found.known:
            found.known[name], found.sources[name] = row, RETURN
    if not found.total and counted:
        found.total, found.source = max(sum(row.values()) for row in counted.values()), RETURN
    elif not found.total and round_.population:
        found.total, found.source = round_.population, TYPED
    return found


def _listed(round_: Round) -> People:
    """One statement for everything: the groups of each characteristic are added up here."""
    names = list(CHARACTERISTICS)
    found = Contact.objects.filter(contacts__round=round_).order_by()
    rows = found.values_list(*names, "invitation__answered").annotate(count=Count("pk"))
    known: Counts = {name: defaultdict(int) for name in names}
    heard: Counts = {name: defaultdict(int) for name in names}
    people = People()
    for *groups, answered, count in rows:
        people.total += count
        for name, group in zip(names, groups, strict=True):
            known[name][group] += count
            heard[name][group] += count if answered else 0
    people.source = LIST if people.total else ""
    # A list without a column for it says nothing of a characteristic.
    people.known = {name: dict(row) for name, row in known.items() if set(row) - {NOT_KNOWN}}
    people.sources = dict.fromkeys(people.known, LIST)
    people.by_link = {name: dict(heard[name]) for name in people.known}
    return people


def _counted(round_: Round) -> Counts:
    known: Counts = {}
    rows = PopulationCount.objects.filter(round=round_).values_list("characteristic", "group", "people")
    for name, group, count in rows:
        known.setdefault(name, {})[group] = count
    return known


def asked_about(round_: Round) -> dict[str, QuestionSheet]:
    """The questions in which people say their own age, sex and stage, by characteristic, where there are such."""
    questions = instrument_questions(round_.instrument_id)
    asked = {name: counting.question_about(name, questions) for name in OWN_WORDS}
    return {name: question for name, question in asked.items() if question is not None}


def groups_of(name: str, question: QuestionSheet) -> dict[int, str]:
    """The group of our lists that each option means, by its id; options that mean none are left out."""
    groups = {option.id: _SAME.get(option.name, option.name) for option in question.options}
    return {option_id: group for option_id, group in groups.items() if group in CHARACTERISTICS[name].groups}


def own_words(round_: Round) -> Counts:
    """What those who answered said of their own age, sex and stage, by group; the rest did not say."""
    tally = counting.tally(round_)
    return {name: _said(groups_of(name, question), question, tally) for name, question in asked_about(round_).items()}


def _said(groups: Mapping[int, str], question: QuestionSheet, tally: counting.Tally) -> dict[str, int]:
    said: dict[str, int] = defaultdict(int)
    for option, count in zip(question.options, tally.of(question), strict=True):
        said[groups.get(option.id, NOT_KNOWN)] += count
    return dict(said)


def held_together(name: str, row: Mapping[str, int]) -> dict[str, int]:
    """Groups of our lists as far as people tell them apart themselves."""
    found: dict[str, int] = defaultdict(int)
    for group, count in row.items():
        found[_TOGETHER.get((name, group), group)] += count
    return dict(found)


@dataclass(frozen=True)
class Asked:
    """How many personal links were made, used, and whose holders were reached by any attempt."""

    asked: int
    answered: int
    reached: int


def asked(round_: Round) -> Asked:
    """Two statements. Somebody who answered was reached, whatever became of the attempts."""
    links = Invitation.objects.filter(round=round_).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(answered=True))
    )
    tried = Attempt.objects.filter(contact__contacts__round=round_, outcome=Attempt.REACHED)
    reached = tried.exclude(contact__invitation__answered=True).values("contact").distinct().count()
    return Asked(links["asked"], links["answered"], reached + links["answered"])
