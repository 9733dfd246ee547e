"""The thread: what counts as broken, what mends it, and that nobody small and nobody else's is seen."""

import pytest

from newbelongings.domain.evidence import queries
from newbelongings.domain.evidence.next_things import Waiting, next_things
from newbelongings.domain.evidence.thread import BREAKS, HEARD, UNTOLD, Break, Thread
from newbelongings.domain.kernel.errors import NotAllowed, NotFound
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.surveys.models import Response
from newbelongings.domain.themes.models import Coding
from tests.evidence_world import Year, ago


@pytest.fixture
def year(world) -> Year:
    return Year(world.ravensmere, world.cycle)


def thread_of(world) -> Thread:
    return queries.thread(world.as_alice, cycle_id=world.cycle.pk)


def titles(breaks) -> list[str]:
    return [found.title for found in breaks]


def test_a_theme_that_nothing_answers_is_heard_and_not_acted_on(world, year):
    answers = year.answers(year.round(closed=61), 12)
    year.theme("Setting-up money", answers[:8])
    (found,) = thread_of(world).heard_not_acted_on
    assert (found.kind, found.title, found.days) == ("theme", "Setting-up money", 61)


def test_a_theme_of_too_few_people_is_not_pointed_at(world, year):
    answers = year.answers(year.round(), 12)
    year.theme("Said by five", answers[:5])
    assert thread_of(world).heard_not_acted_on == ()


def test_three_answers_of_one_person_are_one_person(world, year):
    round_ = year.round()
    answers = year.answers(round_, 3)
    more = [*answers, *year.answers(round_, 0)]
    for position in (2, 3):
        more += [
            type(answers[0]).objects.create(response=a.response, question=a.question, position=position, text="More")
            for a in answers
        ]
    year.theme("Nine answers, three people", more)
    assert thread_of(world).heard_not_acted_on == ()


@pytest.mark.parametrize("mended_by", ["priority with an objective", "published reply"])
def test_what_mends_a_theme(world, year, mended_by):
    theme = year.theme("Damp", year.answers(year.round(), 9))
    if mended_by == "published reply":
        year.reply("Damp", themes=[theme])
    else:
        year.objective("Dry homes", year.priority("Damp", themes=[theme]))
    assert thread_of(world).heard_not_acted_on == ()


@pytest.mark.parametrize("not_enough", ["priority alone", "draft", "withdrawn reply"])
def test_what_does_not_mend_a_theme(world, year, not_enough):
    theme = year.theme("Damp", year.answers(year.round(), 9))
    if not_enough == "priority alone":
        year.priority("Damp", themes=[theme])
    else:
        year.reply("Damp", published=False, withdrawn=not_enough == "withdrawn reply", themes=[theme])
    assert titles(thread_of(world).heard_not_acted_on) == ["Damp"]


def test_an_issue_of_the_forum_waits_from_the_day_it_was_raised(world, year):
    year.issue("Later", raised=3)
    year.issue("Earlier", raised=90)
    mended = year.issue("Answered", raised=120)
    year.reply("Answered", issues=[mended])
    found = thread_of(world).heard_not_acted_on
    assert [(b.title, b.days) for b in found] == [("Earlier", 90), ("Later", 3)]


def test_done_and_not_told(world, year):
    objective = year.objective("Homes", year.priority("Homes", issues=[year.issue("Homes")]))
    year.action(objective, "Done and untold", rag="done")
    told = year.action(objective, "Done and told", rag="done")
    year.reply("Told", actions=[told])
    year.milestone("Card works", objective=objective, rag="done")
    reopened = year.action(objective, "Done once, red now", rag="done")
    year.update("red", days=2, action=reopened)
    assert sorted(titles(thread_of(world).acted_not_told)) == ["Card works", "Done and untold"]


def test_a_withdrawn_reply_tells_nobody(world, year):
    objective = year.objective("Homes")
    action = year.action(objective, "Done", rag="done")
    year.reply("Taken back", withdrawn=True, actions=[action])
    assert titles(thread_of(world).acted_not_told) == ["Done"]


def test_late_whatever_its_colour_and_never_when_done(world, year):
    objective = year.objective("Homes")
    year.action(objective, "Green and late", ends=43, rag="green")
    year.action(objective, "Nothing said", ends=2)
    year.action(objective, "Done late", ends=50, rag="done")
    year.action(objective, "Due today", ends=0)
    year.milestone("Late milestone", objective=objective, due=7)
    late = thread_of(world).promised_and_late
    assert [(b.title, b.days) for b in late] == [("Green and late", 43), ("Late milestone", 7), ("Nothing said", 2)]


def test_plan_lines_nobody_asked_for(world, year):
    asked = year.priority("Homes", issues=[year.issue("Homes")])
    unasked = year.priority("A manager’s idea")
    year.objective("Asked for", asked)
    year.objective("Not asked for", unasked)
    year.objective("No priority at all")
    year.milestone("Of no objective")
    found = thread_of(world).nobody_asked
    assert titles(found) == ["No priority at all", "Not asked for", "Of no objective"]


def test_an_objective_that_was_dropped_breaks_nothing_and_mends_nothing(world, year):
    theme = year.theme("Damp", year.answers(year.round(), 9))
    objective = year.objective("Given up", year.priority("Damp", themes=[theme]))
    year.action(objective, "Late", ends=9)
    year.milestone("Late too", objective=objective, due=9)
    type(objective).objects.filter(pk=objective.pk).update(dropped_on=ago(1), dropped_because="No money")
    found = thread_of(world)
    assert (found.actions, found.milestones, found.promised_and_late, found.nobody_asked) == (0, 0, (), ())
    assert titles(found.heard_not_acted_on) == ["Damp"]


