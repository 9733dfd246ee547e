"""Replies: what a draft lacks, what the public may read, what is owed, and that nothing is unsaid."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.kernel.suppression import HIDDEN, PUBLIC_PERCENT_BASE, is_small, show_count
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.replies import actions, queries
from newbelongings.domain.replies.counts import public_count
from newbelongings.domain.replies.editions import edition
from newbelongings.domain.replies.readiness import Standing, gaps
from newbelongings.domain.themes import actions as themes
from tests.answering import UNREAD, WORDS, action_of, days_ago, draft_of, issue_of, publish, themes_of


def _public(world, area=""):
    return list(queries.published_replies(public_scope(), world.ravensmere.pk, area))


def test_draft_is_nobodys_to_read_until_it_is_published(world):
    draft = draft_of(world, issue_ids=[issue_of(world.as_alice).pk])
    assert _public(world) == []
    actions.publish_reply(world.as_bob, reply_id=draft.pk, unchecked_because=UNREAD)
    assert [reply.title for reply in _public(world)] == [WORDS["title"]]


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"issue_ids": []}, "themes"),
        ({"answer": ""}, "answer"),
        ({"changed": ""}, "changed"),
        ({"state": "doing"}, "promised_by"),
        ({"state": "doing", "promised_by": today() - dt.timedelta(days=1)}, "promised_by"),
        ({"state": "cannot", "answer": ""}, "answer"),
    ],
)
def test_unready_draft_is_refused_and_stays_a_draft(world, lacking, field):
    draft = draft_of(world, **({"issue_ids": [issue_of(world.as_alice).pk]} | lacking))
    with pytest.raises(Refused) as refusal:
        actions.publish_reply(world.as_alice, reply_id=draft.pk, unchecked_because=UNREAD)
    assert refusal.value.field == field
    assert _public(world) == []


def test_what_was_done_stands_in_for_what_changed(world):
    action = action_of(world)
    issue = issue_of(world.as_alice)
    assert publish(world, changed="", issue_ids=[issue.pk], action_ids=[action.pk]).published_on == today()


@given(
    state=st.sampled_from(["did", "doing", "cannot"]),
    answer=st.sampled_from(["", "Because."]),
    changed=st.sampled_from(["", "It is better."]),
    days=st.none() | st.integers(-400, 400),
    said=st.booleans(),
    done=st.booleans(),
    read=st.booleans(),
    because=st.sampled_from(["", "No forum has met."]),
)
def test_ready_means_said_answered_and_read(state, answer, changed, days, said, done, read, because):
    on = dt.date(2026, 11, 12)
    by = None if days is None else on + dt.timedelta(days=days)
    ready = not gaps(Standing(state, answer, changed, by, said, done, read, because), on)
    assert not ready or (said and answer and (read or because))
    assert not ready or state != "did" or done or changed
    assert not ready or state != "doing" or (by is not None and by >= on)


def test_count_is_frozen_on_the_day_of_publication(world):
    theme = themes_of(world, {"A signature": 34, "Buses": 20}, base=96)["A signature"]
    reply = publish(world, theme_ids=[theme.pk])
    assert (reply.people_said, reply.people_asked) == (34, 96)


def test_few_people_or_few_answers_are_not_counted_in_public(world):
    made = themes_of(world, {"Few": 4, "Most": 23}, base=27)
    assert publish(world, theme_ids=[made["Few"].pk]).people_said is None
    assert publish(world, theme_ids=[made["Most"].pk]).people_asked is None


@given(st.lists(st.integers(0, 200), max_size=5), st.integers(0, 200))
def test_public_count_never_shows_a_small_number(counts, base):
    shown = [show_count(min(count, base), base=base) for count in counts]
    found = public_count(shown, HIDDEN if is_small(base) else base)
    if found is not None:
        people, asked = found
        assert asked >= PUBLIC_PERCENT_BASE
        assert not is_small(people)
        assert not is_small(asked - people)


def test_published_reply_cannot_be_edited_only_withdrawn(world):
    reply = publish(world)
    with pytest.raises(Refused, match="Withdraw it"):
        actions.edit_reply(world.as_alice, reply_id=reply.pk, **WORDS)
    actions.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It named a street.")
    assert _public(world) == []
    kept = queries.reply(world.as_alice, reply.pk)
    assert (kept.withdrawn_on, kept.withdrawn_because) == (today(), "It named a street.")
    with pytest.raises(Refused, match="already"):
        actions.withdraw_reply(world.as_alice, reply_id=reply.pk, because="Again.")


def test_draft_is_not_withdrawn_and_a_reason_is_needed(world):
    draft = draft_of(world)
    with pytest.raises(Refused, match="draft"):
        actions.withdraw_reply(world.as_alice, reply_id=draft.pk, because="x")
    with pytest.raises(Refused) as refusal:
        actions.withdraw_reply(world.as_alice, reply_id=publish(world).pk, because=" ")
    assert refusal.value.field == "because"


def test_second_of_two_editors_overwrites_nothing_unseen(world):
    draft = draft_of(world)
    seen = edition(draft)
    actions.edit_reply(world.as_alice, reply_id=draft.pk, edition=seen, **(WORDS | {"answer": "Alice wrote this."}))
    with pytest.raises(actions.ChangedMeanwhile):
        actions.edit_reply(world.as_bob, reply_id=draft.pk, edition=seen, **(WORDS | {"answer": "Bob wrote this."}))
    with pytest.raises(actions.ChangedMeanwhile):
        actions.publish_reply(world.as_bob, reply_id=draft.pk, edition=seen)
    assert queries.reply(world.as_bob, draft.pk).answer == "Alice wrote this."


def test_a_draft_sent_twice_is_one_draft(world):
    assert draft_of(world) == draft_of(world)
    assert draft_of(world, answer="Another answer.") != draft_of(world)
    assert draft_of(world, issue_ids=[issue_of(world.as_alice).pk]) != draft_of(world), "other links, another reply"


def test_edition_tells_links_apart(world):
    issue = issue_of(world.as_alice)
    draft = draft_of(world)
    seen = edition(draft)
    actions.edit_reply(world.as_alice, reply_id=draft.pk, **WORDS, issue_ids=[issue.pk])
    assert edition(queries.reply(world.as_alice, draft.pk)) != seen


def test_another_council_neither_reads_nor_joins(world):
    draft, issue = draft_of(world), issue_of(world.as_alice)
    charlie = world.as_charlie
    assert not queries.replies(charlie, world.cycle.pk).exists()
    for act in (
        lambda: queries.reply(charlie, draft.pk),
        lambda: actions.edit_reply(charlie, reply_id=draft.pk, **WORDS),
        lambda: actions.publish_reply(charlie, reply_id=draft.pk),
        lambda: actions.withdraw_reply(charlie, reply_id=draft.pk, because="x"),
        lambda: actions.write_reply(charlie, cycle_id=world.cycle.pk, **WORDS),
        lambda: actions.write_reply(charlie, cycle_id=world.aldersea_cycle.pk, **WORDS, issue_ids=[issue.pk]),
    ):
        with pytest.raises(NotFound):
            act()
    assert not queries.replies(charlie, world.aldersea_cycle.pk).exists()


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADVISER, Role.OWNER, Role.FORUM_MEMBER, Role.PROGRAMME])
def test_only_those_who_answer_write(world, role):
    with pytest.raises(NotAllowed):
        actions.write_reply(world.scope(world.people[role]), cycle_id=world.cycle.pk, **WORDS)


def _owed(world):
    return [one.title for one in queries.owed(public_scope(), world.ravensmere.pk)]


def test_issue_is_owed_from_its_first_day_until_its_reply(world):
    issue = issue_of(world.as_alice, raised_on=days_ago(61))
    (owed,) = queries.owed(public_scope(), world.ravensmere.pk)
    assert (owed.issue_id, owed.days, owed.words) == (issue.pk, 61, "")
    reply = publish(world, issue_ids=[issue.pk])
    assert _owed(world) == []
    actions.withdraw_reply(world.as_alice, reply_id=reply.pk, because="It was wrong.")
    (owed,) = queries.owed(public_scope(), world.ravensmere.pk)
    assert owed.withdrawn_because == "It was wrong."


def test_words_of_an_issue_are_public_only_once_somebody_cleared_them(world):
    issue_of(world.as_alice, quotable=True)
    (owed,) = queries.owed(public_scope(), world.ravensmere.pk)
    assert owed.words == "The letter said court."


def test_priority_is_owed_once_and_counts_its_issues(world):
    theme = themes_of(world, {"Buses": 20}, base=60)["Buses"]
    themes.clear_quotation(world.as_alice, theme_id=theme.pk, words="That is my food.")
    issue = issue_of(world.as_alice, "No late bus", raised_on=days_ago(80))
    plans.choose_priority(
        world.as_alice,
        cycle_id=world.cycle.pk,
        title="Getting around",
        area="A7",
        chosen_on=days_ago(50),
        theme_ids=[theme.pk],
        issue_ids=[issue.pk],
    )
    (owed,) = queries.owed(public_scope(), world.ravensmere.pk)
    assert (owed.title, owed.days, owed.words) == ("Getting around", 80, "That is my food.")
    publish(world, theme_ids=[theme.pk])
    assert _owed(world) == ["No late bus"]


def test_priority_is_answered_by_telling_what_was_done_for_it(world):
    priority = plans.choose_priority(
        world.as_alice, cycle_id=world.cycle.pk, title="A signature", area="A6", chosen_by="The forum"
    )
    action = action_of(world, priority_id=priority.pk)
    issue = issue_of(world.as_alice)
    assert _owed(world) == ["Letters that scare people", "A signature"]
    publish(world, issue_ids=[issue.pk], action_ids=[action.pk])
    assert _owed(world) == []


def test_longest_waiting_is_owed_first_and_only_ones_own(world):
    issue_of(world.as_alice, "Later", raised_on=days_ago(3))
    issue_of(world.as_alice, "Sooner", raised_on=days_ago(30))
    issue_of(world.as_charlie, "Elsewhere", raised_on=days_ago(90))
    assert _owed(world) == ["Sooner", "Later"]


def test_tally_counts_states_and_areas(world):
    publish(world)
    publish(world, state="cannot", area="A7")
    draft_of(world)
    tally = queries.tally(public_scope(), world.ravensmere.pk)
    assert tally.states == {"did": 1, "cannot": 1}
    assert tally.areas == {"A6": 1, "A7": 1}
    assert [reply.area for reply in _public(world, "A7")] == ["A7"]


def test_owed_takes_three_statements_however_much_is_owed(world, django_assert_num_queries):
    for count in (5, 45):
        for number in range(count):
            issue_of(world.as_alice, f"Issue {number} of {count}")
        with django_assert_num_queries(3):
            queries.owed(public_scope(), world.ravensmere.pk)
    assert len(_owed(world)) == 50
