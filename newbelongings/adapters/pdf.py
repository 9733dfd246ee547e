"""A pack on paper: PDF/UA-1 by Typst, which refuses to write one with a missing title or text alternative."""

import datetime as dt
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst

PACKAGE = Path(__file__).resolve().parent.parent
FONTS = PACKAGE / "build" / "fonts"
TEMPLATES = PACKAGE / "adapters" / "templates"
_LONGEST_WORD = 40
_BREAK_HERE = "\u200b"


def pack_pdf(content: dict[str, Any], sha256: str) -> bytes:
    """Draw a pack. ``content`` is what pack.json holds; the same content gives the same words on any machine.

    Signs that no typeface here can draw (most emoji, some scripts) are written out in square brackets:
    PDF/UA does not allow a box that stands for nothing.
    """
    data = _each_text(content, _tidy)
    try:
        return _compile(data, sha256)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(_each_text(data, _written_out), sha256)


def _compile(data: dict[str, Any], sha256: str) -> bytes:
    made = dt.datetime.fromisoformat(data["made"]["on"] + "T12:00:00+00:00")
    return _typst("pack.typ", made, pack=json.dumps(data, ensure_ascii=False), sha256=sha256)


def _typst(template: str, made: dt.datetime, **inputs: str) -> bytes:
    """Compile without the machine's own typefaces and clock, so that the same input gives the same file."""
    return typst.compile(
        TEMPLATES / template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(made.timestamp()),
    )


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _each_text(each, change) for key, each in value.items()}
    return value


def _tidy(text: str) -> str:
    """Without control characters, and with places to break in words too long for a column."""
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn") else " " for c in text)
    return " ".join(_breakable(word) for word in kept.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return _BREAK_HERE.join(word[at : at + 10] for at in range(0, len(word), 10))


def _written_out(text: str) -> str:
    """Runs of signs that cannot be drawn, as their names or as a note that the words are in pack.json."""
    out: list[str] = []
    run = ""
    for character in f"{text}\n":
        if _belongs(character, run):
            run += character
        else:
            out += [_named(run), character] if run else [character]
            run = ""
    return "".join(out)[:-1]


def _belongs(character: str, run: str) -> bool:
    """Whether a character goes on with a run that cannot be drawn: marks and joiners follow their sign."""
    if run and unicodedata.category(character) in ("Mn", "Me", "Cf", "Sk"):
        return True
    return character != "\n" and not _drawable(character)


def _named(run: str) -> str:
    signs = [unicodedata.name(c, "").lower() for c in run if unicodedata.category(c) == "So"]
    return f"[{', '.join(signs)}]" if signs else "[words that this PDF cannot draw: see pack.json]"


@cache
def _drawable(character: str) -> bool:
    if character.isascii():
        return True
    try:
        _typst("probe.typ", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), text=character)
    except typst.TypstError:
        return False
    return True
