"""`newbelongings evidence-pack`: three files or none; and the real answers, imported and coded, yield a pack."""

import json
from pathlib import Path

import page
import pytest
from django.core.management import call_command

from newbelongings.cli import _run
from newbelongings.domain.evidence.models import Pack
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.surveys.actions import install_shipped_instruments
from newbelongings.domain.surveys.models import Answer, Response
from newbelongings.domain.themes.actions import add_theme, code_answers
from newbelongings.jobs.management.commands import evidence_pack
from tests.shared_files import shared_file

FILES = ["pack.json", "pack.pdf", "pack.xlsx"]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_it_writes_three_files_that_say_the_same(world, tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    call_command("evidence_pack", authority="901", out=out)
    assert names(out) == FILES
    pack = Pack.objects.get()
    assert json.loads((out / "pack.json").read_text())["sha256"] == pack.sha256
    assert pack.sha256 in capsys.readouterr().out


def test_an_unknown_council_is_told_in_one_sentence(world, tmp_path, capsys):
    assert _run("evidence-pack", ["--authority", "999", "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("There is no council with the code 999")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_drawn_leaves_nothing_and_spoils_nothing(world, tmp_path, monkeypatch):
    (tmp_path / "pack.pdf").write_text("last year's")

    def no_room(kind: str, *_: object) -> bytes:
        if kind == "json":
            raise OSError(28, "No space left on device")
        return b"half"

    monkeypatch.setattr(evidence_pack, "draw", no_room)
    assert _run("evidence-pack", ["--authority", "901", "--out", str(tmp_path)]) == 1
    assert names(tmp_path) == ["pack.pdf"]
    assert (tmp_path / "pack.pdf").read_text() == "last year's"
    assert not Pack.objects.exists()


@pytest.mark.parametrize("coded", [True, False])
def test_the_real_answers_yield_a_pack(world, tmp_path, coded):
    file = shared_file("data/answers/dev.jsonl")
    scope = world.as_system()
    install_shipped_instruments(scope)
    call_command("import_responses", file, authority="901", round="real")
    assert Response.objects.count() == 124
    if coded:
        _code_as_the_reader_did(world, file)
    call_command("evidence_pack", authority="901", out=tmp_path)
    assert page.validate_pdf(str(tmp_path / "pack.pdf"), profile="ua1").is_compliant
    exhibits = {
        each["key"]: each["lines"] for each in json.loads((tmp_path / "pack.json").read_text())["content"]["exhibits"]
    }
    assert exhibits["asked"][0]["cells"]["people"] == 124
    people = [line["cells"]["people"] for line in exhibits["themes"]]
    assert bool(people) is coded
    assert all(count == "hidden" or count > 5 for count in people)


def _code_as_the_reader_did(world, file: Path) -> None:
    scope = world.as_system()
    theme_of = {a.code: add_theme(scope, cycle_id=world.cycle.pk, area=a.code, name=a.plain).pk for a in areas()}
    given = {line["text"].strip(): line["areas"] for line in map(json.loads, file.read_text().splitlines())}
    answers = Answer.objects.exclude(text="")
    code_answers(scope, codings={a.pk: [theme_of[area] for area in given[a.text.strip()]] for a in answers})
