"""Themes split and merged: codings move, nothing is lost, and whoever cites a theme is led to what it became."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.descent import Descent
from newbelongings.domain.themes.models import Coding, Reading, Suggestion, Theme
from tests.coding import add_themes, answers_of, round_of, suggest


def _state() -> tuple[list, list, list]:
    return (
        sorted(Coding.objects.values_list("answer", "theme", "start", "end", "coder", "coded_at")),
        sorted(Reading.objects.values_list("answer", "reader", "read_at", "sentiment", "act")),
        sorted(Suggestion.objects.values_list("answer", "theme", "rank")),
    )


def _people(world) -> dict[str, object]:
    table = queries.theme_table(world.as_alice, cycle_id=world.cycle.pk)
    return {row.name: row.mentions for row in table.rows}


@pytest.fixture
def coded(world):
    """Forty answers: 0 to 19 about flats, 10 to 29 about rent, the last ten about buses."""
    round_ = round_of(world, [f"answer {n:02}" for n in range(40)])
    flats, rent, buses = add_themes(world, "Flats", "Rent", "Buses")
    found = answers_of(world, round_)
    for answer in found:
        suggest(answer, (flats, 0.8), (rent, 0.7))
    about = {n: [flats.pk] * (n < 20) + [rent.pk] * (10 <= n < 30) + [buses.pk] * (n >= 30) for n in range(40)}
    actions.code_answers(world.as_bob, codings={answer.pk: about[n] for n, answer in enumerate(found)})
    return {"round": round_, "flats": flats, "rent": rent, "buses": buses, "answers": found}


def test_two_themes_become_a_new_one_and_each_answer_counts_once(world, coded):
    actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    assert _people(world) == {"Housing": 30, "Buses": 10}
    assert [t.name for t in queries.themes(world.as_alice, world.cycle.pk)] == ["Buses", "Housing"]


def test_a_merge_that_is_undone_leaves_no_trace_in_what_was_said(world, coded):
    before, people = _state(), _people(world)
    for into in ({"into_id": coded["rent"].pk}, {"name": "Housing"}):
        change = actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], **into)
        assert _state() != before
        actions.undo_theme_change(world.as_bob, change_id=change.pk)
        assert _state() == before
        assert _people(world) == people


def test_after_a_merge_is_undone_what_somebody_said_since_stands(world, coded):
    change = actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    housing = Theme.objects.get(name="Housing")
    since = coded["answers"][35]
    actions.code_answer(world.as_bob, answer_id=since.pk, theme_ids=[housing.pk])
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    assert [c.theme.name for c in since.codings.all()] == ["Housing"]
    assert queries.theme(world.as_alice, housing.pk).retired_on is None
    assert (_people(world)["Flats"], _people(world)["Rent"]) == (20, 20)


def test_a_theme_is_split_by_reading_again_with_the_new_ones_offered(world, coded):
    actions.split_theme(world.as_alice, theme_id=coded["flats"].pk, names=["Cold flats", "Flats far away"])
    assert queries.how_far(world.as_alice, round_id=coded["round"].pk).read == 20
    desk = queries.answer_on_desk(world.as_bob, answer_id=coded["answers"][12].pk)
    assert {s.theme.name for s in desk.suggestions} == {"Rent", "Cold flats", "Flats far away"}
    assert [c.theme.name for c in desk.coded] == ["Rent"]


def test_a_theme_is_split_by_hand_and_the_rest_is_read_again(world, coded):
    chosen = {answer.pk: n % 2 for n, answer in enumerate(coded["answers"][:12])}
    actions.split_theme(world.as_alice, theme_id=coded["flats"].pk, names=["Cold", "Far"], chosen=chosen)
    codings = Coding.objects.filter(theme__name__in=["Cold", "Far"])
    assert {c.answer_id: int(c.theme.name == "Far") for c in codings.select_related("theme")} == chosen
    assert queries.how_far(world.as_alice, round_id=coded["round"].pk).read == 32


def test_a_split_that_is_undone_leaves_no_trace_in_what_was_said(world, coded):
    before = _state()
    chosen = {answer.pk: n % 2 for n, answer in enumerate(coded["answers"][:12])}
    change = actions.split_theme(world.as_alice, theme_id=coded["flats"].pk, names=["Cold", "Far"], chosen=chosen)
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    assert _state() == before
    assert set(_people(world)) == {"Flats", "Rent", "Buses"}


def test_what_was_read_again_since_a_split_is_put_under_the_theme_when_it_is_undone(world, coded):
    change = actions.split_theme(world.as_alice, theme_id=coded["flats"].pk, names=["Cold", "Far"])
    cold = Theme.objects.get(name="Cold")
    first, second, *_ = coded["answers"]
    actions.code_answer(world.as_bob, answer_id=first.pk, theme_ids=[cold.pk], sentiment="negative")
    actions.code_answer(world.as_bob, answer_id=second.pk, theme_ids=[coded["buses"].pk])
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    assert [c.theme.name for c in first.codings.all()] == ["Flats"]
    assert [c.theme.name for c in second.codings.all()] == ["Buses"]
    assert first.reading.sentiment == "negative"


def test_changes_are_undone_from_the_last_on(world, coded):
    first = actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    housing = Theme.objects.get(name="Housing")
    second = actions.split_theme(world.as_alice, theme_id=housing.pk, names=["Private", "Council"])
    with pytest.raises(Refused, match="“Housing” has been split or merged since. Undo that first"):
        actions.undo_theme_change(world.as_alice, change_id=first.pk)
    actions.undo_theme_change(world.as_alice, change_id=second.pk)
    actions.undo_theme_change(world.as_alice, change_id=first.pk)
    with pytest.raises(Refused, match="undone already"):
        actions.undo_theme_change(world.as_alice, change_id=first.pk)


def test_a_retired_theme_is_led_to_what_it_became_and_back(world, coded):
    def ways():
        names = dict(Theme.objects.values_list("pk", "name"))
        known = queries.descent(world.as_alice)
        return {name: sorted(names[each] for each in known.became(pk)) for pk, name in names.items()}, known

    actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    change = actions.split_theme(
        world.as_alice, theme_id=Theme.objects.get(name="Housing").pk, names=["Private", "Council"]
    )
    became, known = ways()
    assert became["Flats"] == became["Rent"] == became["Housing"] == ["Council", "Private"]
    assert known.was(Theme.objects.get(name="Private").pk) == tuple(
        sorted(Theme.objects.filter(name__in=["Flats", "Rent", "Housing"]).values_list("pk", flat=True))
    )
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    became, _ = ways()
    assert became["Flats"] == ["Housing"]
    assert became["Private"] == ["Housing"]


def test_a_retired_theme_is_not_coded_to(world, coded):
    actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    with pytest.raises(Refused, match="“Flats” has been split or merged"):
        actions.code_answer(world.as_bob, answer_id=coded["answers"][0].pk, theme_ids=[coded["flats"].pk])
    with pytest.raises(Refused, match="“Flats” has been split or merged already"):
        actions.split_theme(world.as_bob, theme_id=coded["flats"].pk, names=["a", "b"])


def test_a_stroke_from_before_a_merge_is_undone_only_after_the_merge_is(world, coded):
    answer = coded["answers"][0]
    actions.code_answer(world.as_bob, answer_id=answer.pk, theme_ids=[coded["buses"].pk])
    change = actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="Housing")
    with pytest.raises(Refused, match="“Flats” stood here"):
        actions.undo_last(world.as_bob, round_id=coded["round"].pk)
    actions.undo_theme_change(world.as_alice, change_id=change.pk)
    actions.undo_last(world.as_bob, round_id=coded["round"].pk)
    assert [c.theme for c in answer.codings.all()] == [coded["flats"]]


def test_what_cannot_be_split_or_merged_is_refused_in_a_sentence(world, coded):
    with pytest.raises(Refused, match="at least two different names"):
        actions.split_theme(world.as_alice, theme_id=coded["flats"].pk, names=["Same", "same ", ""])
    with pytest.raises(Refused, match="at least two themes"):
        actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk], into_id=coded["flats"].pk)
    with pytest.raises(Refused, match="a theme of this name already"):
        actions.merge_themes(world.as_alice, theme_ids=[coded["flats"].pk, coded["rent"].pk], name="buses")
    assert not Theme.objects.filter(retired_on__isnull=False).exists()


def test_only_those_who_code_at_this_council_change_its_codebook(world, coded):
    ids = [coded["flats"].pk, coded["rent"].pk]
    change = actions.merge_themes(world.as_alice, theme_ids=ids, name="Housing")
    board = world.scope(world.people[Role.BOARD])
    for attempt in (
        lambda who: actions.merge_themes(who, theme_ids=[coded["buses"].pk], into_id=change.descents.first().new_id),
        lambda who: actions.split_theme(who, theme_id=coded["buses"].pk, names=["a", "b"]),
        lambda who: actions.undo_theme_change(who, change_id=change.pk),
    ):
        with pytest.raises(NotFound):
            attempt(world.as_charlie)
        with pytest.raises(NotAllowed):
            attempt(board)


IDS = st.integers(1, 9)


@given(st.dictionaries(IDS, st.lists(IDS, max_size=3)), st.frozensets(IDS), IDS)
def test_a_walk_ends_lives_and_leads_back(pairs, retired, start):
    known = Descent(pairs, retired)
    became = known.became(start)
    assert retired.isdisjoint(became)
    assert len(became) == len(set(became))
    assert start in retired or became == (start,)
    for theme in set(pairs) | {start}:
        for now in known.became(theme):
            assert theme == now or theme in known.was(now) or theme not in retired
    for old in known.was(start):
        assert start in known.became(old)
