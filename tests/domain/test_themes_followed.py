"""A theme that was split or merged keeps its thread: what cites it leads to what it became, in every room above."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.evidence import actions as evidence
from newbelongings.domain.evidence import queries as evidence_queries
from newbelongings.domain.evidence.between_packs import Published, beside_kin
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.plans import actions as plan_actions
from newbelongings.domain.plans import queries as plans
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.models import Theme
from tests.answering import action_of, publish, themes_of


@pytest.fixture
def said(world):
    return themes_of(world, {"Flats": 20, "Rent": 15, "Buses": 12}, base=60)


def _priority(world, *themes: Theme) -> int:
    return plan_actions.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="Homes", area="A6", theme_ids=[t.pk for t in themes]
    ).pk


def _merge(world, said, **into):
    return actions.merge_themes(
        world.as_alice, theme_ids=[said["Flats"].pk, said["Rent"].pk], **(into or {"name": "Housing"})
    )


def _unheard(world) -> set[str]:
    thread = evidence_queries.thread(world.as_alice, cycle_id=world.cycle.pk)
    return {each.title for each in thread.heard_not_acted_on if each.kind == "theme"}


def _pack(world) -> dict:
    return evidence.make_pack(world.as_alice, cycle_id=world.cycle.pk).content


def _lines(content: dict, key: str) -> list[dict]:
    return next(each["lines"] for each in content["exhibits"] if each["key"] == key)


def test_a_priority_names_what_its_theme_became_and_counts_its_people(world, said):
    _priority(world, said["Flats"])
    change = _merge(world, said)
    (view,) = plans.priority_views(world.as_alice, world.cycle.pk)
    assert [(r.title, r.people) for r in view.themes] == [("Housing (was: Flats)", 35)]
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    (view,) = plans.priority_views(world.as_alice, world.cycle.pk)
    assert [(r.title, r.people) for r in view.themes] == [("Flats", 20)]


def test_a_priority_that_cites_both_of_two_merged_themes_names_the_new_one_once(world, said):
    _priority(world, said["Flats"], said["Rent"])
    _merge(world, said)
    (view,) = plans.priority_views(world.as_alice, world.cycle.pk)
    assert [r.title for r in view.themes] == ["Housing (was: Flats, Rent)"]


def test_a_priority_whose_theme_was_split_names_all_parts(world, said):
    _priority(world, said["Flats"])
    actions.split_theme(world.as_alice, theme_id=said["Flats"].pk, names=["Cold", "Far"])
    (view,) = plans.priority_views(world.as_alice, world.cycle.pk)
    assert {r.title for r in view.themes} == {"Cold (was: Flats)", "Far (was: Flats)"}


def test_what_answers_a_theme_answers_what_it_became(world, said):
    assert _unheard(world) == {"Flats", "Rent", "Buses"}
    publish(world, theme_ids=[said["Flats"].pk])
    assert _unheard(world) == {"Rent", "Buses"}
    change = _merge(world, said)
    assert _unheard(world) == {"Buses"}
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    assert _unheard(world) == {"Rent", "Buses"}


def test_a_reply_to_the_new_theme_answers_the_priority_that_cites_the_old(world, said):
    priority = _priority(world, said["Flats"])
    _merge(world, said)
    assert priority in {owed.priority_id for owed in replies.owed(world.as_alice, world.ravensmere.pk)}
    publish(world, theme_ids=[Theme.objects.get(name="Housing").pk])
    assert priority not in {owed.priority_id for owed in replies.owed(world.as_alice, world.ravensmere.pk)}


def test_a_reply_that_cites_an_old_theme_counts_the_people_of_what_it_became(world, said):
    _merge(world, said)
    assert publish(world, theme_ids=[said["Flats"].pk]).people_said == 35


def test_words_cleared_under_an_old_theme_stand_under_what_it_became(world, said):
    actions.clear_quotation(world.as_alice, theme_id=said["Flats"].pk, words="It was cold.", cleared_on=today())
    _merge(world, said)
    housing = Theme.objects.get(name="Housing")
    assert [q.words for q in queries.quotations(world.as_alice, [housing.pk])] == ["It was cold."]


def _owed_words(world, priority: int) -> str:
    return next(o.words for o in replies.owed(world.as_alice, world.ravensmere.pk) if o.priority_id == priority)


def test_words_cleared_under_what_a_theme_became_stand_beside_a_priority_that_cites_the_old(world, said):
    priority = _priority(world, said["Flats"])
    _merge(world, said)
    actions.clear_quotation(world.as_alice, theme_id=Theme.objects.get(name="Housing").pk, words="No heating.")
    assert [q.words for q in queries.quotations(world.as_alice, [said["Flats"].pk])] == ["No heating."]
    assert _owed_words(world, priority) == "No heating."


def test_words_of_one_part_of_a_split_stand_not_beside_a_priority_that_cites_the_other(world, said):
    cold, far = _split(world, said["Flats"], "Cold", "Far")
    priority = _priority(world, far)
    actions.clear_quotation(world.as_alice, theme_id=cold.pk, words="No heating.")
    assert _owed_words(world, priority) == ""
    actions.clear_quotation(world.as_alice, theme_id=far.pk, words="Two buses away.")
    assert _owed_words(world, priority) == "Two buses away."


def _split(world, theme: Theme, *names: str) -> list[Theme]:
    actions.split_theme(world.as_alice, theme_id=theme.pk, names=list(names))
    return [Theme.objects.get(name=name) for name in names]


def test_what_is_owed_takes_as_many_statements_for_many_priorities_as_for_one(world, said):
    _priority(world, said["Flats"])
    _merge(world, said)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as made:
            replies.owed(world.as_alice, world.ravensmere.pk)
        counts.append(len(made))
        for theme in (said["Rent"], said["Buses"]):
            _priority(world, theme)
    assert counts[0] == counts[1]


def test_a_pack_leads_from_a_reply_and_a_quotation_to_the_theme_as_it_is_called_today(world, said):
    action = action_of(world, priority_id=_priority(world, said["Flats"]))
    actions.clear_quotation(world.as_alice, theme_id=said["Flats"].pk, words="It was cold.", cleared_on=today())
    publish(world, theme_ids=[said["Flats"].pk], action_ids=[action.pk])
    before = _pack(world)
    _merge(world, said)
    after = _pack(world)
    old, new = f"T-{said['Flats'].pk}", f"T-{Theme.objects.get(name='Housing').pk}"
    assert old in {line["ref"] for line in _lines(before, "themes")}
    (housing,) = (line for line in _lines(after, "themes") if line["ref"] == new)
    assert f"Flats, {old}" in housing["cells"]["theme"]
    for key in ("replies", "quotations"):
        assert all(new in line["chain"] for line in _lines(after, key)), key
    assert old not in {line["ref"] for line in _lines(after, "themes")}


DAY = dt.date(2026, 1, 1)


def test_a_part_is_hidden_beside_the_shown_count_of_the_whole_where_it_would_tell_of_the_rest():
    whole = Published(20, 96, DAY)
    assert beside_kin(Published(17, 96, DAY), [whole], limit=5).people is HIDDEN
    assert beside_kin(Published(12, 96, DAY), [whole], limit=5).people == 12
    assert beside_kin(Published(20, 96, DAY), [whole], limit=5).people == 20


@given(st.integers(0, 90), st.lists(st.integers(0, 90), max_size=4), st.integers(1, 10))
def test_no_shown_count_of_a_part_tells_of_few_beside_one_of_its_whole(people, earlier, limit):
    shown = beside_kin(Published(people, 96, DAY), [Published(n, 96, DAY) for n in earlier], limit=limit).people
    assert shown is HIDDEN or all(not 0 < abs(people - n) <= limit for n in earlier)
