"""A council writes questionnaires of its own. What was asked once stays as it was."""

import datetime as dt
from typing import Any

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.surveys import actions, instrument_queries
from newbelongings.domain.surveys.instruments import SHIPPED, install_instrument, shipped_spec
from newbelongings.domain.surveys.models import Instrument, Question, Round
from newbelongings.domain.surveys.sheets import instrument_questions, read_questions
from newbelongings.domain.surveys.specs import spec_of

JOB = {"kind": "one", "text": "Do you have a job?", "options": [{"text": "Yes"}, {"text": "No"}]}
WHY = {"kind": "long_text", "text": "What is in the way?"}


@pytest.fixture
def standard(world) -> Instrument:
    return actions.install_shipped_instruments(system_scope())[0]


@pytest.fixture
def draft(world) -> Instrument:
    return actions.start_instrument(world.as_alice, title="Work and pay")


@pytest.fixture
def ask(world):
    def do(instrument: Instrument, slug: str = "autumn", scope=None) -> Round:
        return actions.open_round(
            scope or world.as_alice,
            cycle_id=world.cycle.pk,
            instrument_id=instrument.pk,
            slug=slug,
            title=slug,
            opens=today(),
            closes=today() + dt.timedelta(days=9),
        )

    return do


def add(world, instrument: Instrument, **question: Any) -> str:
    return actions.add_question(world.as_alice, instrument_id=instrument.pk, question=question)


def names(instrument: Instrument) -> list[str]:
    return [question.name for question in read_questions(instrument.pk)]


