"""Packs: whole, frozen, traceable, and nobody to be found in one or between two."""

import copy
import datetime as dt
import json
import re

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.evidence import actions, queries
from newbelongings.domain.evidence.between_packs import Published, PublishedRow, steady, steady_row
from newbelongings.domain.evidence.models import Pack
from newbelongings.domain.evidence.pack_content import content, fingerprint
from newbelongings.domain.evidence.references import chain
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN, Hidden, hide_row, show_count
from newbelongings.domain.surveys.models import Answer, Response
from newbelongings.domain.surveys.sheets import instrument_questions
from newbelongings.domain.themes.models import Coding
from tests.evidence_world import Year, ago
from tests.sample_pack import empty_facts, sample_facts

LIMIT = 5


@pytest.fixture
def year(world) -> Year:
    return Year(world.ravensmere, world.cycle)


def make(world) -> Pack:
    return actions.make_pack(world.as_alice, cycle_id=world.cycle.pk)


def exhibit(pack: Pack, key: str) -> dict:
    return next(each for each in pack.content["exhibits"] if each["key"] == key)


def cells(pack: Pack, key: str) -> list[dict]:
    return [line["cells"] for line in exhibit(pack, key)["lines"]]


def lines_of(held: dict) -> list[dict]:
    return [line for each in held["exhibits"] for line in each["lines"]]


def whole_year(year: Year) -> None:
    answers = year.answers(year.round(), 40, choices=(20, 12, 8))
    damp, few = year.theme("Damp", answers[:20]), year.theme("Pets", answers[:3])
    year.quotation(damp, "It was always wet")
    year.quotation(few, "I miss my dog")
    issue = year.issue("Weekends")
    priority = year.priority("Dry homes", themes=[damp], issues=[issue])
    action = year.action(year.objective("Repairs in a week", priority), "New contract", rag="done")
    year.reply("Damp", themes=[damp], actions=[action])


def test_a_pack_leads_from_the_reply_to_what_was_said(world, year):
    whole_year(year)
    pack = make(world)
    (reply,) = exhibit(pack, "replies")["lines"]
    assert [ref[0] for ref in reply["chain"]] == ["A", "T", "O", "S", "P", "I"]


def test_every_reference_leads_to_a_line_of_the_pack(world, year):
    whole_year(year)
    held = make(world).content
    known = [line["ref"] for line in lines_of(held)]
    assert len(known) == len(set(known))
    cited = {ref for line in lines_of(held) for ref in line["chain"]}
    cited |= {
        ref for line in lines_of(held) for cell in line["cells"].values() if isinstance(cell, list) for ref in cell
    }
    assert cited <= set(known)


def test_no_answer_and_no_response_is_in_it(world, year):
    whole_year(year)
    written = json.dumps(make(world).content)
    ids = [str(pk) for model in (Response, Answer) for pk in model.objects.values_list("pk", flat=True)]
    assert not any(pk in written or pk.replace("-", "") in written for pk in ids)
    assert not re.search(r"Answer \d", written)


def test_small_counts_and_their_quotations_are_hidden(world, year):
    whole_year(year)
    pack = make(world)
    people = {cell["theme"]: cell["people"] for cell in cells(pack, "themes")}
    assert people == {"Damp": 20, "Pets": "hidden"}
    assert [cell["words"] for cell in cells(pack, "quotations")] == ["It was always wet"]


def test_an_option_of_few_hides_another_with_it(world, year):
    year.answers(year.round(), 40, choices=(25, 12, 3))
    assert [cell["people"] for cell in cells(make(world), "answered")] == [25, "hidden", "hidden"]


def test_numbers_of_a_survey_that_still_takes_answers_wait(world, year):
    round_ = year.round(closed=-5)
    year.answers(round_, 40, choices=(20, 20))
    assert cells(make(world), "answered")
    Response.objects.update(way="online")
    assert cells(make(world), "answered") == []


def test_a_pack_with_nothing_in_it_says_so(world):
    pack = make(world)
    assert all(each["empty"] for each in pack.content["exhibits"] if not each["lines"])
    assert [each["key"] for each in pack.content["exhibits"] if each["lines"]] == ["areas"]


def test_words_of_an_issue_come_only_with_leave(world, year):
    year.issue("Weekends")
    quotable = year.issue("Nights")
    type(quotable).objects.filter(pk=quotable.pk).update(quotable=True)
    words = {cell["title"]: cell["words"] for cell in cells(make(world), "issues")}
    assert words == {"Weekends": "", "Nights": "Nights, please"}


