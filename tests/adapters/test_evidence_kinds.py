"""Evidence is known by its content; a picture loses where it was taken and nothing that one sees."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newbelongings.adapters.evidence_kinds import MAX_BYTES, Unusable, look_at

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def picture(form, **more):
    shown = Image.effect_noise((64, 48), 90).convert("RGB")
    written = io.BytesIO()
    shown.save(written, form, **more)
    return written.getvalue()


def with_place(orientation=6):
    notes = Image.Exif()
    notes[0x0112], notes[0x0110] = orientation, "Phone of somebody"
    notes.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    return picture("JPEG", exif=notes, comment=b"taken at home")


def packed(**parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


WORD = packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
SHEET = packed(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})
OPEN_TEXT = packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<o/>"})
OPEN_SHEET = packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<o/>"})


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("minutes.pdf", PDF, "minutes.pdf"),
        ("minutes.docx", PDF, "minutes.docx.pdf"),
        ("D:\\shots\\photo.jpeg", picture("JPEG"), "photo.jpeg"),
        ("photo.exe", picture("PNG"), "photo.exe.png"),
        ("letter", WORD, "letter.docx"),
        ("sums.zip", SHEET, "sums.zip.xlsx"),
        ("letter.odt", OPEN_TEXT, "letter.odt"),
        ("figures.ods", OPEN_SHEET, "figures.ods"),
        ("figures.csv", "place,n\nhéré,3\n".encode("cp1252"), "figures.csv"),
        ("notes.md", b"All agreed.\n", "notes.md.txt"),
        ("../../etc/\x00passwd", b"words", "passwd.txt"),
    ],
)
def test_a_file_is_what_its_content_says_and_is_named_so(name, content, kept):
    assert look_at(name, content).name == kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00\x03", "none of the kinds"),
        (b"GIF89a\x01\x00", "none of the kinds"),
        (b"<!doctype html><script>alert(1)</script>", "none of the kinds"),
        (b"  <svg onload=alert(1)>", "none of the kinds"),
        (b"PK\x03\x04 and no more", "cannot be opened"),
        (packed(**{"a.txt": "plain zip"}), "none of the kinds"),
        (packed(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), "macros"),
        (b"\x89PNG\r\n\x1a\n cut", "cannot be read as a picture"),
        (picture("JPEG")[:-200], "cannot be read as a picture"),
        (b"%PDF-" + bytes(MAX_BYTES), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(content, words):
    with pytest.raises(Unusable, match=words) as refusal:
        look_at("a.bin", content)
    assert str(refusal.value).startswith("a.bin ")
    assert str(refusal.value).count(". ") == 0


def test_a_photograph_loses_its_place_and_phone_and_stays_the_right_way_up():
    before = with_place()
    after = look_at("home.jpg", before).content
    assert b"Phone of somebody" in before
    for secret in (b"Phone of somebody", b"taken at home"):
        assert secret not in after
    one, other = (Image.open(io.BytesIO(content)) for content in (before, after))
    assert dict(other.getexif()) == {0x0112: 6}
    assert one.tobytes() == other.tobytes()


def test_a_png_loses_its_words_and_keeps_its_dots():
    said = PngInfo()
    said.add_text("Comment", "Where she lives")
    before = picture("PNG", pnginfo=said, exif=Image.Exif().tobytes())
    after = look_at("home.png", before).content
    assert b"Where she lives" in before
    assert b"Where she lives" not in after
    assert Image.open(io.BytesIO(before)).tobytes() == Image.open(io.BytesIO(after)).tobytes()


@given(content=st.binary(max_size=300) | st.builds(lambda b: b"\xff\xd8\xff" + b, st.binary(max_size=200)))
def test_anything_is_either_taken_or_refused(content):
    try:
        looked = look_at("x", content)
    except Unusable:
        return
    assert look_at(looked.name, looked.content) == looked


@given(cut=st.integers(0, 400))
def test_a_picture_cut_short_is_never_taken(cut):
    whole = picture("PNG")
    with pytest.raises(Unusable):
        look_at("x.png", whole[: -1 - min(cut, len(whole) - 2)] or b"\x89")


def test_orientation_is_read_in_both_byte_orders():
    little = b"II" + struct.pack("<HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, 8, 0, 0)
    segment = b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(little)) + b"Exif\0\0" + little
    whole = picture("JPEG")
    after = look_at("x.jpg", whole[:2] + segment + whole[2:]).content
    assert dict(Image.open(io.BytesIO(after)).getexif()) == {0x0112: 8}
