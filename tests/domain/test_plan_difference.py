"""The difference of two contents of a plan, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.plans.content import canonical, sha256_of
from newbelongings.domain.plans.difference import difference, marked

WORDS = st.text(alphabet="ab <&.é\n", min_size=1, max_size=20)
ROWS = {
    "objective": st.fixed_dictionaries({"title": WORDS, "success": WORDS, "asked": st.lists(WORDS, max_size=2)}),
    "action": st.fixed_dictionaries(
        {
            "title": WORDS,
            "lead": WORDS,
            "objective": st.integers(1, 4),
            "ends": st.dates().map(lambda day: day.isoformat()),
            "waits_for": st.lists(st.integers(1, 4), max_size=2, unique=True),
        }
    ),
    "milestone": st.fixed_dictionaries({"title": WORDS, "due": st.none() | st.dates().map(lambda d: d.isoformat())}),
}


def lines(rows):
    return st.dictionaries(st.integers(1, 5), rows, max_size=4).map(
        lambda found: [{"id": pk, **row} for pk, row in found.items()]
    )


CONTENTS = st.fixed_dictionaries({name: lines(rows) for name, rows in ROWS.items()})


def by_key(content):
    return {(thing, line["id"]): line for thing, found in content.items() for line in found}


@given(CONTENTS)
def test_a_content_does_not_differ_from_itself(content):
    found = difference(content, content)
    assert found.is_empty
    assert found.words == "Nothing differs"
    assert {(line.thing, line.id) for line in found.unchanged} == set(by_key(content))


@given(CONTENTS, CONTENTS)
def test_it_names_every_line_that_came_went_or_changed_and_every_field(before, after):
    found, old, new = difference(before, after), by_key(before), by_key(after)
    assert {(line.thing, line.id) for line in found.added} == new.keys() - old.keys()
    assert {(line.thing, line.id) for line in found.dropped} == old.keys() - new.keys()
    named = {(line.thing, line.id): {field.field for field in line.fields} for line in found.changed}
    both = old.keys() & new.keys()
    expected = {key: {name for name in new[key] if old[key][name] != new[key][name]} for key in both}
    assert named == {key: names for key, names in expected.items() if names}


@given(CONTENTS, CONTENTS, st.randoms())
def test_the_order_of_lines_is_no_matter(before, after, random):
    def mixed(content):
        return {thing: random.sample(found, len(found)) for thing, found in content.items()}

    assert difference(mixed(before), mixed(after)) == difference(before, after)


@given(CONTENTS, CONTENTS)
def test_there_and_back_what_came_is_what_went(before, after):
    there, back = difference(before, after), difference(after, before)
    assert [(line.thing, line.id) for line in there.added] == [(line.thing, line.id) for line in back.dropped]
    assert [line.id for line in there.changed] == [line.id for line in back.changed]


@given(st.text(max_size=60), st.text(max_size=60))
def test_marked_words_hold_both_sentences(before, after):
    pieces = marked(before, after)
    assert "".join(piece.words for piece in pieces if piece.mark != "new") == before
    assert "".join(piece.words for piece in pieces if piece.mark != "gone") == after


def test_a_change_within_a_sentence_is_marked_where_it_is():
    pieces = marked("No repair takes 14 days.", "No repair takes more than 10 days.")
    assert [(p.mark, p.words) for p in pieces] == [
        ("same", "No repair takes "),
        ("gone", "14"),
        ("new", "more than 10"),
        ("same", " days."),
    ]


def test_a_moved_date_says_by_how_much_and_a_reference_is_a_title():
    old = {"objective": [{"id": 1, "title": "Dry"}, {"id": 2, "title": "Warm"}]}
    before = old | {"action": [{"id": 7, "title": "Ask", "objective": 1, "ends": "2026-03-01"}]}
    after = old | {"action": [{"id": 7, "title": "Ask", "objective": 2, "ends": "2026-02-01"}]}
    (line,) = difference(before, after).changed
    moved = {field.field: field for field in line.fields}
    assert (moved["objective"].before, moved["objective"].after) == ("Dry", "Warm")
    assert moved["ends"].is_date
    assert moved["ends"].days == -28


@given(CONTENTS)
def test_the_same_content_has_the_same_hash_however_its_keys_lie(content):
    turned = {key: [dict(reversed(line.items())) for line in content[key]] for key in reversed(content)}
    assert canonical(turned) == canonical(content)
    assert sha256_of(turned) == sha256_of(content)
