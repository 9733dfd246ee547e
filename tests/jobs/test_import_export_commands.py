"""`newbelongings import-responses` and `export-responses`, as somebody types them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from newbelongings import cli
from newbelongings.domain.surveys import queries
from newbelongings.domain.surveys.models import Answer, Response, Round
from tests.shared_files import shared_file

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def run(world, capsys):
    """Run a command; returns its exit code, what it printed, and what it complained of."""

    def do(*words):
        code = cli.main([str(word) for word in words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


@pytest.fixture
def send(run, tmp_path):
    """Write a file and import it as a round of Ravensmere."""

    def do(content, *more, name="answers.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return run("import-responses", "--authority", "901", "--round", "paper", path, *more)

    return do


def test_the_real_answers_become_a_round(run, world):
    path = shared_file("data/answers/dev.jsonl")
    code, printed, complaints = run("import-responses", "--authority", "901", "--round", "real", path)
    assert (code, complaints) == (0, "")
    assert "Imported 124 responses into the round real." in printed
    assert "Left out, and not kept anywhere: id, areas, sentiment, covid_source." in printed
    round_ = queries.round_by_slug(world.as_alice, "real")
    said = sorted(json.loads(line)["text"].strip() for line in path.read_text("utf-8").splitlines())
    assert sorted(queries.open_answers(world.as_alice, round_id=round_.pk).values_list("text", flat=True)) == said


def test_a_round_that_it_makes_is_closed_and_belongs_to_this_year(send, world):
    _, printed, _ = send("anything-else\nfine\n")
    round_ = Round.objects.get()
    assert "There was no round called paper, so it was made: closed" in printed
    assert (round_.cycle, round_.authority, round_.instrument.slug) == (
        world.cycle,
        world.ravensmere,
        "new-belongings-2015",
    )
    assert not queries.rounds(world.as_charlie).exists()


def test_a_second_file_goes_into_the_same_round(send):
    for name in ("one.csv", "two.csv"):
        assert send("anything-else\nfine\n", name=name)[0] == 0
    assert Round.objects.get().responses.count() == 2


def test_one_bad_row_and_neither_answers_nor_round_are_written(send):
    code, _, complaints = send("age,anything-else\n17,fine\nold,fine\n18,fine,too much\n")
    assert code == 1
    assert complaints.splitlines() == [
        "Row 3, age: This is none of the choices: use “16 or 17”, “18 to 20”, “21 to 25”, “Over 25” "
        "or “I’d rather not say”.",
        "Row 4: It has 3 cells, more than the 2 columns: look for a comma outside quotation marks, or a cell too many.",
        "Nothing was imported: put these right in the file, and import it again.",
    ]
    assert not Response.objects.exists()
    assert not Round.objects.exists()


def test_the_listing_of_refusals_ends_and_says_how_many_more(send):
    _, _, complaints = send("age\n" + "old\n" * 80)
    assert complaints.count("Row ") == 50
    assert "And 30 more." in complaints


def test_a_check_writes_nothing(send):
    code, printed, _ = send("anything-else\nfine\n\nno\n", "--check")
    assert code == 0
    assert "2 responses can be imported. Nothing was written." in printed
    assert not Round.objects.exists()


def test_a_mapping_file_says_where_columns_go(send, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps(
            {"columns": {"Home": "stage", "Good": ["best", 2]}, "options": {"stage": {"own place": "independent"}}}
        )
    )
    code, printed, _ = send("Name,Home,Good\nJordan,Own place,quiet\n", "--mapping", mapping)
    assert code == 0
    assert "Left out, and not kept anywhere: Name." in printed
    assert {(a.question.name, a.position, a.option and a.option.name, a.text) for a in Answer.objects.all()} == {
        ("stage", 1, "independent", ""),
        ("best", 2, None, "quiet"),
    }


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        ("shoes\n9\n", (), "No column goes to a question."),
        ("anything-else\n\n", (), "This file holds no answers in the columns that were chosen"),
        ("", (), "answers.csv: This file is empty"),
        ("DOB\n1/2/2006\n", (), "No column goes to a question."),
        ("anything-else\n1/2/2006\n", (), "looks like dates of birth"),
        ("anything-else\nx\n", ("--mapping", "nowhere.json"), "The mapping file nowhere.json cannot be read"),
        ("anything-else\nx\n", ("--instrument", "other"), "There is no questionnaire called other"),
        ("anything-else\nx\n", ("--authority", "999"), "There is no council with the code 999"),
    ],
)
def test_bad_input_gives_one_sentence_and_writes_nothing(send, content, more, words):
    code, _, complaints = send(content, *more)
    assert code == 1
    assert complaints.startswith(words) or words in complaints.splitlines()[0]
    assert len(complaints.splitlines()) == 1
    assert not Round.objects.exists()


def test_a_file_that_is_not_there(run, tmp_path):
    code, _, complaints = run("import-responses", "--authority", "901", "--round", "x", tmp_path / "none.csv")
    assert (code, complaints) == (1, "none.csv: There is no file none.csv: check its name and folder.\n")


def test_a_folder_without_a_database(tmp_path):
    words = ["export-responses", "--data", tmp_path, "--authority", "901", "--round", "x", "--out", tmp_path / "x.csv"]
    ran = subprocess.run(
        [sys.executable, "-m", "newbelongings", *map(str, words)],
        capture_output=True,
        text=True,
        env={key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
        cwd=ROOT,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("There is no database in this folder yet: check --data")
    assert len(ran.stderr.splitlines()) == 1


def test_what_was_exported_can_be_imported_again(send, run, tmp_path, world):
    send('stage_other,best_2,anything-else\nin a van,quiet,=1+1\n,"two\nlines",\'=x\n')
    out = tmp_path / "out.csv"
    code, printed, _ = run("export-responses", "--authority", "901", "--round", "paper", "--out", out)
    assert code == 0
    assert f"Wrote 2 responses to {out}." in printed
    assert [file.name for file in tmp_path.iterdir() if "out" in file.name] == ["out.csv"]
    run("import-responses", "--authority", "901", "--round", "again", out)
    first, again = (
        sorted(Answer.objects.filter(response__round__slug=s).values_list("text", flat=True))
        for s in ("paper", "again")
    )
    assert first == again


@pytest.mark.parametrize(
    ("out", "round_", "words"),
    [("nowhere/x.csv", "paper", "is not a file in a folder"), ("x.csv", "none", "no round called none")],
)
def test_an_export_that_cannot_be_says_why_and_leaves_nothing(send, run, tmp_path, out, round_, words):
    send("anything-else\nfine\n")
    code, _, complaints = run("export-responses", "--authority", "901", "--round", round_, "--out", tmp_path / out)
    assert code == 1
    assert words in complaints
    assert not (tmp_path / out).exists()


def test_an_export_opens_as_rows(send, tmp_path, world):
    send("age,best_1\n17,quiet\n")
    out = tmp_path / "out.csv"
    call_command("export_responses", authority="901", round="paper", out=out, stdout=io.StringIO())
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["age"], row["best_1"], row["best_2"]) for row in rows] == [("16 or 17", "quiet", "")]
