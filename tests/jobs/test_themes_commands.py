"""`themes-evaluate` and `suggest-themes`, as somebody at a terminal meets them."""

import json

import pytest

from newbelongings.adapters.text_model.model import VERSION
from newbelongings.cli import main
from newbelongings.domain.themes.models import Coding, Suggestion
from tests.full_world import UNREAD, build_full_world
from tests.shared_files import shared_file


def _write(tmp_path, *lines: str):
    path = tmp_path / "coded.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_last_line_is_one_object_with_the_scores(tmp_path, capsys):
    path = _write(
        tmp_path,
        '{"id": "1", "text": "my flat is damp and the boiler is broken", "areas": ["A6"], "sentiment": "negative"}',
        "",
        '{"text": "no money for food after rent", "areas": ["A7", "A6"]}',
    )
    assert main(["themes-evaluate", str(path)]) == 0
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    scores = {"main_accuracy", "micro_f1", "macro_f1", "sentiment_accuracy", "sentiment_macro_f1"}
    assert set(found) == {"n", "set_aside", "seconds", "model"} | scores
    assert found["sentiment_accuracy"] in (0, 1), "one line alone carries a sentiment"
    assert found["n"] == 2
    assert found["main_accuracy"] == 1
    assert found["model"] == VERSION


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 1: this is not JSON"),
        ("[1, 2]", "line 1: there is no text"),
        ('{"text": "  ", "areas": ["A1"]}', "line 1: there is no text"),
        ('{"text": "moved again"}', "line 1: give a list of areas"),
        ('{"text": "moved again", "areas": []}', "line 1: give a list of areas"),
        ('{"text": "moved again", "areas": ["A11"]}', "line 1: give a list of areas"),
        ('{"text": "moved again", "areas": [["A1"]]}', "line 1: give a list of areas"),
        ('{"text": "moved", "areas": ["A6"], "sentiment": "sad"}', "line 1: give one of these as sentiment"),
        ('{"text": "moved", "areas": ["A6"], "sentiment": ["x"]}', "line 1: give one of these as sentiment"),
        ("", "holds no answers"),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path, capsys, line, says):
    assert main(["themes-evaluate", str(_write(tmp_path, line))]) == 1
    said = capsys.readouterr()
    assert says in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_file_that_is_missing_or_no_text_gets_one_sentence(tmp_path, capsys):
    assert main(["themes-evaluate", str(tmp_path / "nowhere.jsonl")]) == 1
    assert "Check its name" in capsys.readouterr().err
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\xff\xfe")
    assert main(["themes-evaluate", str(tmp_path / "picture.jsonl")]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_the_development_answers_are_read_better_than_by_nearest_phrases(capsys):
    assert main(["themes-evaluate", str(shared_file("data/answers/dev.jsonl"))]) == 0
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert found["n"] == 124
    assert found["main_accuracy"] > 0.55
    assert found["macro_f1"] > 0.6


def test_suggesting_by_command_codes_nothing_and_goes_on_where_it_was(db, capsys):
    full = build_full_world()
    code = full.world.ravensmere.code
    assert main(["suggest-themes", "--authority", code]) == 0
    assert f"suggestions for {2 * UNREAD:,} answers" in capsys.readouterr().out
    assert set(Suggestion.objects.filter(answer__reading=None).values_list("model", flat=True)) == {VERSION}
    coded = Coding.objects.count()
    assert main(["suggest-themes", "--authority", code]) == 0
    assert "suggestions for 0 answers" in capsys.readouterr().out
    assert Coding.objects.count() == coded


def test_a_council_without_rounds_is_told_what_to_do(world, capsys):
    assert main(["suggest-themes", "--authority", world.aldersea.code]) == 1
    assert "no round yet" in capsys.readouterr().err


def test_learning_is_scored_on_the_rest_beside_chance(tmp_path, capsys):
    housing = [f'{{"text": "my flat number {n} is damp", "areas": ["A6"]}}' for n in range(10)]
    money = [f'{{"text": "no money for bus {n}", "areas": ["A7"]}}' for n in range(10)]
    path = str(_write(tmp_path, *housing, *money))
    assert main(["themes-evaluate", path, "--learn", "8", "--seeds", "2"]) == 0
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert (found["n"], found["learn"], found["seeds"]) == (20, 8, 2)
    assert found["main_accuracy"] > 0.8
    kinds = ("", "before_", "random_", "random_before_")
    assert {kind + score for kind in kinds for score in ("main_accuracy", "micro_f1", "macro_f1")} <= set(found)


def test_a_handful_of_codings_does_not_make_the_suggestions_worse(capsys):
    path = str(shared_file("data/answers/dev.jsonl"))
    assert main(["themes-evaluate", path, "--learn", "10", "--seeds", "3"]) == 0
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    for kind in ("", "random_"):
        assert found[f"{kind}micro_f1"] > found[f"{kind}before_micro_f1"] - 0.005
        assert found[f"{kind}macro_f1"] > found[f"{kind}before_macro_f1"] - 0.005


@pytest.mark.parametrize("codings", ["0", "-1", "17", "500"])
def test_learning_from_too_many_leaves_none_to_score(tmp_path, capsys, codings):
    path = _write(tmp_path, *['{"text": "moved again", "areas": ["A6"]}'] * 20)
    assert main(["themes-evaluate", str(path), "--learn", codings]) == 1
    assert "learn from 1 to 16 of them" in capsys.readouterr().err
