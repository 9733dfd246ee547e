"""Dot-votes under attack: votes at once, and whoever has the whole database and wants to know who chose what."""

import random
from itertools import combinations

import pytest
from django.apps import apps
from django.db import connection, models

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans import ballots, vote_queries, votes
from newbelongings.domain.plans.models import Ballot, Choice, Vote
from tests.domain.ballot_box.test_ballot_box import together

PUBLIC = public_scope()
TITLES = ("Damp", "Buses", "Nobody to ring", "A guarantor", "Christmas")


@pytest.fixture
def vote(world):
    issues = [forum.raise_issue(world.as_bob, title=t, words=t, area="A6") for t in TITLES]
    keys = [("issue", issue.pk) for issue in issues]
    return votes.open_vote(world.as_bob, cycle_id=world.cycle.pk, title="What first?", dots=3, choices=keys)


def cast(vote, dots):
    ids = {choice.title: choice.pk for choice in vote.choices.all()}
    given = {ids[title]: number for title, number in dots.items()}
    votes.cast_ballot(PUBLIC, code=vote.code, token=ballots.new_token(vote.code), dots=given)


def test_votes_at_once_lose_no_dot(world, vote, database):
    by_title = {choice.title: choice.pk for choice in vote.choices.all()}

    def one(number):
        rest = {by_title[TITLES[number % 5]]: 1} if number % 5 else {}
        dots = {by_title["Damp"]: 2} | rest
        votes.cast_ballot(PUBLIC, code=vote.code, token=ballots.new_token(vote.code), dots=dots)

    assert together(database, *[lambda n=n: one(n) for n in range(20)]) == [None] * 20
    votes.close_vote(world.as_bob, vote_id=vote.pk)
    counted = {count.title: count.dots for count in vote_queries.vote_view(world.as_alice, vote.pk).counts}
    assert counted == {"Damp": 40, "Buses": 4, "Nobody to ring": 4, "A guarantor": 4, "Christmas": 4}


def test_of_one_ballot_sent_twice_at_once_the_dots_count_once(world, vote, database):
    token, choice = ballots.new_token(vote.code), vote.choices.first()
    twice = [lambda: votes.cast_ballot(PUBLIC, code=vote.code, token=token, dots={choice.pk: 3})] * 2
    assert together(database, *twice) == [None, None]
    choice.refresh_from_db()
    assert choice.dots == 3


def _everything():
    """Every column of every row of the plan's room and of the audit lines, with what the database keeps by itself."""
    by_itself = "xmin::text, ctid::text" if connection.vendor == "postgresql" else "rowid"
    for model in [*apps.get_app_config("plans").get_models(), AuditLine]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {by_itself}, * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                yield model, dict(zip([column[0] for column in cursor.description], row, strict=True))


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_whole_database_is_the_same_whoever_chose_what(world, vote, is_closed):
    """Twelve people vote. Whatever they chose between them, a database with other people behind the same dots is, but
    for random tokens, the same: so there is nothing in it to tell them by."""
    ballot_of = [{"Damp": 3}, {"Buses": 2, "Damp": 1}, {"Christmas": 1}, {"Nobody to ring": 3}] * 3

    def left_behind(order):
        Ballot.objects.all().delete()
        Choice.objects.filter(vote=vote).update(dots=0)
        for number in order:
            cast(vote, ballot_of[number])
        if is_closed:
            Vote.objects.filter(pk=vote.pk).update(closed_on=None)
            votes.close_vote(world.as_bob, vote_id=vote.pk)
            Vote.objects.filter(pk=vote.pk).update(closed_on=None)
        return _grouped()

    orders = [list(range(12)), random.Random(7).sample(range(12), 12), list(range(11, -1, -1))]
    seen = [left_behind(order) for order in orders]
    for one, other in combinations(seen, 2):
        assert _without_tokens(one[Choice]) == _without_tokens(other[Choice])
        assert len(one.get(Ballot, [])) == len(other.get(Ballot, [])) == (0 if is_closed else 12)


def _grouped():
    found = {}
    for model, row in _everything():
        found.setdefault(model, []).append(row)
    return found


def _without_tokens(rows):
    return [{name: value for name, value in row.items() if name not in ("xmin", "ctid")} for row in rows]


def test_a_ballot_holds_a_hash_and_nothing_that_leads_further(vote):
    cast(vote, {"Damp": 1})
    columns = {field.name: field for field in Ballot._meta.get_fields()}
    assert set(columns) == {"id", "vote", "token_hash"}
    timed = (models.DateField, models.TimeField, models.DurationField)
    assert [f.name for f in Choice._meta.get_fields() if isinstance(f, timed)] == []
    pointing = [
        r.name for m in apps.get_models() for r in m._meta.get_fields() if r.related_model is Ballot and r.concrete
    ]
    assert pointing == []


@pytest.mark.postgresql
def test_every_choice_was_last_written_by_the_same_transaction(vote):
    """No choice may stand out by the number of the transaction that wrote it last."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps the number of a transaction with each row")
    cast(vote, {"Damp": 3})
    cast(vote, {"Buses": 1})
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM plans_choice WHERE vote_id = %s", [vote.pk])
        assert len(cursor.fetchall()) == 1
