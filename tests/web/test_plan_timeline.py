"""The drawing of milestones: whatever the dates, no letters touch and no line runs through them."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from newbelongings.domain.kernel.standing import Standing
from newbelongings.domain.plans.plan_view import MilestoneView
from newbelongings.web.workspace.plan import timeline
from newbelongings.web.workspace.plan.timeline import draw, width_of, wrap

STARTS, ENDS = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
TITLES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=160).filter(str.strip)
STANDINGS = st.builds(Standing, st.sampled_from(["red", "amber", "green", "done", "none"]), st.integers(0, 400))
MILESTONES = st.lists(
    st.builds(
        MilestoneView,
        id=st.just(1),
        objective_id=st.none(),
        title=TITLES,
        due=st.dates(STARTS, ENDS),
        version=st.just(1),
        standing=STANDINGS,
        latest=st.none(),
    ),
    max_size=20,
)
TODAYS = st.dates(STARTS - dt.timedelta(days=99), ENDS + dt.timedelta(days=99))


def milestone(days):
    return MilestoneView(1, None, "Signed", STARTS + dt.timedelta(days=days), 1, Standing("red"), None)


def boxes(mark):
    """The rectangle of each line of a label: left, top, right, bottom."""
    return [(w.x, w.y - 14, w.x + width_of(w.text), w.y + 4) for w in mark.words]


def touch(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def drawn(milestones, today):
    return draw(milestones, starts=STARTS, ends=ENDS, today=today)


@given(MILESTONES, TODAYS)
def test_no_two_labels_touch(milestones, today):
    marks = drawn(milestones, today).marks
    for i, one in enumerate(marks):
        for other in marks[i + 1 :]:
            assert not any(touch(a, b) for a in boxes(one) for b in boxes(other))


@given(MILESTONES, TODAYS)
def test_no_line_runs_through_a_label(milestones, today):
    marks = drawn(milestones, today).marks
    for one in marks:
        top, bottom = sorted((one.line_from, one.line_to))
        for other in marks:
            assert not any(touch((one.x, top, one.x + 0.1, bottom), box) for box in boxes(other))


@given(MILESTONES, TODAYS)
@example([milestone(0), milestone(0), milestone(0)], STARTS + dt.timedelta(days=30))
def test_everything_lies_inside_the_drawing_and_today_stays_readable(milestones, today):
    picture = drawn(milestones, today)
    letters = [box for mark in picture.marks for box in boxes(mark)]
    assert all(box[0] >= 0 and box[1] >= 0 and box[3] <= picture.height for box in letters)
    if picture.today is not None:
        top, _ = picture.today_line
        today_box = (picture.today - 23, top - 20, picture.today + 23, top)
        assert not any(touch(today_box, box) for box in letters)
        assert not any(touch(today_box, (mark.x, mark.line_to, mark.x + 0.1, mark.line_from)) for mark in picture.marks)


@given(MILESTONES, TODAYS)
def test_marks_keep_their_order_and_never_lie_on_each_other(milestones, today):
    places = [mark.x for mark in drawn(milestones, today).marks]
    assert all(later - earlier > 23 for earlier, later in zip(places, places[1:], strict=False))
    assert all(timeline.LEFT - 1 <= place <= timeline.RIGHT + 1 for place in places)


@given(TITLES)
def test_a_title_fits_its_label(title):
    lines = wrap(title)
    assert 1 <= len(lines) <= timeline.LABEL_LINES
    assert all(line and width_of(line) <= timeline.LABEL_WIDTH for line in lines)


def test_a_short_title_is_shown_whole_and_a_long_one_says_that_more_follows():
    assert " ".join(wrap("Guarantor scheme starts")) == "Guarantor scheme starts"
    assert wrap("Nobody changes their adviser without meeting the new one twice")[-1].endswith("…")
