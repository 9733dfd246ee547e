"""`newbelongings demo`, and the region as it then stands, at a tenth of its size."""

from collections import Counter
from dataclasses import dataclass
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory, override_settings

from newbelongings.demo.councils import PASSWORD
from newbelongings.demo.texts import of_no_theme
from newbelongings.domain.accounts.models import Membership, Person
from newbelongings.domain.accounts.queries import scope_of
from newbelongings.domain.authorities import queries
from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.commitments import queries as commitments
from newbelongings.domain.evidence import queries as evidence
from newbelongings.domain.evidence.thread import BREAKS
from newbelongings.domain.forum import reach_queries as reach
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.models import Update
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer, Invitation, Response, SealedResponse
from newbelongings.domain.themes import emerging, together
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.models import Coding, Reading, Suggestion

# Without this mark no test database is made, and the fixture below would find the real one.
pytestmark = pytest.mark.django_db

PLAIN_HASH = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LEADS = {"901": "priya.nair@example.org", "902": "bea.lockwood@example.org", "903": "omar.finch@example.org"}


@dataclass(frozen=True)
class Council:
    """One council of the region as its lead finds it: last year and this one."""

    authority: Authority
    lead: Scope
    cycles: list[Cycle]


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """What the command says. It builds once for this file, and all is rolled back after it."""
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=PLAIN_HASH), transaction.atomic():
        yield _run_the_command()
        transaction.set_rollback(True)


def _run_the_command() -> str:
    out = StringIO()
    call_command("demo", "--no-serve", "--scale", "0.1", stdout=out)
    return out.getvalue()


@pytest.fixture
def councils(said: str) -> list[Council]:
    leads = [scope_of(Person.objects.get(email=email)) for email in LEADS.values()]
    return [Council(queries.own_authority(lead), lead, list(queries.cycles(lead))) for lead in leads]


@pytest.fixture
def ravensmere(councils: list[Council]) -> Council:
    return councils[0]


def test_it_says_who_to_sign_in_as_and_where_to_look(said: str, councils: list[Council]):
    asker = RequestFactory().post("/")
    for email in LEADS.values():
        assert email in said
        assert authenticate(asker, username=email, password=PASSWORD)
    assert PASSWORD in said
    assert len(PASSWORD) >= 12
    for council in councils:
        assert f"/c/{council.authority.slug}/" in said
        assert f"/s/{surveys.rounds(council.lead).get(slug='how-is-it-going').code}/" in said


def test_a_second_run_says_the_same_and_changes_nothing(said: str):
    before = (AuditLine.objects.count(), Response.objects.count(), Coding.objects.count())
    again = _run_the_command()
    assert again in said
    assert (AuditLine.objects.count(), Response.objects.count(), Coding.objects.count()) == before


def _rounds(council: Council) -> dict[str, int]:
    return {round_.slug: round_.pk for round_ in surveys.rounds(council.lead)}


def test_the_thread_is_broken_in_each_of_the_four_ways(ravensmere: Council):
    thread = evidence.thread(ravensmere.lead, cycle_id=ravensmere.cycles[1].pk)
    assert all(thread.breaks(kind) for kind in BREAKS)
    assert [len(thread.breaks(kind)) for kind in BREAKS[1:]] == [4, 4, 2]
    assert "Council tax letters that scare people" in [broken.title for broken in thread.heard_not_acted_on]


def test_this_year_is_under_way_and_last_year_is_over_with_a_pack(councils: list[Council]):
    for council in councils:
        assert queries.current_cycle(council.lead) == council.cycles[1]
        last = evidence.thread(council.lead, cycle_id=council.cycles[0].pk)
        assert last.promised_and_late == ()
        assert [pack.cycle for pack in evidence.packs(council.lead)] == [council.cycles[0]]


def test_there_are_replies_of_every_kind_a_draft_and_one_taken_back(ravensmere: Council):
    written = list(replies.replies(ravensmere.lead, ravensmere.cycles[1].pk))
    assert {reply.state for reply in written if reply.published_on} == {"did", "doing", "cannot"}
    assert [reply.title for reply in written if reply.withdrawn_because] == ["Free gym for everyone"]
    assert len([reply for reply in written if reply.published_on is None]) == 1


def test_every_role_is_somebody_who_can_sign_in(councils: list[Council]):
    roles = Counter(Membership.objects.values_list("role", flat=True))
    assert set(roles) == {role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM)}
    assert roles[Role.LEAD] == len(councils)