class TestFromNothing:
    def test_questions_get_names_numbers_and_the_choices_of_their_kind(self, world, draft):
        assert add(world, draft, **JOB) == "do-you-have-a-job"
        add(world, draft, kind="scale", text="How is work?", ends=["bad", "good"], area="A4", private=True)
        add(world, draft, kind="three_things", text="What would help?", ideas=["a bus pass"], hint="Big or small.")
        job, scale, things = read_questions(draft.pk)
        assert [option.name for option in job.options] == ["yes", "no"]
        assert [option.name for option in scale.options] == [str(n) for n in range(11)]
        assert (scale.ends, scale.area, scale.private) == (("bad", "good"), "A4", True)
        assert (things.ideas, things.hint, things.short) == (("a bus pass",), "Big or small.", "What would help?")
        assert [sheet.number for sheet in (job, scale, things)] == ["1", "2", "3"]

    def test_a_question_can_be_changed_moved_and_taken_out(self, world, draft):
        job, why = add(world, draft, **JOB), add(world, draft, **WHY)
        given = {"instrument_id": draft.pk}
        actions.change_question(world.as_alice, **given, name=why, question={**WHY, "text": "What stops you?"})
        actions.move_question(world.as_alice, **given, name=why, by=-1)
        assert [(q.name, q.text, q.number) for q in read_questions(draft.pk)] == [
            (why, "What stops you?", "1"),
            (job, "Do you have a job?", "2"),
        ]
        actions.remove_question(world.as_alice, **given, name=job)
        assert names(draft) == [why]

    def test_a_condition_holds_its_question_behind_the_one_it_names(self, world, draft):
        job, why = add(world, draft, **JOB), add(world, draft, **WHY)
        given = {"instrument_id": draft.pk}
        condition = {"question": job, "any_of": ["no"]}
        actions.set_condition(world.as_alice, **given, name=why, condition=condition)
        with pytest.raises(Refused, match="comes later"):
            actions.move_question(world.as_alice, **given, name=why, by=-1)
        with pytest.raises(Refused, match="not there"):
            actions.remove_question(world.as_alice, **given, name=job)
        with pytest.raises(Refused, match="does not offer"):
            options = [{"text": "Yes"}, {"text": "Sometimes"}]
            actions.change_question(world.as_alice, **given, name=job, question={**JOB, "options": options})
        with pytest.raises(Refused, match="loop"):
            back = {"question": why, "any_of": ["no"]}
            actions.set_condition(world.as_alice, **given, name=job, condition=back)
        assert names(draft) == [job, why]
        assert read_questions(draft.pk)[1].condition == condition
        actions.set_condition(world.as_alice, **given, name=why, condition={})
        actions.move_question(world.as_alice, **given, name=why, by=-1)
        assert names(draft) == [why, job]

    def test_an_own_words_choice_keeps_the_names_of_the_others_when_words_change(self, world, draft):
        job = add(world, draft, **JOB)
        options = [{"name": "yes", "text": "Yes, I do"}, {"name": "no", "text": "No"}, {"text": "Other", "other": True}]
        actions.change_question(world.as_alice, instrument_id=draft.pk, name=job, question={**JOB, "options": options})
        [sheet] = read_questions(draft.pk)
        assert [(o.name, o.text, o.other) for o in sheet.options] == [
            ("yes", "Yes, I do", False),
            ("no", "No", False),
            ("other", "Other", True),
        ]

    @pytest.mark.parametrize(
        ("question", "field"),
        [
            ({"kind": "long_text", "text": "x" * 100_000}, "text"),
            ({"kind": "long_text", "text": "\0 \0"}, "text"),
            ({"kind": "one", "text": "Which?", "options": [{"text": "This"}]}, "options"),
            ({"kind": "matrix", "text": "Which?"}, "kind"),
        ],
    )
    def test_what_cannot_stand_is_refused_and_nothing_changes(self, world, draft, question, field):
        add(world, draft, **JOB)
        with pytest.raises(Refused) as refusal:
            add(world, draft, **question)
        assert refusal.value.field == field
        assert len(refusal.value.sentence) < 200
        assert len(names(draft)) == 1

    def test_null_bytes_go_and_every_script_stays(self, world, draft):
        add(world, draft, kind="long_text", text="كيف\0 حالك؟ \u200f🙂")
        [sheet] = read_questions(draft.pk)
        assert sheet.text == "كيف حالك؟ \u200f🙂"
        assert sheet.name == "question"

    def test_a_title_is_needed(self, world, draft):
        for title in ("  ", "x" * 201):
            with pytest.raises(Refused) as refusal:
                actions.start_instrument(world.as_alice, title=title)
            assert refusal.value.field == "title"
            with pytest.raises(Refused):
                actions.edit_instrument(world.as_alice, instrument_id=draft.pk, title=title)

    def test_two_of_one_title_live_side_by_side(self, world, draft):
        again = actions.start_instrument(world.as_alice, title="Work and pay")
        assert (draft.slug, again.slug) == ("work-and-pay", "work-and-pay-2")

    def test_an_empty_one_is_not_asked(self, world, draft, ask):
        with pytest.raises(Refused, match="Add at least one question"):
            ask(draft)
        assert draft not in instrument_queries.askable(world.as_alice)

    def test_a_draft_that_was_never_used_can_be_deleted(self, world, draft):
        add(world, draft, **JOB)
        actions.delete_instrument(world.as_alice, instrument_id=draft.pk)
        assert not Instrument.objects.filter(pk=draft.pk).exists()

    def test_it_is_written_down_who_changed_what(self, world, draft):
        add(world, draft, **JOB)
        lines = AuditLine.objects.filter(kind="surveys.instrument", subject_id=str(draft.pk)).order_by("pk")
        verbs = list(lines.values_list("verb", flat=True))
        assert verbs == ["started_instrument", "added_question"]