def test_the_counts(world, year):
    answers = year.answers(year.round(), 20)
    theme = year.theme("Damp", answers[:10])
    year.theme("Never said")
    objective = year.objective("Homes", year.priority("Damp", themes=[theme]))
    year.action(objective, "One", rag="done")
    year.action(objective, "Two", rag="amber")
    year.milestone("Three", objective=objective, rag="done")
    year.reply("Told", themes=[theme])
    year.reply("Draft", published=False)
    found = thread_of(world)
    assert (found.people, found.themes, found.actions, found.milestones, found.done, found.told) == (20, 1, 2, 1, 2, 1)


def test_a_small_number_of_people_is_hidden(world, year):
    year.answers(year.round(), 4)
    assert thread_of(world).people == HIDDEN


def test_another_council_sees_nothing_of_it(world, year):
    year.theme("Damp", year.answers(year.round(), 9))
    year.issue("Homes")
    with pytest.raises(NotFound):
        queries.thread(world.as_charlie, cycle_id=world.cycle.pk)
    theirs = queries.thread(world.as_charlie, cycle_id=world.aldersea_cycle.pk)
    assert (theirs.people, theirs.themes, theirs.issues, theirs.broken) == (0, 0, 0, 0)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OWNER, Role.INSPECTOR, Role.CLUSTER, Role.FORUM_MEMBER])
def test_who_may_not_read_it(world, role):
    with pytest.raises(NotAllowed):
        queries.thread(world.scope(world.people[role]), cycle_id=world.cycle.pk)


def test_the_board_reads_it(world):
    assert queries.thread(world.scope(world.people[Role.BOARD]), cycle_id=world.cycle.pk).broken == 0


def test_statements_do_not_grow_with_responses(world, year, django_assert_num_queries):
    round_ = year.round()
    themes = [year.theme(f"Theme {n}") for n in range(10)]

    def add(people: int) -> None:
        answers = year.answers(round_, people)
        Coding.objects.bulk_create(Coding(answer=a, theme=themes[n % 10]) for n, a in enumerate(answers))

    scope = world.as_alice
    add(300)
    with django_assert_num_queries(12):
        small = queries.thread(scope, cycle_id=world.cycle.pk)
    add(2700)
    assert Response.objects.count() == 3000
    with django_assert_num_queries(12):
        large = queries.thread(scope, cycle_id=world.cycle.pk)
    assert (small.people, large.people) == (300, 3000)


def some(kind: str, count: int) -> dict[str, tuple[Break, ...]]:
    return {kind: tuple(Break("theme", n, f"Thing {n}", "A1", "Because.", 3) for n in range(count))}


EMPTY = {"people": 30, "themes": 3, "issues": 1, "actions": 4, "milestones": 1, "done": 2, "told": 1}


def test_telling_comes_before_all_else():
    thread = Thread(**EMPTY, **some(UNTOLD, 4), **some(HEARD, 9))
    first, *after = next_things(thread, Waiting(rounds=1, unread=149, drafts=2))
    assert first.fact == "Four things are done, and nobody has been told"
    assert first.step == "Write four short replies for the public page. About 20 minutes."
    assert [thing.kind for thing in after] == ["publish_replies", "read_answers", HEARD]


def test_nothing_asked_yet_leads_to_a_survey():
    nothing = Thread(0, 0, 0, 0, 0, 0, 0)
    assert [thing.kind for thing in next_things(nothing, Waiting())] == ["ask"]


def test_a_whole_thread_leads_to_a_pack():
    assert [thing.kind for thing in next_things(Thread(**EMPTY), Waiting(rounds=1))] == ["make_pack"]


@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.parametrize("count", [1, 2, 13, 400])
def test_every_kind_of_break_has_a_plain_next_thing(kind, count):
    (thing,) = next_things(Thread(**EMPTY, **some(kind, count)), Waiting(rounds=1))
    assert thing.kind == kind
    assert "minute" in thing.step or "hour" in thing.step
    assert not thing.fact[0].islower()
    assert "!" not in thing.fact + thing.step


def test_the_six_steps_say_what_is_known_and_what_is_not(world, year):
    year.answers(year.round(closed=12), 40)
    objective = year.objective("Homes", year.priority("Homes", issues=[year.issue("Homes")]))
    year.action(objective, "Done", rag="done")
    year.action(objective, "Late", ends=3)
    steps = queries.steps(world.as_alice, cycle_id=world.cycle.pk, thread=thread_of(world))
    assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6]
    assert steps[0].fact.startswith("40 answered. Closed ")
    assert steps[1].fact.startswith("1 meeting. 1 issue raised, 0 decided.")
    assert {step.state for step in steps[2:5]} == {"Not kept here yet"}
    assert {step.rag for step in steps[2:5]} == {""}
    assert (steps[5].fact, steps[5].state) == ("1 of 2 promises kept, 1 late.", "At risk")


def test_a_small_survey_says_that_its_number_is_hidden(world, year):
    year.answers(year.round(), 3)
    steps = queries.steps(world.as_alice, cycle_id=world.cycle.pk, thread=thread_of(world))
    assert steps[0].fact.startswith("The number of answers is hidden")
