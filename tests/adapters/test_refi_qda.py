"""REFI-QDA files as other tools read them: valid by the standard's own schema, and no way in for a hostile one."""

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newbelongings.adapters.refi_qda import (
    Code,
    Mark,
    Source,
    User,
    project_file,
    read_codebook,
    write_codebook,
)
from newbelongings.adapters.rows import Unreadable

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent.parent / "vectors" / "refi-qda-project-1.0.xsd"))
QDE = "{urn:QDA-XML:project:1.0}"
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def project_of(pieces, codes, users=()):
    file = io.BytesIO()
    with project_file(file) as project:
        project.add(Source(uuid4(), "Worst things", pieces))
        project.finish(name="Round", made="2026-11-27T12:00:00Z", users=users, codes=codes)
    package = zipfile.ZipFile(file)
    return package, etree.fromstring(package.read("project.qde"))


def coded_passages(package, root):
    """Each coding as another tool finds it: the text that it marks, and its code."""
    for source in root.iter(f"{QDE}TextSource"):
        text = package.read(source.get("plainTextPath").replace("internal://", "sources/")).decode()
        for selection in source.iter(f"{QDE}PlainTextSelection"):
            marked = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            for ref in selection.iter(f"{QDE}CodeRef"):
                yield marked, ref.get("targetGUID")


@settings(max_examples=60)
@given(st.lists(words, min_size=1, max_size=6), words, words)
def test_a_project_is_valid_and_every_mark_finds_its_words_again(texts, name, description):
    code, user = Code(uuid4(), name, description), User(uuid4(), "Coder 1")
    pieces = [(text, [Mark(len(text) // 2, len(text), code.guid, user.guid)]) for text in texts]
    package, root = project_of(pieces, [Code(uuid4(), "Area", codable=False, codes=(code,))], [user])
    SCHEMA.assertValid(root)
    marked = [found for found, ref in coded_passages(package, root) if ref == str(code.guid)]
    assert marked == [text.replace("\r", " ")[len(text) // 2 :] for text in texts]


def test_a_codebook_comes_back_with_its_headings(tmp_path):
    path = tmp_path / "book.qdc"
    book = [Code(uuid4(), "Home & money", codable=False, codes=(Code(uuid4(), "Rooms", "Cold <rooms>"),))]
    with path.open("wb") as file:
        write_codebook(file, book)
    (found,) = read_codebook(path)
    assert (found.name, found.description, found.under) == ("Rooms", "Cold <rooms>", ("Home & money",))


def test_the_codebook_of_another_tool_is_read_whatever_its_namespace(tmp_path):
    path = tmp_path / "book.qdc"
    path.write_text(
        '<?xml version="1.0"?><CodeBook origin="Tool" xmlns="urn:QDA-XML:codebook:1:0"><Codes>'
        '<Code guid="a" name="Barriers" isCodable="true"><Code guid="b" name="Cost" isCodable="true"/></Code>'
        "</Codes></CodeBook>"
    )
    assert [(code.name, code.under) for code in read_codebook(path)] == [("Barriers", ()), ("Cost", ("Barriers",))]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CodeBook><Codes><Code name="&a;"/></Codes></CodeBook>',
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>',
        '<!DOCTYPE CodeBook SYSTEM "http://example.org/x.dtd"><CodeBook><Codes/></CodeBook>',
        "<CodeBook><Codes/></CodeBook>",
        "<Project/>",
        "not xml",
        "",
        "<CodeBook><Codes>" + "<Code name='a'/>" * 2001 + "</Codes></CodeBook>",
    ],
)
def test_a_hostile_or_empty_file_is_refused_in_one_sentence(tmp_path, hostile):
    path = tmp_path / "book.qdc"
    path.write_text(hostile)
    with pytest.raises(Unreadable) as refused:
        read_codebook(path)
    assert len(str(refused.value)) < 160


def test_codes_nested_a_thousand_deep_are_read(tmp_path):
    path = tmp_path / "book.qdc"
    deep = "<Code name='a' isCodable='false'>" * 1000 + "<Code name='b'/>" + "</Code>" * 1000
    path.write_text(f"<CodeBook><Codes>{deep}</Codes></CodeBook>")
    assert [code.name for code in read_codebook(path)] == ["b"]
