"""Dot-votes of a forum session: nothing is lost, nothing is told too early, and nobody can tell who chose what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans import ballots, queries, said, vote_queries, votes
from newbelongings.domain.plans.models import Choice
from newbelongings.web.workspace.vote.pages import bars

PUBLIC = public_scope()
TITLES = ("Damp", "Buses", "Nobody to ring", "A guarantor", "Christmas")


@pytest.fixture
def vote(world):
    issues = [forum.raise_issue(world.as_bob, title=t, words=t, area="A6") for t in TITLES]
    return votes.open_vote(
        world.as_bob,
        cycle_id=world.cycle.pk,
        title="What should we work on?",
        dots=3,
        choices=[("issue", issue.pk) for issue in issues],
    )


def cast(vote, dots, token=None):
    ids = {choice.title: choice.pk for choice in vote.choices.all()}
    votes.cast_ballot(
        PUBLIC,
        code=vote.code,
        token=token or ballots.new_token(vote.code),
        dots={ids[title]: number for title, number in dots.items()},
    )


def result(world, vote):
    return {count.title: count.dots for count in vote_queries.vote_view(world.as_alice, vote.pk).counts}


def test_dots_by_phone_and_by_hands_become_priorities_in_their_order(world, vote):
    cast(vote, {"Buses": 2, "Damp": 1})
    cast(vote, {"Buses": 3})
    by_title = {choice.title: choice.pk for choice in vote.choices.all()}
    votes.count_hands(world.as_bob, vote_id=vote.pk, dots={by_title["Damp"]: 40})
    votes.count_hands(world.as_bob, vote_id=vote.pk, dots={by_title["Damp"]: 4, by_title["Christmas"]: 1})
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    assert list(result(world, vote).items())[:3] == [("Damp", 5), ("Buses", 5), ("Christmas", 1)]
    votes.confirm_vote(
        world.as_alice,
        vote_id=vote.pk,
        choice_ids=[by_title["Christmas"], by_title["Damp"]],
        chosen_by="the forum, by a dot-vote",
    )
    made = queries.priority_views(world.as_alice, world.cycle.pk)
    assert [(view.rank, view.title, view.issues[0].title) for view in made] == [
        (1, "Damp", "Damp"),
        (2, "Christmas", "Christmas"),
    ]
    assert {one.title for one in said.most_said(world.as_alice, world.cycle.pk) if one.is_chosen} == {
        "Damp",
        "Christmas",
    }


def test_the_result_is_told_to_nobody_while_the_vote_is_open(world, vote):
    cast(vote, {"Buses": 3})
    assert set(result(world, vote).values()) == {None}
    with pytest.raises(Refused, match="Close the vote first"):
        votes.confirm_vote(world.as_alice, vote_id=vote.pk, choice_ids=[1], chosen_by="me")


def test_one_ballot_counts_once_however_often_it_is_sent(world, vote):
    token = ballots.new_token(vote.code)
    for _ in range(3):
        cast(vote, {"Damp": 3}, token)
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    assert result(world, vote)["Damp"] == 3


@pytest.mark.parametrize(
    ("dots", "words"),
    [
        ({"Damp": 4}, "You gave 4 dots. You have 3. Take 1 away"),
        ({"Damp": 0}, "Give at least 1 dot"),
        ({"Damp": 4, "Buses": -1}, "Something is wrong with this page"),
    ],
)
def test_wrong_dots_are_refused_and_use_no_ballot_up(world, vote, dots, words):
    token = ballots.new_token(vote.code)
    with pytest.raises(Refused, match=words):
        cast(vote, dots, token)
    cast(vote, {"Buses": 1}, token)
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    assert sum(result(world, vote).values()) == 1


def test_a_token_of_another_vote_or_of_nobody_gives_no_dots(world, vote):
    for token in (ballots.new_token("bcdfgh"), "made up", "", "a:b", "é:\x00"):
        with pytest.raises(Refused, match="Open the vote again"):
            votes.cast_ballot(PUBLIC, code=vote.code, token=token, dots={vote.choices.first().pk: 1})


def test_a_closed_vote_says_so_and_takes_nothing(world, vote):
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    with pytest.raises(Refused, match="This vote has closed"):
        cast(vote, {"Damp": 1})
    with pytest.raises(Refused, match="This vote has closed"):
        votes.count_hands(world.as_bob, vote_id=vote.pk, dots={})
    assert sum(result(world, vote).values()) == 0


def test_charlie_finds_no_vote_of_ravensmere_and_the_board_holds_none(world, vote):
    for act in (vote_queries.vote_view, lambda scope, pk: votes.close_vote(scope, vote_id=pk)):
        with pytest.raises(NotFound):
            act(world.as_charlie, vote.pk)
    with pytest.raises(NotAllowed):
        vote_queries.vote_view(PUBLIC, vote.pk)
    issue = forum.raise_issue(world.as_charlie, title="Theirs", words="Theirs", area="A1")
    mine = [("issue", choice.issue_id) for choice in vote.choices.all()]
    with pytest.raises(NotFound):
        votes.open_vote(
            world.as_alice, cycle_id=world.cycle.pk, title="X", dots=3, choices=[*mine, ("issue", issue.pk)]
        )
    assert not Choice.objects.filter(issue=issue).exists()


def test_voting_writes_no_audit_line(world, vote):
    before = AuditLine.objects.count()
    cast(vote, {"Damp": 1})
    assert AuditLine.objects.count() == before


def test_a_ballot_writes_every_choice_alike(vote):
    """The same on any database: one statement that names no choice by itself writes them all."""
    with CaptureQueriesContext(connection) as found:
        cast(vote, {"Damp": 3})
    [update] = [q["sql"] for q in found.captured_queries if q["sql"].startswith("UPDATE")]
    assert update.partition("WHERE")[2].strip().rstrip(";").endswith(f'"vote_id" = {vote.pk}')


@given(st.lists(st.integers(0, 500), min_size=1, max_size=20))
def test_bars_keep_their_order_and_fit(dots):
    counts = tuple(
        vote_queries.Count(n, ("issue", n), str(n), number, 0) for n, number in enumerate(sorted(dots, reverse=True))
    )
    drawn = [bar.width for bar in bars(counts)]
    assert drawn == sorted(drawn, reverse=True)
    assert max(drawn) <= 100
    assert not any(dots) or drawn[0] == 100
