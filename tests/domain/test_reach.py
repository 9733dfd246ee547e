"""Posts with what came back, and pictures that come down when nobody agrees to them any more."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.forum import actions, members, picturing, reach_queries, reaching
from newbelongings.domain.forum.consents import Stands, longest, stands
from newbelongings.domain.forum.given import GivenMember
from newbelongings.domain.forum.models import EMAIL, PictureConsent
from newbelongings.domain.forum.reach_queries import pictures_to_take_down
from newbelongings.domain.forum.reach_totals import totals
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from tests.reach_world import ago, consent_of

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
NUMBERS = st.none() | st.integers(0, 10**6)


@dataclass
class Seen:
    place: str
    posted_on: dt.date
    reached: int | None
    reactions: int | None = None
    shares: int | None = None
    comments: int | None = None
    messages: int | None = None


@given(st.lists(st.builds(Seen, place=st.sampled_from("AB"), posted_on=DAYS, reached=NUMBERS), max_size=12))
def test_totals_lose_nothing_and_take_nothing_for_nought(posts):
    found = totals(posts)
    assert sum(each.posts for each in found) == len(posts)
    known = [post.reached for post in posts if post.reached is not None]
    assert sum(each.reached.total for each in found) == sum(known)
    assert sum(each.reached.looked_at for each in found) == len(known)
    assert [each.month for each in found] == sorted((each.month for each in found), reverse=True)


@given(ends=DAYS, withdrawn=st.none() | DAYS, day=DAYS)
def test_nothing_is_shown_after_its_day_or_once_withdrawn(ends, withdrawn, day):
    how = stands(ends, withdrawn, None, day)
    assert how.must_come_down == (ends < day or (withdrawn is not None and withdrawn <= day))
    assert stands(ends, withdrawn, day, day) is Stands.DOWN


def test_two_years_from_a_leap_day():
    assert longest(dt.date(2024, 2, 29)) == dt.date(2026, 2, 28)


class TestPosts:
    def test_counts_come_later_and_are_put_right(self, world):
        scope = world.as_bob
        post = reaching.record_post(scope, place="Instagram", about="Meeting", posted_on=ago(9))
        assert post.counted_on is None
        reaching.count_post(scope, post_id=post.pk, reached=400, comments=3)
        reaching.count_post(scope, post_id=post.pk, reached=412)
        kept = reach_queries.post(scope, post.pk)
        assert (kept.reached, kept.comments, kept.counted_on) == (412, None, today())

    def test_sent_twice_is_one_and_a_place_has_one_spelling(self, world):
        given = {"place": "Instagram", "about": "Meeting", "posted_on": ago(9)}
        reaching.record_post(world.as_bob, **given)
        reaching.record_post(world.as_alice, **given | {"place": " instagram "})
        assert [post.place for post in reach_queries.posts(world.as_bob)] == ["Instagram"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"link": "javascript:alert(1)"},
            {"posted_on": ago(-1)},
            {"place": " "},
            {"reached": -1},
            {"about": "x" * 201},
        ],
    )
    def test_what_cannot_be_is_refused(self, world, wrong):
        given = {"place": "Instagram", "about": "Meeting", "posted_on": ago(9)} | wrong
        with pytest.raises(Refused):
            reaching.record_post(world.as_bob, **given)
        assert not reach_queries.posts(world.as_bob).exists()

    def test_the_next_council_and_the_board_see_none(self, world):
        post = reaching.record_post(world.as_bob, place="A", about="B", posted_on=ago(1))
        with pytest.raises(NotFound):
            reaching.count_post(world.as_charlie, post_id=post.pk, reached=1)
        with pytest.raises(NotAllowed):
            reach_queries.posts(world.scope(world.people[Role.BOARD]))
        reaching.remove_post(world.as_alice, post_id=post.pk)
        assert not reach_queries.posts(world.as_bob).exists()


class TestPictures:
    def test_what_must_come_down_is_first_and_then_what_ends_soonest(self, world):
        scope = world.as_alice
        consent_of(scope, "Far", ends=-300)
        consent_of(scope, "Soon", ends=-5)
        consent_of(scope, "Ended", ends=3)
        consent_of(scope, "Ended long ago", ends=30)
        withdrawn = consent_of(scope, "Withdrawn", ends=-200)
        picturing.withdraw_consent(scope, consent_id=withdrawn.pk)
        found = reach_queries.consents(scope)
        assert [one.picture for one in found] == ["Withdrawn", "Ended long ago", "Ended", "Soon", "Far"]
        assert pictures_to_take_down(world.ravensmere.pk, today()) == 3
        picturing.take_down(scope, consent_id=found[0].id)
        assert reach_queries.consents(scope)[-1].picture == "Withdrawn"
        assert pictures_to_take_down(world.ravensmere.pk, today()) == 2
        assert pictures_to_take_down(world.aldersea.pk, today()) == 0

    def test_the_last_day_itself_is_allowed(self, world):
        consent_of(world.as_alice, ends=0)
        assert pictures_to_take_down(world.ravensmere.pk, today()) == 0
        assert pictures_to_take_down(world.ravensmere.pk, ago(-1)) == 1

    def test_a_new_consent_follows_the_old_which_stays(self, world):
        scope = world.as_alice
        old = consent_of(scope, ends=3)
        new = picturing.extend_consent(scope, consent_id=old.pk, given_on=today(), ends_on=ago(-90))
        assert [one.id for one in reach_queries.consents(scope)] == [new.pk]
        assert pictures_to_take_down(world.ravensmere.pk, today()) == 0
        assert PictureConsent.objects.get(pk=old.pk).ends_on == ago(3)
        with pytest.raises(Refused, match="A later consent follows"):
            picturing.withdraw_consent(scope, consent_id=old.pk)
        picturing.withdraw_consent(scope, consent_id=new.pk)
        with pytest.raises(Refused, match="was withdrawn"):
            picturing.extend_consent(scope, consent_id=new.pk, given_on=today(), ends_on=ago(-90))
        picturing.take_down(scope, consent_id=new.pk)
        with pytest.raises(Refused, match="taken down already"):
            picturing.extend_consent(scope, consent_id=new.pk, given_on=today(), ends_on=ago(-90))

    def test_two_years_at_the_most(self, world):
        with pytest.raises(Refused, match="two years at most"):
            consent_of(world.as_alice, given=0, ends=-732)
        with pytest.raises(Refused, match="before they agreed"):
            consent_of(world.as_alice, given=3, ends=3)

    def test_a_member_is_named_to_who_may_know_and_comes_down_when_they_leave(self, world):
        forum = actions.start_forum(world.as_bob, name="Voices")
        given = GivenMember("Noor", ago(50), EMAIL, "noor@example.org")
        kit = members.add_member(world.as_bob, forum_id=forum.pk, given=given)
        with pytest.raises(NotAllowed):
            consent_of(world.as_alice, member_id=kit.pk)
        consent = consent_of(world.as_bob, "Noor’s hands", member_id=kit.pk)
        assert (consent.people, reach_queries.consent(world.as_bob, consent.pk).who) == (1, "Noor")
        assert reach_queries.consent(world.as_alice, consent.pk).who == ""
        members.withdraw_member(world.as_bob, member_id=kit.pk)
        left = reach_queries.consent(world.as_bob, consent.pk)
        assert left.stands is Stands.WITHDRAWN and left.who == "" and "Noor" not in left.picture
        assert pictures_to_take_down(world.ravensmere.pk, today()) == 1

    def test_the_next_council_finds_none_and_nothing_is_in_the_audit_lines(self, world):
        consent = consent_of(world.as_alice, "Four people cooking")
        for act in (picturing.withdraw_consent, picturing.take_down):
            with pytest.raises(NotFound):
                act(world.as_charlie, consent_id=consent.pk)
        assert reach_queries.consents(world.as_charlie) == ()
        kept = [str(line.detail) for line in AuditLine.objects.filter(kind="forum.pictureconsent")]
        assert kept and "cooking" not in "".join(kept)
