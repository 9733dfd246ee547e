"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from newbelongings.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "newbelongings"
TEMPLATES = PACKAGE / "web" / "templates"
LONGEST_FILE = 450
TEXT = {".py", ".html", ".md", ".toml", ".json", ".css", ".js", ".mjs", ".txt", ".yml", ".yaml", ".sh", ".typ", ""}
FOUND_BY_NAME = "django/forms/"
# These go on from something that a scoped getter gave, and are asked by their own room only.
GO_ON_FROM_WHAT_WAS_FETCHED = {"thread_of", "people_who_answered", "gaps_of", "question_sheet"}
# Whoever holds a token or has just signed in has no scope yet; a questionnaire's text is nobody's.
BEFORE_THERE_IS_A_SCOPE = {
    "accept_invitation",
    "open_invitation",
    "scope_of",
    "scope_at",
    "memberships_of",
    "instrument_questions",
}


def _committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


COMMITTED = _committed()
PYTHON = [path for path in COMMITTED if path.suffix == ".py" and "migrations" not in path.parts]
HTML = [path for path in COMMITTED if path.suffix == ".html"]


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts() -> list[tuple[str, str]]:
    return [(_where(path), path.read_text("utf-8")) for path in COMMITTED if path.suffix in TEXT]


def test_no_committed_file_names_a_developers_machine():
    folders = [
        "/" + "work/",
        "/" + "root/",
        r"(?<![\w}])/home/" + "[a-z]+/[a-z]",
        "[.]" + "library",
        r"[A-Z]:\\\\Users",
    ]
    pattern = re.compile("|".join(folders))
    hits = [f"{name}: {found.group()}" for name, text in _texts() for found in [pattern.search(text)] if found]
    assert hits == []


def test_lock_files_name_the_public_registries_only():
    places = re.findall(r"https?://([^/\"]+)/", (ROOT / "uv.lock").read_text())
    places += re.findall(r'"resolved": "https?://([^/"]+)/', (ROOT / "package-lock.json").read_text())
    assert set(places) <= {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    project = tomllib.loads("\n".join(lines))
    named = list(project["project"]["dependencies"])
    named += [name for group in project["dependency-groups"].values() for name in group]
    for name in named:
        (line,) = [line for line in lines if line.strip().startswith(f'"{name}"')]
        assert len(line.partition("#")[2].strip()) > 8, f"{name} does not say why"


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m.__module__.startswith("newbelongings")])
def test_every_model_says_what_it_means(model):
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}(")


def test_templates_carry_neither_style_nor_script_of_their_own():
    wrong = re.compile(
        r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|<style|javascript:""", re.IGNORECASE
    )
    hits = [f"{_where(path)}: {found.group().strip()}" for path in HTML for found in wrong.finditer(path.read_text())]
    assert hits == []


def test_pages_ask_queries_and_actions_never_the_tables_themselves():
    through_tables = re.compile(r"\.objects\b|\.save\(\s*\)|\.delete\(\s*\)|connection\.cursor|from django\.db import")
    hits = [
        f"{_where(path)}:{number}: {line.strip()}"
        for path in PYTHON
        if path.is_relative_to(PACKAGE / "web")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if through_tables.search(line)
    ]
    assert hits == []


def test_every_template_is_used():
    names = {path.relative_to(TEMPLATES).as_posix() for path in HTML if path.is_relative_to(TEMPLATES)}
    said = "\n".join(path.read_text() for path in [*HTML, *PYTHON] if path.is_relative_to(PACKAGE))

    def used(name: str) -> bool:
        folder, _, stem = name.removesuffix(".html").rpartition("/")
        put_together = f'f"{folder}/{{' in said and f'"{stem}"' in said
        return f'"{name}"' in said or put_together or name.startswith(FOUND_BY_NAME)

    assert sorted(name for name in names if not used(name)) == []


def test_every_command_of_the_list_exists_and_every_command_of_ours_is_on_it():
    ours = {name for name, app in get_commands().items() if str(app).startswith("newbelongings")}
    listed = {name.replace("-", "_") for name in COMMANDS}
    assert listed == ours | {"migrate"}


def test_no_file_is_longer_than_one_can_read():
    sources = [path for path in COMMITTED if path.suffix in {".py", ".html", ".js", ".mjs", ".typ"}]
    long = {_where(path): len(path.read_text().splitlines()) for path in sources if "migrations" not in path.parts}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
    hits = [
        f"{_where(path)}: {found.group()}" for path in [*PYTHON, *HTML] for found in words.finditer(path.read_text())
    ]
    assert hits == []


def test_actions_and_queries_take_the_scope_first():
    without = {
        f"{_where(path)}: {node.name}"
        for path in PYTHON
        if path.name in ("actions.py", "queries.py") and path.is_relative_to(PACKAGE / "domain")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.name not in GO_ON_FROM_WHAT_WAS_FETCHED | BEFORE_THERE_IS_A_SCOPE
        and [argument.arg for argument in node.args.args][:1] != ["scope"]
    }
    assert without == set()


def test_every_folder_of_the_domain_says_in_ten_lines_what_it_is_for():
    rooms = [path for path in (PACKAGE / "domain").iterdir() if path.is_dir() and not path.name.startswith("_")]
    missing = [room.name for room in rooms if not (room / "README.md").exists()]
    assert missing == []


@pytest.mark.parametrize("link", [
    (path, target)
    for path in COMMITTED if path.suffix == ".md"
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
    if not target.startswith(("http", "mailto"))
], ids=str)  # fmt: skip
def test_papers_point_to_what_exists(link):
    path, target = link
    assert (path.parent / target).exists(), f"{_where(path)} points to {target}"


def test_decisions_that_the_code_names_have_a_paper():
    named = {(name, number) for name, text in _texts() for number in re.findall(r"docs/adr/(\d{4})", text)}
    there = {path.name[:4] for path in (ROOT / "docs" / "adr").iterdir()}
    assert sorted(f"{name} names {number}" for name, number in named if number not in there) == []
