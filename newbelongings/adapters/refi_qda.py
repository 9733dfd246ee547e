"""A door for REFI-QDA 1.0 (2019), which QualCoder, NVivo, ATLAS.ti and MAXQDA read and write: a codebook (``.qdc``),
and a project (``.qdpx``: a packed ``project.qde`` beside its texts).

Positions count Unicode characters from 0, the end not included. The standard is by the Rotterdam Exchange Format
Initiative, https://www.qdasoftware.org.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from .rows import Unreadable

ORIGIN: Final = "New Belongings"
CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"
PROJECT: Final = "urn:QDA-XML:project:1.0"
MAX_BYTES: Final = 5 * 1024 * 1024
MAX_CODES: Final = 2000
_BETWEEN: Final = "\n\n"
# Signs that XML cannot hold.
_NO_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), " ")


@dataclass(frozen=True)
class Code:
    """One code with those under it. ``codable`` is False for a heading such as an area."""

    guid: UUID
    name: str
    description: str = ""
    codable: bool = True
    codes: Sequence["Code"] = ()


@dataclass(frozen=True)
class User:
    """Somebody who coded, by whatever name."""

    guid: UUID
    name: str


@dataclass(frozen=True)
class Mark:
    """That ``text[start:end]`` is coded, perhaps by somebody."""

    start: int
    end: int
    code: UUID
    user: UUID | None = None


@dataclass(frozen=True)
class Source:
    """One text, as pieces that are set one below the other, each with its marks."""

    guid: UUID
    name: str
    pieces: Iterable[tuple[str, Sequence[Mark]]]


def write_codebook(file: IO[bytes], codes: Sequence[Code]) -> None:
    """Write a ``.qdc`` file."""
    with _document(file, "CodeBook", {"origin": ORIGIN}, CODEBOOK) as xml, _element(xml, "Codes"):
        for code in codes:
            _write_code(xml, code)


@dataclass
class ProjectFile:
    """A ``.qdpx`` file that is being written: its texts first, then ``finish``."""

    package: zipfile.ZipFile
    _kept: list[tuple[Source, list[Mark]]] = field(default_factory=list)

    def add(self, source: Source) -> None:
        """Write one text; of its pieces only the marks are kept in memory."""
        marks: list[Mark] = []
        with self.package.open(f"sources/{source.guid}.txt", "w") as raw:
            place = 0
            with io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
                for piece, of_piece in source.pieces:
                    # One sign for another: what is marked stays where it is.
                    text.write(piece.replace("\r", " ") + _BETWEEN)
                    marks += [Mark(m.start + place, m.end + place, m.code, m.user) for m in of_piece]
                    place += len(piece) + len(_BETWEEN)
        self._kept.append((source, marks))

    def finish(self, *, name: str, made: str, users: Sequence[User], codes: Sequence[Code]) -> None:
        """Write ``project.qde``; ``made`` is a moment as ISO 8601 writes it."""
        head = {"name": name, "origin": ORIGIN, "creationDateTime": made}
        with (
            self.package.open("project.qde", "w", force_zip64=True) as file,
            _document(file, "Project", head, PROJECT) as xml,
        ):
            if users:
                with _element(xml, "Users"):
                    for user in users:
                        _empty(xml, "User", {"guid": str(user.guid), "name": user.name})
            with _element(xml, "CodeBook"), _element(xml, "Codes"):
                for code in codes:
                    _write_code(xml, code)
            if self._kept:
                with _element(xml, "Sources"):
                    for source, marks in self._kept:
                        _write_source(xml, source, marks)


@contextmanager
def project_file(file: IO[bytes]) -> Iterator[ProjectFile]:
    """Begin a ``.qdpx`` file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        yield ProjectFile(package)


