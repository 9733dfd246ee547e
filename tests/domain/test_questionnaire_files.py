"""Questionnaires to and from XLSForm and LimeSurvey: whole, or with what stays behind named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.limesurvey import read_structure
from newbelongings.adapters.rows import Unreadable
from newbelongings.adapters.xlsform import read_sheets, write_sheets
from newbelongings.domain.surveys.authoring import prepared
from newbelongings.domain.surveys.instruments import SHIPPED, shipped_spec
from newbelongings.domain.surveys.limesurvey import from_structure
from newbelongings.domain.surveys.soundness import faults
from newbelongings.domain.surveys.xlsform import from_sheets, to_sheets

CARRIED = ("name", "kind", "text", "hint", "ideas", "condition", "ends")
WORDS = st.text(st.characters(whitelist_categories=("L", "N", "P", "Zs")), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


def carried(question: dict) -> dict:
    found = {key: question[key] for key in CARRIED if question.get(key)}
    if question["kind"] in ("one", "many"):
        found["options"] = [(o["name"], o["text"], o.get("other", False)) for o in question["options"]]
    return found


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_questionnaire_goes_out_and_comes_back_the_same(slug, tmp_path: Path):
    spec = shipped_spec(slug)
    file = tmp_path / "form.xlsx"
    file.write_bytes(write_sheets(to_sheets(spec)))  # which pyxform has read
    reading = from_sheets(read_sheets(file))
    assert reading.left_out == []
    assert faults(prepared(reading.spec)) == []
    assert list(map(carried, reading.spec["questions"])) == list(map(carried, spec["questions"]))


@given(
    st.lists(
        st.tuples(st.sampled_from(["one", "many", "scale", "yes_no", "long_text", "three_things"]), WORDS), min_size=1
    ),
    st.lists(WORDS, min_size=2, max_size=5),
)
def test_any_questionnaire_comes_back_as_it_went(asked, choices):
    options = [{"name": f"o{n}", "text": text} for n, text in enumerate(choices)]
    questions = [
        {"name": f"q{n}", "kind": kind, "text": text, **({"options": options} if kind in ("one", "many") else {})}
        for n, (kind, text) in enumerate(asked)
    ]
    reading = from_sheets(to_sheets({"title": "Ours", "questions": questions}))
    assert list(map(carried, reading.spec["questions"])) == list(map(carried, questions))
    assert reading.left_out == []


def row(kind: str, name: str, **more: str) -> dict[str, str]:
    return {"type": kind, "name": name, "label": f"About {name}", **more}


def test_what_an_xlsform_can_and_we_cannot_is_listed_and_not_dropped_in_silence():
    survey = [
        row("start", "start"),
        row("geopoint", "where"),
        row("date", "born"),
        row("text", "job", required="yes", constraint=". != ''"),
        row("begin_repeat", "children"),
        row("select_one colours", "colour", **{"label::Welsh (cy)": "Lliw"}),
        row("text", "why", relevant="${colour} = 'red' and ${job} != ''"),
    ]
    choices = [{"list_name": "colours", "name": n, "label": n.title()} for n in ("red", "blue")]
    reading = from_sheets({"survey": survey, "choices": choices})
    assert [question["name"] for question in reading.spec["questions"]] == ["job", "colour", "why"]
    said = " ".join(reading.left_out)
    for what in ("“geopoint” at “where”", "“date” at “born”", "“begin_repeat”", "“required”", "a constraint", "Welsh",
                 "a condition that asks for more than one", "what the device would note"):  # fmt: skip
        assert what in said


def test_a_workbook_that_is_no_xlsform_says_what_to_do(tmp_path: Path):
    file = tmp_path / "form.xlsx"
    for content, words in (
        (b"PK not really", "no Excel workbook"),
        (write_sheets_of("data"), "no sheet called “survey”"),
    ):
        file.write_bytes(content)
        with pytest.raises(Unreadable, match=words):
            read_sheets(file)


def write_sheets_of(name: str) -> bytes:
    import io

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet(name).write_string(0, 0, "type")
    book.close()
    return made.getvalue()


LSS = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>400</DBVersion>
<groups><rows><row><gid>1</gid><group_order>1</group_order></row></rows></groups>
<questions><rows>
 <row><qid>10</qid><parent_qid>0</parent_qid><gid>1</gid><type>L</type><title>home</title><other>Y</other>
  <mandatory>Y</mandatory><question_order>1</question_order><relevance>1</relevance></row>
 <row><qid>11</qid><parent_qid>0</parent_qid><gid>1</gid><type>Q</type><title>best</title>
  <question_order>2</question_order></row>
 <row><qid>12</qid><parent_qid>0</parent_qid><gid>1</gid><type>F</type><title>grid</title>
  <question_order>3</question_order></row>
 <row><qid>13</qid><parent_qid>0</parent_qid><gid>1</gid><type>T</type><title>more</title><question_order>4</question_order>
  <relevance>home.NAOK == "A1"</relevance></row>
</rows></questions>
<subquestions><rows>
 <row><qid>20</qid><parent_qid>11</parent_qid><title>SQ1</title></row>
 <row><qid>21</qid><parent_qid>11</parent_qid><title>SQ2</title></row>
 <row><qid>22</qid><parent_qid>11</parent_qid><title>SQ3</title></row></rows></subquestions>
<answers><rows>
 <row><aid>1</aid><qid>10</qid><code>A1</code></row><row><aid>2</aid><qid>10</qid><code>A2</code></row></rows></answers>
<question_l10ns><rows>
 <row><qid>10</qid><language>en</language><help>Now</help>
  <question>&lt;p&gt;Where do you &lt;b&gt;live&lt;/b&gt;?&lt;/p&gt;</question></row>
 <row><qid>11</qid><question>What is best?</question><language>en</language></row>
 <row><qid>13</qid><question>Anything else?</question><language>en</language></row></rows></question_l10ns>
<answer_l10ns><rows>
 <row><aid>1</aid><answer>A flat</answer></row><row><aid>2</aid><answer>A hostel</answer></row></rows></answer_l10ns>
<surveys_languagesettings><rows>
 <row><surveyls_title>Leaving care</surveyls_title></row></rows></surveys_languagesettings>
</document>"""


def test_a_limesurvey_structure_comes_in_with_what_stays_behind_named(tmp_path: Path):
    file = tmp_path / "survey.lss"
    file.write_text(LSS)
    reading = from_structure(read_structure(file))
    assert reading.spec["title"] == "Leaving care"
    home, best, more = reading.spec["questions"]
    assert (home["text"], home["kind"], home["hint"]) == ("Where do you live ?", "one", "Now")
    assert [(o["name"], o["text"]) for o in home["options"]] == [
        ("A1", "A flat"),
        ("A2", "A hostel"),
        ("other", "Other"),
    ]
    assert (best["kind"], more["kind"]) == ("three_things", "long_text")
    assert "a table of questions at “grid”" in " ".join(reading.left_out)
    assert "the condition at “more”" in " ".join(reading.left_out)
    assert faults(prepared(reading.spec)) == []


@pytest.mark.parametrize("bad", ["not xml", "<document><LimeSurveyDocType>Label set</LimeSurveyDocType></document>",
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'])  # fmt: skip
def test_hostile_or_other_xml_is_refused(tmp_path: Path, bad: str):
    file = tmp_path / "survey.lss"
    file.write_text(bad)
    with pytest.raises(Unreadable, match="LimeSurvey"):
        read_structure(file)