def test_this_year_was_answered_through_the_ballot_box_and_last_year_was_brought_in(councils: list[Council]):
    for council in councils:
        rounds = _rounds(council)
        ways = {
            slug: set(Response.objects.filter(round=pk).values_list("way", flat=True)) for slug, pk in rounds.items()
        }
        assert ways == {"year-1": {"import"}, "year-2": {"online"}, "how-is-it-going": {"online"}}
        assert (
            0 < SealedResponse.objects.filter(round=rounds["how-is-it-going"]).count() < council.authority.mix_at_least
        )
        answered = Invitation.objects.filter(round=rounds["year-2"], answered=True).count()
        assert 0 < answered < Invitation.objects.filter(round=rounds["year-2"]).count()


def test_last_year_is_read_and_this_year_waits_to_be_read_in_part(ravensmere: Council):
    rounds = _rounds(ravensmere)
    assert not themes.unread_answers(ravensmere.lead, round_id=rounds["year-1"]).exists()
    unread = themes.unread_answers(ravensmere.lead, round_id=rounds["year-2"]).count()
    assert 0 < unread < surveys.open_answers(ravensmere.lead, round_id=rounds["year-2"]).count() / 2
    assert themes.next_answer_to_code(ravensmere.lead, round_id=rounds["how-is-it-going"]) is not None


def test_how_people_spoke_is_said_of_what_was_read(ravensmere: Council):
    spoken = set(Reading.objects.filter(answer__response__round=_rounds(ravensmere)["year-1"]).values_list("sentiment"))
    assert {("positive",), ("negative",), ("advice",), ("mixed",)} >= spoken >= {("positive",), ("negative",)}


def test_the_model_has_suggested_something_for_what_nobody_has_read(ravensmere: Council):
    for slug in ("year-2", "how-is-it-going"):
        waiting = themes.unread_answers(ravensmere.lead, round_id=_rounds(ravensmere)[slug])
        assert waiting.count() == Suggestion.objects.filter(answer__in=waiting, rank=1).count()


def test_two_have_read_a_sample_and_settled_it_and_a_group_waits(ravensmere: Council):
    sample = together.shared_samples(ravensmere.lead).get()
    compared = together.compare(ravensmere.lead, sample)
    assert compared.settled
    assert not all(one.agreed for one in compared.both)
    group = emerging.emerging_groups(ravensmere.lead).get()
    assert set(emerging.answers_of(group).values_list("text", flat=True)) <= set(of_no_theme())


def test_every_area_has_been_spoken_of_in_the_region(councils: list[Council]):
    assert len(set(Coding.objects.values_list("theme__area", flat=True))) == 10
    assert Answer.objects.exclude(text="").values("text").distinct().count() > 200


def test_what_was_done_stands_under_the_name_of_whoever_did_it(ravensmere: Council):
    names = set(AuditLine.objects.values_list("actor_name", flat=True))
    assert {"Priya Nair", "Sam Ellery", "Tobias Hale", "Bea Lockwood"} <= names
    assert "Tobias Hale" in set(Update.objects.values_list("made_by", flat=True))
    assert not AuditLine.objects.filter(verb__contains="submitted").exists()


def test_one_council_has_a_full_set_of_promises_and_partners(councils: list[Council]):
    ravensmere, aldersea, _ = councils
    lead, cycle_id = ravensmere.lead, ravensmere.cycles[1].pk
    promised = commitments.commitments(lead, cycle_id)
    assert {view.stands.value for view in promised} == {"open", "late", "kept", "not_kept"}
    assert {view.due.value for view in commitments.due_reviews(lead)} == {"late", "soon"}
    assert any(view.taken == 0 for view in commitments.offers(lead) if view.is_open)
    assert sum(role.latest is not None for role in commitments.roles(lead, cycle_id)) == 5
    assert sum(line.amount_pence for line in commitments.payments(lead)) == 35740
    assert commitments.protocols(aldersea.lead) == ()


def test_one_council_has_a_pledge_of_every_standing_and_a_picture_that_must_come_down(councils: list[Council]):
    ravensmere, aldersea, _ = councils
    pledge = commitments.standing_pledge(ravensmere.lead)
    assert len(pledge.signatures) == 3
    standings = [one.standing for one in pledge.promises]
    assert {one.rag for one in standings} == {"done", "amber", "green", "none"}
    assert {(one.is_late, one.is_stale) for one in standings} == {(True, False), (False, True), (False, False)}
    assert [one.stands.must_come_down for one in reach.consents(ravensmere.lead)] == [True, False, False, False]
    assert commitments.standing_pledge(aldersea.lead) is None
