"""Packs, posters and questionnaires on paper: PDF/UA-1 by Typst, which refuses a missing title or text alternative.

A picture of a reply is drawn by the same hand, as PNG.
"""

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
_UNDRAWN = "words that this PDF cannot draw"
_BREAK_HERE = "\u200b"


def pack_pdf(content: dict[str, Any], sha256: str) -> bytes:
    """Draw a pack. ``content`` is what pack.json holds; the same content gives the same words on any machine.

    Signs that no typeface here can draw (most emoji, some scripts) are written out in square brackets:
    PDF/UA does not allow a box that stands for nothing.
    """
    return _draw("pack.typ", content["made"]["on"], content, note=f"{_UNDRAWN}: see pack.json", sha256=sha256)


def poster_pdf(content: dict[str, Any], *, address: str, qr: str) -> bytes:
    """Draw a poster. ``address`` is what somebody types, ``qr`` the code that leads there, as SVG."""
    return _draw("poster.typ", content["made"], content, address=address, qr=qr)


def questionnaire_pdf(content: dict[str, Any]) -> bytes:
    """Draw a questionnaire to be filled in by hand; ``content`` says in which size its letters are."""
    return _draw("questionnaire.typ", content["made"], content)


def in_short_pdf(content: dict[str, Any]) -> bytes:
    """Draw what care leavers said on one side of A4, for somebody with two minutes."""
    return _draw("in_short.typ", content["made"], content)


def board_page_pdf(content: dict[str, Any]) -> bytes:
    """Draw the one page for the board on one side of A4."""
    return _draw("board.typ", content["made"], content)


def pledge_pdf(content: dict[str, Any]) -> bytes:
    """Draw a pledge, and its signatures on a page of their own."""
    return _draw("pledge.typ", content["made"], content)


def reply_posters_pdf(content: dict[str, Any]) -> bytes:
    """Draw one reply or several on A4, each with what was said and what came of it, and a QR code to read more.

    ``content["qr"]`` is the code as SVG.
    """
    return _draw("replies.typ", content["made"], content)


def reply_picture_png(content: dict[str, Any]) -> bytes:
    """Draw one reply as a picture of 1200 by 630 pixels, the size that other sites show of a link."""
    data = _each_text(_each_text(content, _tidy), lambda text: _written_out(text, "…"))
    picture: bytes = typst.compile(
        TEMPLATES / "reply_picture.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=72,
    )
    return picture


def _draw(template: str, made: str, content: dict[str, Any], *, note: str = _UNDRAWN, **inputs: str) -> bytes:
    """Draw what came in as data; ``made`` is a day, so that the same content gives the same file."""
    noon = dt.datetime.fromisoformat(f"{made}T12:00:00+00:00")
    data = _each_text(content, _tidy)
    try:
        return _typst(template, noon, content=json.dumps(data, ensure_ascii=False), **inputs)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        data = _each_text(data, lambda text: _written_out(text, note))
        return _typst(template, noon, content=json.dumps(data, ensure_ascii=False), **inputs)


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


def _written_out(text: str, note: str) -> str:
    """Runs of signs that cannot be drawn, as their names or as a note in square brackets."""
    out: list[str] = []
    run = ""
    for character in f"{text}\n":
        if _belongs(character, run):
            run += character
        else:
            out += [_named(run, note), character] if run else [character]
            run = ""
    return "".join(out)[:-1]


def _belongs(character: str, run: str) -> bool:
    """Whether a character goes on with a run that cannot be drawn: marks and joiners follow their sign."""
    if run and unicodedata.category(character) in ("Mn", "Me", "Cf", "Sk"):
        return True
    return character != "\n" and not _drawable(character)


def _named(run: str, note: str) -> str:
    signs = [unicodedata.name(c, "").lower() for c in run if unicodedata.category(c) == "So"]
    return f"[{', '.join(signs)}]" if signs else f"[{note}]"


@cache
def _drawable(character: str) -> bool:
    if character.isascii():
        return True
    try:
        _typst("probe.typ", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), text=character)
    except typst.TypstError:
        return False
    return True