def test_a_withdrawn_reply_is_named_without_its_words(world, year):
    year.reply("My street", withdrawn=True)
    (cell,) = cells(make(world), "replies")
    assert cell["title"] == "A reply that was taken back"
    assert "It was wrong" in cell["withdrawn"]
    assert not cell["said"] and not cell["answer"]


def test_the_breaks_are_told_honestly(world, year):
    year.issue("Weekends", raised=70)
    year.action(year.objective("An idea"), "Late", ends=12, rag="green")
    told = [(cell["kind"], cell["title"], cell["days"]) for cell in cells(make(world), "broken")]
    assert told == [
        ("Heard and not acted on", "Weekends", 70),
        ("Promised and late", "Late", 12),
        ("Nobody asked for it", "An idea", 40),
    ]


def test_the_hash_is_of_the_content(world, year):
    whole_year(year)
    pack = make(world)
    kept = Pack.objects.get(pk=pack.pk)
    assert fingerprint(kept.content) == kept.sha256
    changed = copy.deepcopy(kept.content)
    changed["made"]["by"] = "Somebody else"
    assert fingerprint(changed) != kept.sha256


def test_a_pack_is_never_changed(world, year):
    year.issue("Weekends")
    pack = make(world)
    year.issue("Later")
    assert len(cells(queries.pack(world.as_alice, pack.pk), "issues")) == 1
    pack.made_by = "Somebody else"
    for change in (pack.save, pack.delete, lambda: Pack.objects.update(made_by="X"), Pack.objects.all().delete):
        with pytest.raises(Refused):
            change()


def test_who_makes_and_who_reads(world, year):
    pack = make(world)
    with pytest.raises(NotAllowed):
        actions.make_pack(world.as_bob, cycle_id=world.cycle.pk)
    for role in (Role.LEAD, Role.COLLEAGUE, Role.BOARD, Role.INSPECTOR):
        assert queries.pack(world.scope(world.people[role]), pack.pk) == pack
    for role in (Role.ADVISER, Role.OWNER, Role.CRITICAL_FRIEND, Role.CLUSTER, Role.FORUM_MEMBER):
        with pytest.raises(NotAllowed):
            queries.packs(world.scope(world.people[role]))


def test_charlie_makes_none_and_sees_none(world, year):
    pack = make(world)
    with pytest.raises(NotFound):
        actions.make_pack(world.as_charlie, cycle_id=world.cycle.pk)
    with pytest.raises(NotFound):
        queries.pack(world.as_charlie, pack.pk)
    with pytest.raises(NotFound):
        actions.note_download(world.as_charlie, pack_id=pack.pk, kind="pdf")
    assert list(queries.packs(world.as_charlie)) == []


def test_making_and_taking_are_written_down(world):
    pack = make(world)
    actions.note_download(world.as_bob, pack_id=pack.pk, kind="xlsx")
    made, taken = AuditLine.objects.filter(kind="evidence.pack").order_by("pk")
    assert (made.verb, made.actor_name, made.detail["sha256"]) == ("made_pack", "Alice", pack.sha256)
    assert (taken.verb, taken.actor_name, taken.detail["file"]) == ("downloaded_pack", "Bob", "xlsx")


def test_statements_do_not_grow_with_responses(world, year, django_assert_max_num_queries):
    round_ = year.round()
    themes = [year.theme(f"Theme {n}") for n in range(10)]

    def add(people: int) -> None:
        answers = year.answers(round_, people, choices=(people // 2, people // 2))
        Coding.objects.bulk_create(Coding(answer=a, theme=themes[n % 10]) for n, a in enumerate(answers))

    scope = world.as_alice
    instrument_questions(round_.instrument_id)  # read once a process, whoever comes first
    add(300)
    with django_assert_max_num_queries(60) as small:
        actions.make_pack(scope, cycle_id=world.cycle.pk)
    add(2700)
    with django_assert_max_num_queries(60) as large:
        actions.make_pack(scope, cycle_id=world.cycle.pk)
    assert len(large) == len(small)


def test_a_week_later_two_more_people_are_not_told_of(world, year):
    round_ = year.round()
    answers = year.answers(round_, 40)
    theme = year.theme("Damp", answers[:20])
    first = make(world)
    Coding.objects.bulk_create(Coding(answer=answer, theme=theme) for answer in answers[20:22])
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=7)):
        second = make(world)
    (cell,) = cells(second, "themes")
    assert (cell["people"], cell["on"]) == (20, first.content["made"]["on"])
    Coding.objects.bulk_create(Coding(answer=answer, theme=theme) for answer in answers[22:27])
    (cell,) = cells(make(world), "themes")
    assert (cell["people"], cell["on"]) == (27, "")


