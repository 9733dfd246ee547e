"""Rounds, invitations, imports, and what may be shown of what was said."""

import datetime as dt
import secrets

import pytest

from newbelongings.domain.kernel.dates import today, week_of
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.codes import LETTERS
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK, GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.instruments import SHIPPED
from newbelongings.domain.surveys.models import Answer, ForumInterest, Invitation, Response, Round, SealedResponse


@pytest.fixture
def instrument(world):
    return actions.install_shipped_instruments(system_scope())[0]


@pytest.fixture
def open_round(world, instrument):
    def do(scope=None, **more) -> Round:
        given = {
            "cycle_id": world.cycle.pk,
            "instrument_id": instrument.pk,
            "slug": "spring",
            "title": "Spring survey",
            "opens": today() - dt.timedelta(days=20),
            "closes": today() + dt.timedelta(days=20),
        }
        return actions.open_round(scope or world.as_alice, **given | more)

    return do


@pytest.fixture
def round_(open_round):
    return open_round()


def say(round_, *answers: GivenAnswer, **more) -> None:
    given = {"way": OPEN_LINK, "form_token": secrets.token_hex(8)} | more
    actions.submit_response(public_scope(), round_id=round_.pk, answers=list(answers), **given)


def ages(round_, *counts: int) -> None:
    """Import so many people of each age band."""
    bands = ["16-17", "18-20", "21-25", "over-25", "rather-not-say"]
    people = [GivenAnswer("age", band) for band, count in zip(bands, counts, strict=False) for _ in range(count)]
    responses = [ImportedResponse([answer]) for answer in people]
    actions.import_responses(system_scope(round_.authority_id), round_id=round_.pk, responses=responses)


class TestInstruments:
    def test_those_that_are_shipped_say_where_they_come_from(self, world, instrument):
        found = {each.slug: each.source for each in queries.shipped_instruments(world.as_alice)}
        assert sorted(found) == sorted(SHIPPED)
        assert all("Care Leavers’ Foundation" in found[slug] for slug in SHIPPED[:2])
        assert all("our own" in source for source in found.values())

    def test_installing_again_changes_nothing(self, world, instrument):
        asked = queries.instrument_questions(instrument.pk)
        assert actions.install_shipped_instruments(system_scope())[0] == instrument
        assert queries.instrument_questions(instrument.pk) == asked

    def test_a_version_cannot_be_changed_afterwards(self, world, instrument):
        question = {"name": "age", "number": "1", "kind": "one", "short": "Age", "text": "When were you born?"}
        spec = {
            "slug": instrument.slug,
            "version": instrument.version,
            "title": "X",
            "source": "",
            "questions": [question],
        }
        with pytest.raises(Refused, match="new version"):
            actions.install_instrument(system_scope(), spec=spec)

    def test_no_date_of_birth_is_asked_and_the_change_is_explained(self, instrument):
        age = queries.instrument_questions(instrument.pk)[0]
        assert [option.name for option in age.options] == ["16-17", "18-20", "21-25", "over-25", "rather-not-say"]
        assert "date of birth" in age.note

    def test_what_is_lost_from_our_copy_is_marked_and_the_forum_is_asked_apart(self, instrument):
        by_number = {question.number: question for question in queries.instrument_questions(instrument.pk)}
        assert "lost from our copy" in by_number["8"].note
        assert "lost from our copy" in by_number["9"].note
        assert not {"10", "11"} & set(by_number)

    def test_every_open_question_asks_to_leave_out_names(self, world, instrument):
        for shipped in queries.shipped_instruments(world.as_alice):
            asked = queries.instrument_questions(shipped.pk)
            assert all("leave out names" in question.hint and question.ideas for question in asked if question.is_open)

    def test_only_the_service_installs(self, world):
        with pytest.raises(NotAllowed):
            actions.install_shipped_instruments(world.as_alice)