class TestFromAStandardOne:
    @pytest.fixture
    def extended(self, world, standard) -> Instrument:
        return actions.start_instrument(world.as_alice, title="Ours and two more", base_id=standard.pk)

    def test_every_question_is_there_word_for_word_and_knows_where_it_is_from(self, standard, extended):
        there, here = read_questions(standard.pk), read_questions(extended.pk)
        assert spec_of(extended)["questions"] == spec_of(standard)["questions"]
        assert [sheet.origin for sheet in here] == [sheet.id for sheet in there]

    def test_its_standard_questions_can_not_be_touched(self, world, extended):
        given = {"instrument_id": extended.pk, "name": "age"}
        for refused in (
            lambda: actions.change_question(world.as_alice, **given, question=JOB),
            lambda: actions.remove_question(world.as_alice, **given),
            lambda: actions.move_question(world.as_alice, **given, by=1),
            lambda: actions.set_condition(world.as_alice, **given, condition={}),
        ):
            with pytest.raises(Refused, match="standard question"):
                refused()

    def test_two_questions_may_follow_and_no_third(self, world, extended):
        first, second = add(world, extended, **JOB), add(world, extended, **WHY)
        with pytest.raises(Refused, match="At most 2"):
            add(world, extended, kind="yes_no", text="A third?")
        actions.set_condition(
            world.as_alice, instrument_id=extended.pk, name=second, condition={"question": first, "any_of": ["no"]}
        )
        assert names(extended)[-2:] == [first, second]
        assert [sheet.number for sheet in read_questions(extended.pk)][-3:] == ["12", "13", "14"]

    def test_an_own_question_cannot_be_put_among_the_standard_ones(self, world, extended):
        first = add(world, extended, **JOB)
        with pytest.raises(Refused, match="standard question"):
            actions.move_question(world.as_alice, instrument_id=extended.pk, name=first, by=-1)

    def test_a_local_question_may_depend_on_a_standard_one(self, world, extended):
        first = add(world, extended, **WHY)
        condition = {"question": "stage", "any_of": ["independent"]}
        actions.set_condition(world.as_alice, instrument_id=extended.pk, name=first, condition=condition)
        sheets = read_questions(extended.pk)
        assert sheets[-1].condition == condition
        assert sheets[0].origin == Question.objects.get(instrument=extended.base, name="age").pk

    def test_only_a_standard_one_can_be_added_to(self, world, draft):
        with pytest.raises(NotFound):
            actions.start_instrument(world.as_alice, title="Mine", base_id=draft.pk)

    def test_easy_words_reach_the_copies_of_a_standard_question(self, world, standard, extended):
        spec = shipped_spec(standard.slug)
        spec["questions"][0] |= {"easy": "Say how old you are.", "picture": "calendar"}
        assert install_instrument(system_scope(), spec=spec) == standard
        for instrument in (standard, extended):
            assert read_questions(instrument.pk)[0].easy == "Say how old you are."


class TestVersions:
    def test_what_a_round_has_used_is_frozen(self, world, draft, ask):
        job = add(world, draft, **JOB)
        ask(draft)
        given = {"instrument_id": draft.pk}
        for refused in (
            lambda: actions.add_question(world.as_alice, **given, question=WHY),
            lambda: actions.change_question(world.as_alice, **given, name=job, question=WHY),
            lambda: actions.remove_question(world.as_alice, **given, name=job),
            lambda: actions.edit_instrument(world.as_alice, **given, title="Other"),
            lambda: actions.delete_instrument(world.as_alice, **given),
        ):
            with pytest.raises(Refused, match="Make a new version"):
                refused()

    def test_a_new_version_starts_with_the_same_questions(self, world, draft, ask):
        job, why = add(world, draft, **JOB), add(world, draft, **WHY)
        ask(draft)
        new = actions.start_version(world.as_alice, instrument_id=draft.pk)
        assert (new.slug, new.version) == (draft.slug, "2")
        actions.change_question(world.as_alice, instrument_id=new.pk, name=why, question={**WHY, "text": "Why?"})
        add(world, new, kind="yes_no", text="Would you like one?")
        old_job, old_why = read_questions(draft.pk)
        new_job, new_why, _ = read_questions(new.pk)
        assert (new_job.name, new_job.origin) == (job, old_job.id)
        assert new_why.origin == new_why.id, "other words are another question"
        assert old_why.text == "What is in the way?"
        assert [each.pk for each in instrument_queries.askable(world.as_alice)] == [new.pk]

    def test_one_version_is_written_at_a_time_and_only_after_the_last_was_used(self, world, draft, ask):
        add(world, draft, **JOB)
        with pytest.raises(Refused, match="not been used"):
            actions.start_version(world.as_alice, instrument_id=draft.pk)
        ask(draft)
        actions.start_version(world.as_alice, instrument_id=draft.pk)
        with pytest.raises(Refused, match="Version 2 is being written"):
            actions.start_version(world.as_alice, instrument_id=draft.pk)

    def test_a_third_version_still_leads_to_the_first_question(self, world, draft, ask):
        add(world, draft, **JOB)
        ask(draft)
        second = actions.start_version(world.as_alice, instrument_id=draft.pk)
        ask(second, "winter")
        third = actions.start_version(world.as_alice, instrument_id=second.pk)
        assert read_questions(third.pk)[0].origin == read_questions(draft.pk)[0].id

    def test_a_draft_is_never_read_from_memory(self, world, draft, ask):
        add(world, draft, **JOB)
        assert len(instrument_questions(draft.pk)) == 1
        Question.objects.filter(instrument=draft).update(text="Changed by another process")
        assert instrument_questions(draft.pk)[0].text == "Changed by another process"

    def test_what_a_round_uses_is_read_once(self, world, draft, ask, django_assert_num_queries):
        add(world, draft, **JOB)
        ask(draft)
        instrument_questions(draft.pk)
        with django_assert_num_queries(0):
            instrument_questions(draft.pk)


