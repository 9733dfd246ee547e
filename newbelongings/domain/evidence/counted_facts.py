"""The counts of people in a pack: read, small ones hidden, and held against what was shown before."""

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Q

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, Shown, hide_row, show_count
from newbelongings.domain.surveys.models import Answer, Question, Response, Round
from newbelongings.domain.surveys.queries import instrument_questions
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.domain.themes.amounts import ThemeAmount, theme_table
from newbelongings.domain.themes.descent import Descent

from .between_packs import Published, PublishedRow, beside_kin, steady, steady_row
from .breaks import Heard
from .pack_facts import QuestionFact, RoundFact, ThemeFact
from .references import reference
from .shown_before import ShownBefore


def round_facts(cycle: Cycle, before: ShownBefore, today: dt.date) -> tuple[RoundFact, ...]:
    """The year's surveys, with how many answered each."""
    limit = cycle.authority.hide_up_to
    rounds = Round.objects.filter(cycle=cycle).select_related("instrument").order_by("opens", "pk")
    return tuple(
        RoundFact(
            id=each.pk,
            title=each.title,
            instrument=str(each.instrument),
            opens=each.opens,
            closes=each.closes,
            answered=steady(
                Published(show_count(each.answered, base=each.population, limit=limit), HIDDEN, today),
                before.counts.get(reference("round", each.pk), []),
                limit=limit,
            ),
            population=each.population or 0,
        )
        for each in rounds.annotate(answered=Count("responses", filter=~Q(responses__way=Response.GROUP_AGREED)))
    )


def question_facts(cycle: Cycle, before: ShownBefore, today: dt.date) -> tuple[QuestionFact, ...]:
    """Each question with options of each survey that is not still taking answers."""
    limit = cycle.authority.hide_up_to
    chosen = _chosen(cycle)
    taking = set(
        Response.objects.filter(round__cycle=cycle, round__closes__gte=today)
        .exclude(way=Response.IMPORT)
        .values_list("round_id", flat=True)
    )
    return tuple(
        _question(round_.pk, question, chosen, before, today, limit)
        for round_ in Round.objects.filter(cycle=cycle).order_by("opens", "pk")
        if round_.pk not in taking
        for question in instrument_questions(round_.instrument_id)
        if question.options and (round_.pk, question.id) in chosen
    )


def _chosen(cycle: Cycle) -> dict[tuple[int, int], dict[int, int]]:
    """For each round and question: how many chose each option, and under 0 how many chose any."""
    given = Answer.objects.filter(response__round__cycle=cycle, option__isnull=False)
    picked = given.exclude(response__way=Response.GROUP_AGREED).order_by()
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for round_id, question_id, option_id, people in picked.values_list(
        "response__round_id", "question_id", "option_id"
    ).annotate(people=Count("response_id", distinct=True)):
        found[round_id, question_id][option_id] = people
    for round_id, question_id, people in picked.values_list("response__round_id", "question_id").annotate(
        people=Count("response_id", distinct=True)
    ):
        found[round_id, question_id][0] = people
    return dict(found)


def _question(
    round_id: int,
    sheet: QuestionSheet,
    chosen: dict[tuple[int, int], dict[int, int]],
    before: ShownBefore,
    today: dt.date,
    limit: int,
) -> QuestionFact:
    counts = chosen[round_id, sheet.id]
    row = [counts.get(option.id, 0) for option in sheet.options]
    several = sheet.kind == Question.MANY
    base = counts[0]
    shown: list[Shown] = (
        [show_count(people, base=base, limit=limit) for people in row] if several else hide_row(row, limit=limit)
    )
    now = PublishedRow(tuple(shown), show_count(base, limit=limit), today)
    earlier = before.rows.get(f"{reference('round', round_id)}.{sheet.number}", [])
    return QuestionFact(
        round_id=round_id,
        number=sheet.number,
        text=sheet.text,
        area=sheet.area,
        options=tuple(option.text for option in sheet.options),
        several=several,
        row=steady_row(now, earlier, limit=limit),
    )


def theme_facts(
    scope: Scope, cycle: Cycle, heard: dict[int, Heard], known: Descent, before: ShownBefore, today: dt.date
) -> tuple[ThemeFact, ...]:
    """The themes that anyone raised, most people first, each with the surveys in which it was raised.

    One that came of others says which of those an earlier pack or reply counted.

    Those with a hidden count come last, by area and name: their order would tell who is more and who is fewer.
    """
    limit = cycle.authority.hide_up_to
    table = theme_table(scope, cycle_id=cycle.pk)
    base = _fresh_base(table.base, before, today, limit)
    found = [
        ThemeFact(
            id=row.theme_id,
            name=_name(row, known, before),
            area=row.area,
            people=_people(row, Published(row.people, base, today), known, before, limit),
            round_ids=heard[row.theme_id].round_ids,
        )
        for row in table.rows
        if row.theme_id in heard
    ]
    return tuple(sorted(found, key=_most_people))


def _people(row: ThemeAmount, now: Published, known: Descent, before: ShownBefore, limit: int) -> Published:
    shown = steady(now, before.counts.get(reference("theme", row.theme_id), []), limit=limit)
    kin = [count for old in known.was(row.theme_id) for count in before.counts.get(reference("theme", old), [])]
    return beside_kin(shown, kin, limit=limit)


def _name(row: ThemeAmount, known: Descent, before: ShownBefore) -> str:
    refs = [(old, reference("theme", old)) for old in known.was(row.theme_id)]
    was = "; ".join(f"{known.names[old]}, {ref}" for old, ref in refs if ref in before.counts)
    return f"{row.name} (was: {was})" if was else row.name


def _most_people(theme: ThemeFact) -> tuple[int, str, str]:
    people = theme.people.people
    return (0 if isinstance(people, Hidden) else -people, theme.area, theme.name)


def _fresh_base(base: Shown, before: ShownBefore, today: dt.date, limit: int) -> Shown:
    """The base of today's counts; hidden where beside a base shown before it would tell of too few."""
    earlier = [
        Published(each.base, HIDDEN, each.on)
        for ref, each_before in before.counts.items()
        if ref.startswith("T")
        for each in each_before
    ]
    return base if steady(Published(base, HIDDEN, today), earlier, limit=limit).people == base else HIDDEN
