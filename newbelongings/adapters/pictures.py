"""Pictures without what a camera wrote into them: where and when they were taken, and with which phone.

Only what draws the picture is kept, and of the camera's notes which way is up. The picture itself is not touched.
"""

import struct
from collections.abc import Iterator
from typing import Final

PNG_START: Final = b"\x89PNG\r\n\x1a\n"
JPEG_START: Final = b"\xff\xd8"
# Chunks of a PNG that draw it (PNG specification, third edition, section 11); the rest is text, time and camera notes.
_PNG_KEPT: Final = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs",
    b"cICP", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT, _SCAN = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE, 0xDA
_WITHOUT_LENGTH: Final = {0x01, *range(0xD0, 0xD9)}
_ORIENTATION: Final = 0x0112
_EXIF: Final = b"Exif\0\0"


class BrokenPicture(Exception):
    """It begins like a picture and is none."""


def without_notes(content: bytes) -> bytes:
    """The same PNG or JPEG without a camera's notes; raises ``BrokenPicture``."""
    try:
        if content.startswith(PNG_START):
            return PNG_START + b"".join(whole for kind, whole in _chunks(content) if kind in _PNG_KEPT)
        return _plain_jpeg(content)
    except (struct.error, IndexError):
        raise BrokenPicture from None


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_START)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        whole = content[place : place + 12 + length]
        if len(whole) != 12 + length:
            raise BrokenPicture
        yield kind, whole
        place += len(whole)


def _plain_jpeg(content: bytes) -> bytes:
    kept, place = [JPEG_START], len(JPEG_START)
    while True:
        mark, marker = content[place], content[place + 1]
        if mark != 0xFF:
            raise BrokenPicture
        if marker in _WITHOUT_LENGTH:
            place += 2
            continue
        if marker == _SCAN:
            return b"".join([*kept, _picture_alone(content, place)])
        (length,) = struct.unpack_from(">H", content, place + 2)
        segment = content[place : place + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise BrokenPicture
        kept.append(_kept(marker, segment))
        place += len(segment)


def _kept(marker: int, segment: bytes) -> bytes:
    if marker == _APP1:
        return _which_way_is_up(segment[4:])
    draws = marker in (_APP0, _APP14) or (marker == _APP2 and segment[4:].startswith(b"ICC_PROFILE"))
    return b"" if (_APP0 <= marker <= _APP15 and not draws) or marker == _COMMENT else segment


def _picture_alone(content: bytes, place: int) -> bytes:
    """From the first scan to the end of the picture; a phone may put a film, or a second picture, behind it."""
    end = content.find(b"\xff\xd9", place)
    if end < 0:
        raise BrokenPicture
    return content[place : end + 2]


def _which_way_is_up(notes: bytes) -> bytes:
    """A new segment of camera notes that holds the orientation and nothing else; nothing where it says nothing."""
    if not notes.startswith(_EXIF):
        return b""
    tiff = notes[len(_EXIF) :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        entries = (struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * i) for i in range(count))
        up = next((value for tag, _, _, value in entries if tag == _ORIENTATION), 1)
    except struct.error:
        return b""
    if up not in range(2, 9):
        return b""
    plain = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, up, 0, 0)
    return struct.pack(">BBH", 0xFF, _APP1, 2 + len(_EXIF) + len(plain)) + _EXIF + plain
