"""Dot-votes of a forum session (docs/adr/0027): opened, voted by phone or by hands, closed, and confirmed by a person.

Nothing that is written joins dots to whoever gave them: a choice counts its dots, a ballot is the hash of a random
token, neither holds a time, and a ballot touches every choice alike. A vote by phone writes no audit line.
"""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import Case, F, IntegerField, Value, When

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import ballots, checks, queries, ranking, said, vote_queries
from .models import Ballot, Choice, Priority, Vote

DOTS_AT_MOST = 9
CHOICES = (2, 20)
HANDS_AT_MOST = 999
CLOSED = "This vote has closed, so no more dots can be given."


@transaction.atomic
def open_vote(scope: Scope, *, cycle_id: int, title: str, dots: int, choices: Iterable[said.Key]) -> Vote:
    """Open a vote on things that were said; each who takes part has ``dots`` dots (1 to 9) to give."""
    scope.require(Permission.EDIT_PLAN)
    cycle = queries.cycle(scope, cycle_id)
    keys = list(dict.fromkeys(choices))
    if not CHOICES[0] <= len(keys) <= CHOICES[1]:
        raise Refused(f"Choose {CHOICES[0]} to {CHOICES[1]} things to vote on: these are {len(keys)}.", field="choices")
    if not 1 <= dots <= DOTS_AT_MOST:
        raise Refused(f"Give each person 1 to {DOTS_AT_MOST} dots.", field="dots")
    named = said.by_keys(scope, cycle_id, keys)
    vote = Vote.objects.create(
        cycle=cycle,
        code=ballots.new_code(),
        title=checks.line(title, field="title", what="what is voted on", at_most=120),
        dots=dots,
        opened_on=today(),
    )
    Choice.objects.bulk_create(
        Choice(
            vote=vote,
            theme_id=pk if kind == "theme" else None,
            issue_id=pk if kind == "issue" else None,
            title=named[kind, pk].title,
        )
        for kind, pk in keys
    )
    audit.note(scope, "opened_vote", vote, choices=len(keys), dots=dots)
    return vote


@transaction.atomic
def cast_ballot(scope: Scope, *, code: str, token: str, dots: Mapping[int, int]) -> None:
    """Give dots by phone: how many for each choice, by its id. Sent twice with one token, it counts once.

    Raises ``Refused`` where the vote is closed, where there are no dots or too many, and for a token that this
    service did not make for this vote.
    """
    scope.require(Permission.ANSWER_SURVEYS)
    vote = vote_queries.public_vote(scope, code)
    if Vote.objects.select_for_update().get(pk=vote.pk).closed_on is not None:
        raise Refused(CLOSED)
    given = _ballot(vote, dots)
    token_hash = ballots.hash_of_token(vote.code, token)
    if not _is_first(vote, token_hash):
        return
    # All choices, also those without a dot: so no row tells, by the transaction that wrote it last, what a ballot held.
    added = Case(*(When(pk=pk, then=Value(n)) for pk, n in given.items()), default=0, output_field=IntegerField())
    Choice.objects.filter(vote=vote).update(dots=F("dots") + added)


def _ballot(vote: Vote, dots: Mapping[int, int]) -> dict[int, int]:
    given = {pk: n for pk, n in dots.items() if n}
    if any(n < 0 for n in given.values()) or given.keys() - {choice.pk for choice in vote.choices.all()}:
        raise Refused("Something is wrong with this page. Open the vote again.")
    total = sum(given.values())
    if not total:
        raise Refused("Give at least 1 dot.")
    if total > vote.dots:
        extra = total - vote.dots
        raise Refused(f"You gave {total} dots. You have {vote.dots}. Take {extra} away.")
    return given


def _is_first(vote: Vote, token_hash: str) -> bool:
    try:
        with transaction.atomic():
            Ballot.objects.create(vote=vote, token_hash=token_hash)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def count_hands(scope: Scope, *, vote_id: int, dots: Mapping[int, int]) -> Vote:
    """Write down the dots that were counted in the room, for each choice by its id; what was counted before is
    replaced, and dots by phone stay beside them."""
    scope.require(Permission.EDIT_PLAN)
    vote = _open(scope, vote_id)
    for choice in vote.choices.filter(pk__in=dots):
        if not 0 <= dots[choice.pk] <= HANDS_AT_MOST:
            raise Refused(f"Give a number of dots from 0 to {HANDS_AT_MOST}.", field=f"choice_{choice.pk}")
        choice.hands = dots[choice.pk]
        choice.save(update_fields=["hands"])
    audit.note(scope, "counted_hands", vote, choices=len(dots))
    return vote


@transaction.atomic
def close_vote(scope: Scope, *, vote_id: int) -> Vote:
    """Close it. The tokens of its ballots are not needed any more, and go."""
    scope.require(Permission.EDIT_PLAN)
    vote = _open(scope, vote_id)
    vote.closed_on = today()
    vote.save(update_fields=["closed_on"])
    vote.ballots.all().delete()
    audit.note(scope, "closed_vote", vote)
    return vote


def _open(scope: Scope, vote_id: int) -> Vote:
    vote = Vote.objects.select_for_update().get(pk=vote_queries.vote(scope, vote_id).pk)
    if vote.closed_on is not None:
        raise Refused(CLOSED)
    return vote


@transaction.atomic
def confirm_vote(scope: Scope, *, vote_id: int, choice_ids: Iterable[int], chosen_by: str) -> list[Priority]:
    """Make these choices of a closed vote priorities, those with most dots first. A person decides which."""
    scope.require(Permission.EDIT_PLAN)
    vote = vote_queries.vote(scope, vote_id)
    if vote.closed_on is None:
        raise Refused("Close the vote first. Then its result can be confirmed.")
    wanted = set(choice_ids)
    ranked = [choice for choice in vote_queries.ranked(vote) if choice.pk in wanted]
    made = ranking.choose_several(
        scope,
        cycle_id=vote.cycle_id,
        chosen=[vote_queries.key_of(choice) for choice in ranked],
        chosen_by=chosen_by,
        chosen_on=vote.closed_on,
    )
    audit.note(scope, "confirmed_vote", vote, priorities=len(made))
    return made