class TestRounds:
    def test_alice_opens_a_round_and_bob_sees_it(self, world, round_):
        assert list(queries.rounds(world.as_bob)) == [round_]
        assert AuditLine.objects.filter(verb="opened_round", actor_name="Alice").exists()

    def test_charlie_sees_nothing_of_it(self, world, round_):
        assert not queries.rounds(world.as_charlie).exists()
        for ask in (
            lambda: queries.round_(world.as_charlie, round_.pk),
            lambda: queries.round_by_slug(world.as_charlie, "spring"),
            lambda: queries.round_summary(world.as_charlie, round_.pk),
            lambda: queries.closed_question_table(world.as_charlie, round_.pk, "age"),
            lambda: queries.open_answers(world.as_charlie, round_id=round_.pk),
            lambda: actions.invite(world.as_charlie, round_id=round_.pk, labels=["x"]),
            lambda: actions.open_box(world.as_charlie, round_id=round_.pk),
            lambda: actions.extend_round(world.as_charlie, round_id=round_.pk, closes=today()),
            lambda: actions.import_responses(world.as_charlie, round_id=round_.pk, responses=[]),
        ):
            with pytest.raises(NotFound):
                ask()

    def test_a_year_of_another_council_is_not_found(self, world, open_round):
        with pytest.raises(NotFound):
            open_round(cycle_id=world.aldersea_cycle.pk)

    def test_the_link_is_short_and_has_no_letters_that_look_alike(self, round_):
        assert len(round_.code) == 8
        assert not set(round_.code) & set("0o1il")

    def test_dates_and_names_that_cannot_be_are_refused(self, open_round, round_):
        with pytest.raises(Refused) as refusal:
            open_round(slug="other", closes=today() - dt.timedelta(days=30))
        assert refusal.value.field == "closes"
        with pytest.raises(Refused) as refusal:
            open_round()
        assert refusal.value.field == "slug"

    def test_who_may_not_run_surveys(self, world, open_round):
        for role in (Role.ADVISER, Role.BOARD, Role.OWNER, Role.INSPECTOR, Role.FORUM_MEMBER):
            with pytest.raises(NotAllowed):
                open_round(world.scope(world.people[role]))

    def test_a_round_is_only_ever_made_longer(self, world, round_):
        with pytest.raises(Refused):
            actions.extend_round(world.as_alice, round_id=round_.pk, closes=round_.closes)


class TestInvitations:
    def test_only_a_hash_of_the_token_is_kept(self, world, round_):
        made = actions.invite(world.as_alice, round_id=round_.pk, labels=["Person 1", "Person 2"])
        stored = Invitation.objects.values_list("token_hash", flat=True)
        for invitation, token in made:
            assert not set(token) - set(LETTERS)
            assert token not in "".join(stored)
            assert queries.invitation_by_token(public_scope(), token.upper()) == invitation

    def test_a_token_opens_only_its_own_round(self, world, round_, open_round):
        [(_, token)] = actions.invite(world.as_alice, round_id=round_.pk, labels=["x"])
        other = open_round(slug="autumn")
        with pytest.raises(Refused, match="already answered"):
            say(other, GivenAnswer("age", "18-20"), way=INVITATION, invitation_token=token)
        assert not SealedResponse.objects.exists()

    def test_a_blank_label_invites_nobody(self, world, round_):
        with pytest.raises(Refused):
            actions.invite(world.as_alice, round_id=round_.pk, labels=["Person 1", " "])
        assert not Invitation.objects.exists()


