"""Whatever is shown of a theme, on whichever page, cannot be added or subtracted to a small number of people."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from newbelongings.domain.kernel.suppression import HIDDEN, is_small
from newbelongings.domain.themes.amounting import MANNERS, Counted, shown_groups, shown_theme

QUESTIONS = ("best", "worst", "advice")
LIMIT = 5
# What one person said of the theme: under which question, in which manner; perhaps several times.
persons = st.lists(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(MANNERS)), min_size=1, max_size=4)
crowds = st.lists(persons, max_size=60).flatmap(
    lambda some: st.integers(1, 4).map(lambda times: list(chain.from_iterable([some] * times)))
)


def counted(crowd, question=None):
    said = [[manner for asked, manner in person if question in (None, asked)] for person in crowd]
    heard = [manners for manners in said if manners]
    return Counted(
        len(heard), sum(map(len, heard)), tuple(sum(manner in manners for manners in heard) for manner in MANNERS)
    )


def shown_of(crowd, silent, others):
    split = {name: counted(crowd, name) for name in QUESTIONS}
    bases = {name: one.people + others for name, one in split.items()}
    base = max(len(crowd), *bases.values()) + silent
    return base, bases, shown_theme(counted(crowd), split, base=base, bases=bases, limit=LIMIT)


def differences(whole, parts):
    """Every part, and every whole less a part, of which both are shown."""
    for part in parts:
        if part is not HIDDEN:
            yield part
            if whole is not HIDDEN:
                yield whole - part


@settings(max_examples=300)
@given(crowds, st.integers(0, 300), st.integers(0, 300))
def test_no_two_numbers_on_any_two_pages_differ_by_a_few_people(crowd, silent, others):
    base, bases, shown = shown_of(crowd, silent, others)
    found = list(differences(base, [shown.whole.people]))
    found += differences(shown.whole.people, shown.whole.manners)
    found += differences(shown.whole.people, [one.people for one in shown.questions.values()])
    for name, one in shown.questions.items():
        if one.people is not HIDDEN:
            found += [bases[name] - one.people, base - bases[name]]
        found += differences(one.people, one.manners)
    for manner in MANNERS:
        found += differences(shown.whole.of(manner), [one.of(manner) for one in shown.questions.values()])
    assert not [number for number in found if is_small(number, LIMIT)]


@settings(max_examples=300)
@given(crowds, st.integers(0, 300), st.integers(0, 300))
def test_hidden_mentions_cannot_be_had_from_all_mentions(crowd, silent, others):
    _, _, shown = shown_of(crowd, silent, others)
    mentions = [one.mentions for one in shown.questions.values()]
    hidden = [count for count in mentions if count is HIDDEN]
    if shown.whole.mentions is not HIDDEN and hidden:
        rest = shown.whole.mentions - sum(count for count in mentions if count is not HIDDEN)
        assert len(hidden) > 1
        assert rest > LIMIT or len(hidden) == len(mentions)


@given(crowds, st.integers(0, 300), st.integers(0, 300))
def test_what_is_shown_is_true_and_people_are_shown_with_their_mentions(crowd, silent, others):
    _, _, shown = shown_of(crowd, silent, others)
    for name, one in [("", shown.whole), *shown.questions.items()]:
        true = counted(crowd, name or None)
        assert (one.people is HIDDEN) == (one.mentions is HIDDEN)
        assert one.people in (HIDDEN, true.people)
        assert one.mentions in (HIDDEN, true.mentions)
        assert all(count is HIDDEN or count == n for count, n in zip(one.manners, true.manners, strict=True))


def test_a_theme_of_few_says_nothing_under_any_question():
    _, _, shown = shown_of([[("best", "positive")]] * 3, 40, 40)
    numbers = [shown.whole, *shown.questions.values()]
    assert all(cell is HIDDEN for one in numbers for cell in (one.people, one.mentions, *one.manners))


def test_what_many_said_under_two_questions_is_shown_in_full():
    crowd = [[("best", "positive")]] * 20 + [[("worst", "negative")]] * 30
    _, _, shown = shown_of(crowd, 100, 100)
    assert shown.whole.people == 50
    assert [shown.questions[name].people for name in QUESTIONS] == [20, 30, 0]
    assert shown.questions["worst"].of("negative") == 30
    assert shown.questions["worst"].of("positive") == 0


groups = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6)


@given(groups)
def test_no_group_that_spoke_or_did_not_can_be_worked_out(pairs):
    said, silent = [a for a, _ in pairs], [b for _, b in pairs]
    bases = [a + b for a, b in pairs]
    shown = shown_groups(sum(said), said, bases, limit=LIMIT)
    hidden = [place for place, count in enumerate(shown) if count is HIDDEN]
    for place, count in enumerate(shown):
        assert count is HIDDEN or not (is_small(said[place], LIMIT) or is_small(silent[place], LIMIT))
    if hidden and len(hidden) < len(shown):
        assert len(hidden) > 1
        for row in (said, silent):
            assert not is_small(sum(row[place] for place in hidden), LIMIT)
