"""What may be sent as evidence: known by its content, never by its name."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from .pictures import JPEG_START, PNG_START, BrokenPicture, without_notes

MAX_BYTES: Final = 10 * 1024 * 1024
NAME_AT_MOST: Final = 120
OFFERED: Final = "PDF, PNG, JPEG, Word (DOCX), Excel (XLSX), ODT, ODS, CSV or plain text"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
SUFFIXES: Final = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    f"{_OFFICE}.wordprocessingml.document": (".docx",),
    f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{_OPEN}.text": (".odt",),
    f"{_OPEN}.spreadsheet": (".ods",),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
}
_MARKUP: Final = re.compile(r"\s*<(!doctype|html|svg|script|\?xml)", re.IGNORECASE)


class Unusable(Exception):
    """Why a file cannot be taken: one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at: its name with the ending of its kind, its media type, and what is to be kept of it."""

    name: str
    kind: str
    content: bytes


def look_at(name: str, content: bytes) -> Looked:
    """A file as it may be kept, a picture without its camera's notes; raises ``Unusable``."""
    shown = _short(name)
    if not content:
        raise Unusable(f"{shown} is empty: choose the file again.")
    if len(content) > MAX_BYTES:
        raise Unusable(f"{shown} is larger than {MAX_BYTES // 2**20} MB: send a smaller one, or a part of it.")
    kind = _kind(shown, content)
    if kind.startswith("image/"):
        try:
            content = without_notes(content)
        except BrokenPicture:
            raise Unusable(f"{shown} cannot be read as a picture: save it again, and choose the new file.") from None
    return Looked(_with_suffix(shown, kind), kind, content)


def _kind(name: str, content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(PNG_START):
        return "image/png"
    if content.startswith(JPEG_START + b"\xff"):
        return "image/jpeg"
    found = _packed_kind(name, content) if content.startswith(b"PK\x03\x04") else _text_kind(name, content)
    if not found:
        raise Unusable(f"{name} is none of the kinds we can keep: send it as {OFFERED}.")
    return found


def _packed_kind(name: str, content: bytes) -> str:
    """Word, Excel or OpenDocument, all of which are packed files; nothing of them is unpacked but one short word."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = set(packed.namelist())
            declared = packed.read("mimetype").decode() if _is_short(packed, "mimetype") else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, UnicodeDecodeError, ValueError):
        raise Unusable(f"{name} cannot be opened: save it again, and choose the new file.") from None
    if any(part.lower().endswith("vbaproject.bin") or part.startswith("Basic/") for part in inside):
        raise Unusable(f"{name} has macros in it: save it without them, as PDF for example.")
    if declared in SUFFIXES and declared.startswith(_OPEN):
        return declared
    if "[Content_Types].xml" not in inside:
        return ""
    if "word/document.xml" in inside:
        return f"{_OFFICE}.wordprocessingml.document"
    return f"{_OFFICE}.spreadsheetml.sheet" if "xl/workbook.xml" in inside else ""


def _is_short(packed: zipfile.ZipFile, part: str) -> bool:
    return part in packed.namelist() and packed.getinfo(part).file_size < 100


def _text_kind(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's own CSV on Windows; five bytes have no letter in it.
        text = content.decode("cp1252", "replace")
    if "\ufffd" in text or any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text) or _MARKUP.match(text):
        return ""
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"


def _short(name: str) -> str:
    """A name without folders and control letters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable()).strip(" .") or "file"


def _with_suffix(name: str, kind: str) -> str:
    """The name with an ending of its kind, so that it opens with what it is."""
    suffixes = SUFFIXES[kind]
    path = PurePosixPath(name)
    if path.suffix.lower() in suffixes:
        stem, suffix = path.stem, path.suffix
    else:
        stem, suffix = name, suffixes[0]
    return stem[: NAME_AT_MOST - len(suffix)] + suffix