def test_a_count_that_a_reply_showed_is_held_against_too(world, year):
    theme = year.theme("Damp", year.answers(year.round(), 40)[:22])
    reply = year.reply("Damp", themes=[theme])
    type(reply).objects.filter(pk=reply.pk).update(people_said=20, people_asked=40)
    (cell,) = cells(make(world), "themes")
    assert (cell["people"], cell["of"], cell["on"]) == (20, 40, ago(4).isoformat())


def test_a_count_of_several_themes_together_is_held_against_none(world, year):
    answers = year.answers(year.round(), 40)
    themes = [year.theme("Damp", answers[:22]), year.theme("Pets", answers[:12])]
    reply = year.reply("Damp", themes=themes)
    type(reply).objects.filter(pk=reply.pk).update(people_said=20, people_asked=40)
    assert [cell["people"] for cell in cells(make(world), "themes")] == [22, 12]


counts = st.integers(min_value=0, max_value=60)
bases = st.integers(min_value=0, max_value=60)


@given(st.lists(st.tuples(counts, bases), min_size=2, max_size=8), st.integers(min_value=4, max_value=20))
def test_no_two_packs_differ_by_few_people(history, limit):
    shown: list[Published] = []
    for day, (said, others) in enumerate(history, start=1):
        base = said + others
        now = Published(show_count(said, base=base, limit=limit), show_count(base, limit=limit), dt.date(2026, 1, day))
        shown.append(steady(now, shown, limit=limit))
    for one in shown:
        assert isinstance(one.people, Hidden) or one.people == 0 or one.people > limit
        for other in shown:
            if isinstance(one.people, Hidden) or isinstance(other.people, Hidden):
                continue
            moves = [abs(one.people - other.people)]
            if not isinstance(one.base, Hidden) and not isinstance(other.base, Hidden):
                moves.append(abs((one.base - one.people) - (other.base - other.people)))
            assert all(move == 0 or move > limit for move in moves)


rows = st.lists(st.integers(min_value=0, max_value=30), min_size=3, max_size=3)


@given(st.lists(rows, min_size=2, max_size=6))
def test_no_two_rows_differ_by_few_people(history):
    shown: list[PublishedRow] = []
    for day, row in enumerate(history, start=1):
        now = PublishedRow(tuple(hide_row(row, limit=LIMIT)), show_count(sum(row), limit=LIMIT), dt.date(2026, 1, day))
        shown.append(steady_row(now, shown, limit=LIMIT))
    for one in shown:
        for other in shown:
            both = [
                (a, b)
                for a, b in zip(one.people, other.people, strict=True)
                if not isinstance(a, Hidden) and not isinstance(b, Hidden)
            ]
            assert all(a == b or abs(a - b) > LIMIT for a, b in both)
            if not isinstance(one.total, Hidden) and not isinstance(other.total, Hidden):
                rest = (one.total - sum(a for a, _ in both)) - (other.total - sum(b for _, b in both))
                assert rest == 0 or abs(rest) > LIMIT


def test_a_repeated_count_keeps_its_day():
    first = Published(34, 96, dt.date(2026, 10, 1))
    now = Published(36, 98, dt.date(2026, 11, 1))
    assert steady(now, [first], limit=LIMIT) == first
    assert steady(Published(40, 102, now.on), [first], limit=LIMIT).on == now.on
    assert steady(Published(HIDDEN, 98, now.on), [first], limit=LIMIT).people == HIDDEN


def test_a_chain_goes_all_the_way_down_once():
    cites = {"R-1": ["A-1", "T-1"], "A-1": ["O-1"], "O-1": ["P-1", "P-2"], "P-1": ["T-1"], "P-2": ["T-2", "I-1"]}
    assert chain("R-1", cites) == ["A-1", "T-1", "O-1", "P-1", "P-2", "T-2", "I-1"]
    assert chain("X-1", {"X-1": ["Y-1"], "Y-1": ["X-1"]}) == ["Y-1"]


def test_the_same_facts_give_the_same_hash():
    assert fingerprint(content(sample_facts())) == fingerprint(content(sample_facts()))
    assert fingerprint(content(empty_facts())) != fingerprint(content(sample_facts()))


def test_areas_group_the_lines_and_name_what_is_missing():
    held = content(sample_facts())
    by_area = {line["area"]: line["cells"]["lines"] for line in held["exhibits"][-1]["lines"]}
    assert by_area["A7"] == ["T-3", "P-1", "O-1", "R-12"]
    assert by_area["A4"] == []