def _write_source(xml: XMLGenerator, source: Source, marks: Sequence[Mark]) -> None:
    attributes = {
        "guid": str(source.guid),
        "name": source.name,
        "plainTextPath": f"internal://{source.guid}.txt",
    }
    with _element(xml, "TextSource", attributes):
        places: dict[tuple[int, int], list[Mark]] = {}
        for mark in marks:
            places.setdefault((mark.start, mark.end), []).append(mark)
        for (start, end), of_place in places.items():
            guid = uuid5(source.guid, f"{start}-{end}")
            where = {"guid": str(guid), "startPosition": str(start), "endPosition": str(end)}
            with _element(xml, "PlainTextSelection", where):
                for mark in of_place:
                    _write_coding(xml, guid, mark)


def _write_coding(xml: XMLGenerator, selection: UUID, mark: Mark) -> None:
    attributes = {"guid": str(uuid5(selection, str(mark.code)))}
    if mark.user:
        attributes["creatingUser"] = str(mark.user)
    with _element(xml, "Coding", attributes):
        _empty(xml, "CodeRef", {"targetGUID": str(mark.code)})


def _write_code(xml: XMLGenerator, code: Code) -> None:
    attributes = {"guid": str(code.guid), "name": code.name, "isCodable": "true" if code.codable else "false"}
    with _element(xml, "Code", attributes):
        if code.description:
            with _element(xml, "Description"):
                xml.characters(code.description.translate(_NO_XML))
        for under in code.codes:
            _write_code(xml, under)


@contextmanager
def _document(file: IO[bytes], root: str, attributes: dict[str, str], namespace: str) -> Iterator[XMLGenerator]:
    xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    with _element(xml, root, {"xmlns": namespace, **attributes}):
        yield xml
    xml.endDocument()


@contextmanager
def _element(xml: XMLGenerator, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
    clean = {key: value.translate(_NO_XML) for key, value in (attributes or {}).items()}
    xml.startElement(name, AttributesImpl(clean))
    yield
    xml.endElement(name)


def _empty(xml: XMLGenerator, name: str, attributes: dict[str, str]) -> None:
    with _element(xml, name, attributes):
        pass


@dataclass(frozen=True)
class ReadCode:
    """A code of somebody else's codebook, with the names of those above it, the outermost first."""

    name: str
    description: str
    under: tuple[str, ...]


def read_codebook(path: Path) -> list[ReadCode]:
    """The codes of a ``.qdc`` file that answers can be coded to, in its order; raises ``Unreadable``.

    Entities, document types and outside references are refused: such a file may come from anywhere.
    """
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("This file is larger than 5 MB, too large for a codebook.")
    try:
        root = ElementTree.parse(path, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable("This is no codebook: export it from your tool as REFI-QDA codebook (.qdc).") from error
    codes = next((child for child in root if _tag(child) == "Codes"), None) if _tag(root) == "CodeBook" else None
    if codes is None:
        raise Unreadable("This is no codebook: export it from your tool as REFI-QDA codebook (.qdc).")
    return _read(codes)


def _read(codes: Element) -> list[ReadCode]:
    """Without recursion: a hostile file may nest its codes ever so deep."""
    found: list[ReadCode] = []
    waiting: list[tuple[Element, tuple[str, ...]]] = [(code, ()) for code in reversed(codes)]
    while waiting:
        code, under = waiting.pop()
        if _tag(code) != "Code":
            continue
        name = " ".join((code.get("name") or "").split())
        children = [child for child in code if _tag(child) == "Code"]
        if name and (code.get("isCodable", "true") in ("true", "1")):
            words = next((child.text or "" for child in code if _tag(child) == "Description"), "")
            found.append(ReadCode(name, words.strip(), under))
        waiting += [(child, (*under[:1], name)) for child in reversed(children)]
        if len(found) > MAX_CODES:
            raise Unreadable(f"This codebook has more than {MAX_CODES:,} codes, more than a person can tell apart.")
    if not found:
        raise Unreadable("This codebook holds no code that answers can be coded to.")
    return found


def _tag(element: Element) -> str:
    """The name without its namespace, which tools write in several ways."""
    return element.tag.rpartition("}")[2]