class TestFromASpec:
    def test_a_whole_questionnaire_at_once(self, world):
        spec = {"title": "From a file", "source": "Ours", "questions": [JOB, {**WHY, "condition": {}}]}
        made = actions.create_instrument(world.as_alice, spec=spec)
        assert (made.authority, made.version, made.source) == (world.ravensmere, "1", "Ours")
        assert len(names(made)) == 2

    def test_out_and_in_again_is_the_same(self, world, standard):
        made = actions.create_instrument(world.as_alice, spec=spec_of(standard))
        assert spec_of(made)["questions"] == spec_of(standard)["questions"]

    def test_on_a_standard_one(self, world, standard):
        spec = {**spec_of(standard), "title": "Ours"}
        spec["questions"] = [*spec["questions"], {**WHY, "name": "why"}]
        made = actions.create_instrument(world.as_alice, spec=spec, base_id=standard.pk)
        assert made.base == standard
        assert [sheet.number for sheet in read_questions(made.pk)][-2:] == ["12", "13"]
        assert read_questions(made.pk)[0].origin == read_questions(standard.pk)[0].id

    def test_the_first_fault_is_named_and_nothing_is_made(self, world):
        spec = {"title": "Bad", "questions": [{**JOB, "name": "a"}, {**WHY, "name": "a"}]}
        with pytest.raises(Refused, match="Question 2: Its name clashes"):
            actions.create_instrument(world.as_alice, spec=spec)
        assert not Instrument.objects.exists()


class TestWhoMay:
    def test_charlie_of_the_next_council_can_neither_read_nor_change_it(self, world, draft):
        job = add(world, draft, **JOB)
        assert draft.pk not in [card.instrument.pk for card in instrument_queries.instrument_cards(world.as_charlie)]
        with pytest.raises(NotFound):
            instrument_queries.written_questions(world.as_charlie, draft.pk)
        with pytest.raises(NotFound):
            actions.remove_question(world.as_charlie, instrument_id=draft.pk, name=job)

    def test_nobody_changes_a_standard_one(self, world, standard):
        with pytest.raises(NotFound):
            actions.add_question(world.as_alice, instrument_id=standard.pk, question=JOB)

    @pytest.mark.parametrize("role", [Role.ADVISER, Role.BOARD, Role.INSPECTOR])
    def test_those_who_run_no_surveys_write_none(self, world, role):
        with pytest.raises(NotAllowed):
            actions.start_instrument(world.scope(world.people[role]), title="Mine")

    def test_the_list_takes_few_statements(self, world, draft, standard, ask, django_assert_max_num_queries):
        add(world, draft, **JOB)
        ask(draft)
        scope = world.as_alice
        with django_assert_max_num_queries(2):
            cards = instrument_queries.instrument_cards(scope)
        assert [round_.title for round_ in cards[0].rounds] == ["autumn"]
        assert [card.is_standard for card in cards] == [False] + [True] * len(SHIPPED)