class TestAnswering:
    def test_before_and_after_the_window_nothing_is_taken(self, round_):
        for day in (round_.opens - dt.timedelta(days=1), round_.closes + dt.timedelta(days=1)):
            with pytest.raises(Refused, match="opens on|closed on"):
                say(round_, GivenAnswer("age", "18-20"), on=day)
        for day in (round_.opens, round_.closes):
            say(round_, GivenAnswer("age", "18-20"), on=day)

    @pytest.mark.parametrize(
        "answer",
        [
            GivenAnswer("no-such-question", text="x"),
            GivenAnswer("age", "no-such-option"),
            GivenAnswer("age", text="forty"),
            GivenAnswer("age", "18-20", text="nearly 21"),
            GivenAnswer("worst", "18-20"),
            GivenAnswer("worst", position=4, text="a fourth"),
            GivenAnswer("advice", position=2, text="a second"),
            GivenAnswer("worst", text="x" * 2001),
        ],
    )
    def test_an_answer_that_does_not_fit_is_refused_in_one_sentence_or_two(self, round_, answer):
        with pytest.raises(Refused) as refusal:
            say(round_, answer)
        assert refusal.value.sentence.count(".") <= 2
        assert not SealedResponse.objects.exists()

    def test_two_answers_to_one_choice_are_refused(self, round_):
        with pytest.raises(Refused, match="twice"):
            say(round_, GivenAnswer("age", "18-20"), GivenAnswer("age", "21-25"))

    def test_nothing_at_all_is_not_sent(self, round_):
        with pytest.raises(Refused, match="nothing to send"):
            say(round_, GivenAnswer("worst", text=" \0 "))

    def test_strange_letters_are_kept_and_do_no_harm(self, world, round_):
        odd = "<script>alert(1)</script> 🧵 \u202etfel\u202c =1+1 '; DROP TABLE x; --\r\nnext line\0"
        for _ in range(10):
            say(round_, GivenAnswer("worst", text=odd + "\ud800"))
        actions.open_box(world.as_alice, round_id=round_.pk)
        kept = set(Answer.objects.values_list("text", flat=True))
        assert kept == {odd.replace("\r\n", "\n").replace("\0", "")}

    def test_the_words_of_other_need_no_tick(self, world, round_):
        for _ in range(10):
            say(round_, GivenAnswer("stage", text="Between two homes"))
        actions.open_box(world.as_alice, round_id=round_.pk)
        assert {answer.option.name for answer in Answer.objects.select_related("option")} == {"other"}

    def test_staff_do_not_answer_for_anyone(self, world, round_):
        with pytest.raises(NotAllowed):
            actions.submit_response(
                world.as_alice, round_id=round_.pk, answers=[GivenAnswer("age", "18-20")], way=OPEN_LINK, form_token="x"
            )

    def test_a_round_by_invitation_only_takes_nothing_by_its_open_link(self, open_round):
        with pytest.raises(Refused, match="personal link"):
            say(open_round(open_link=False), GivenAnswer("age", "18-20"))

    def test_sending_costs_few_statements(self, world, round_, django_assert_max_num_queries):
        [(_, token)] = actions.invite(world.as_alice, round_id=round_.pk, labels=["x"])
        queries.instrument_questions(round_.instrument_id)
        with django_assert_max_num_queries(6):  # the last two are the test's own savepoint
            say(round_, GivenAnswer("worst", text="x"), way=INVITATION, invitation_token=token)


class TestImports:
    def test_all_or_nothing(self, world, round_):
        good, bad = ImportedResponse([GivenAnswer("age", "18-20")]), ImportedResponse([GivenAnswer("age", "ninety")])
        with pytest.raises(Refused, match="Response 2"):
            actions.import_responses(world.as_alice, round_id=round_.pk, responses=[good, bad])
        assert not Response.objects.exists()

    def test_each_keeps_its_week_and_nothing_finer(self, world, round_):
        said_on = round_.opens + dt.timedelta(days=8)
        responses = [
            ImportedResponse([GivenAnswer("worst", text="x")], said_on),
            ImportedResponse([GivenAnswer("worst", text="y")]),
        ]
        assert actions.import_responses(world.as_alice, round_id=round_.pk, responses=responses) == 2
        assert set(Response.objects.values_list("week", flat=True)) == {week_of(said_on), week_of(round_.opens)}

    def test_a_large_import_takes_no_more_statements_than_its_batches(
        self, world, round_, django_assert_max_num_queries
    ):
        people = [ImportedResponse([GivenAnswer("worst", text=f"words {n}")]) for n in range(3000)]
        queries.instrument_questions(round_.instrument_id)
        with django_assert_max_num_queries(60):
            actions.import_responses(world.as_alice, round_id=round_.pk, responses=people)


class TestResults:
    def test_small_numbers_are_hidden_and_cannot_be_worked_out(self, world, round_):
        ages(round_, 2, 30, 20)
        table = dict(queries.closed_question_table(world.as_alice, round_.pk, "age"))
        assert table["16 or 17"] is HIDDEN
        assert table["18 to 20"] == 30
        assert table["21 to 25"] is HIDDEN
        assert table["Over 25"] == 0

    def test_a_stricter_council_hides_more(self, world, round_):
        world.ravensmere.hide_up_to = 10
        world.ravensmere.save()
        ages(round_, 8, 30, 20)
        assert dict(queries.closed_question_table(world.as_alice, round_.pk, "age"))["16 or 17"] is HIDDEN

    def test_the_summary_of_a_few_hides_how_few(self, world, round_):
        ages(round_, 0, 4)
        summary = queries.round_summary(world.as_alice, round_.pk)
        assert summary.responses is HIDDEN
        assert summary.rate is None

    def test_the_summary_of_many(self, world, open_round):
        round_ = open_round(population=200)
        actions.invite(world.as_alice, round_id=round_.pk, labels=["x"] * 30)
        ages(round_, 0, 30, 20)
        summary = queries.round_summary(world.as_alice, round_.pk)
        assert (summary.asked, summary.answered, summary.responses, summary.rate) == (30, 0, 50, 25)

    def test_the_summary_takes_as_many_statements_for_many_people(self, world, round_, django_assert_num_queries):
        ages(round_, 300, 300)
        alice = world.as_alice
        with django_assert_num_queries(4):
            queries.round_summary(alice, round_.pk)

    def test_until_a_round_has_closed_two_days_cannot_be_subtracted(self, world, round_):
        adviser = world.scope(world.people[Role.ADVISER])
        for _ in range(12):
            say(round_, GivenAnswer("age", "18-20"))
        actions.open_box(world.as_alice, round_id=round_.pk)
        assert dict(queries.closed_question_table(world.as_alice, round_.pk, "age"))["18 to 20"] == 12
        assert {cell for _, cell in queries.closed_question_table(adviser, round_.pk, "age")} == {HIDDEN}
        Round.objects.filter(pk=round_.pk).update(closes=today() - dt.timedelta(days=1))
        assert dict(queries.closed_question_table(adviser, round_.pk, "age"))["18 to 20"] == 12

    def test_who_may_never_see_an_answer(self, world, round_):
        for role in (Role.ADVISER, Role.BOARD, Role.CRITICAL_FRIEND, Role.OWNER, Role.INSPECTOR, Role.CLUSTER):
            with pytest.raises(NotAllowed):
                queries.open_answers(world.scope(world.people[role]), round_id=round_.pk)

    def test_written_answers_come_without_the_ticked_ones(self, world, round_):
        said = [GivenAnswer("age", "18-20"), GivenAnswer("stage", "other", text="Between homes")]
        said += [GivenAnswer("worst", position=n, text=f"words {n}") for n in (1, 2)]
        actions.import_responses(world.as_bob, round_id=round_.pk, responses=[ImportedResponse(said)])
        answers = queries.open_answers(world.as_bob, round_id=round_.pk)
        assert sorted(answer.text for answer in answers) == ["words 1", "words 2"]


class TestForumInterest:
    def test_it_is_kept_apart_and_to_the_week(self, world):
        actions.record_forum_interest(public_scope(), authority_id=world.ravensmere.pk, name="Jay", contact="my PA")
        [kept] = ForumInterest.objects.all()
        assert (kept.name, kept.week) == ("Jay", week_of(today()))
        assert not any(field.related_model in (Response, Round) for field in ForumInterest._meta.get_fields())

    def test_pressing_twice_puts_nobody_on_the_list_twice(self, world):
        for _ in range(2):
            actions.record_forum_interest(public_scope(), authority_id=world.ravensmere.pk, name="Jay", contact="my PA")
        assert ForumInterest.objects.count() == 1

    @pytest.mark.parametrize(
        ("name", "contact", "field"), [("", "x", "name"), ("Jay", " ", "contact"), ("J" * 61, "x", "name")]
    )
    def test_what_is_missing_is_said_at_its_field(self, world, name, contact, field):
        with pytest.raises(Refused) as refusal:
            actions.record_forum_interest(public_scope(), authority_id=world.ravensmere.pk, name=name, contact=contact)
        assert refusal.value.field == field
