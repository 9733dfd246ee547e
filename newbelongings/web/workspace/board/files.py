"""The board page as files. Each says exactly what ``BoardPage.words`` says, in its order."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Final

from newbelongings.adapters import word
from newbelongings.adapters.pdf import board_page_pdf
from newbelongings.adapters.slides import Bullet, Slide, deck
from newbelongings.domain.evidence.board_words import BoardLine, BoardPage, BoardSection

_LINES_ON_A_SLIDE = 3


@dataclass(frozen=True, slots=True)
class BoardFile:
    """A kind of file: what it is called in a link, its media type, and how a page becomes it."""

    name: str
    type: str
    draw: Callable[[BoardPage], bytes]


def _pdf(page: BoardPage) -> bytes:
    sections = [asdict(section) for section in page.sections]
    for section in sections:
        section["lines"] = list(section["lines"])
    return board_page_pdf(
        {"title": page.title, "about": page.about, "council": page.council, "made": page.on.isoformat()}
        | {"sections": sections}
    )


def _docx(page: BoardPage) -> bytes:
    return word.document(_parts(page), title=page.title, author=page.council, made=_noon(page))


def _parts(page: BoardPage) -> Iterable[word.Part]:
    yield word.Paragraph(page.about)
    for section in page.sections:
        yield word.Heading(section.title)
        yield word.Paragraph(section.lead)
        if section.quotation:
            yield word.Paragraph(section.quotation, quoted=True)
        yield word.Bullets(["\n".join(_words(line)) for line in section.lines])
        if section.more:
            yield word.Paragraph(section.more)


def _pptx(page: BoardPage) -> bytes:
    slides = [slide for section in page.sections for slide in _slides(section)]
    return deck(slides, title=page.title, about=page.about, author=page.council, made=_noon(page))


def _slides(section: BoardSection) -> Iterable[Slide]:
    """A slide for every three lines, each with a title of its own."""
    shares = [section.lines[at : at + _LINES_ON_A_SLIDE] for at in range(0, len(section.lines), _LINES_ON_A_SLIDE)]
    for number, share in enumerate(shares or [()], start=1):
        bullets = [Bullet(part, level=int(at > 0)) for line in share for at, part in enumerate(_words(line))]
        above = [words for words in (section.lead, section.quotation) if words] if number == 1 else []
        below = [section.more] if section.more and number == max(1, len(shares)) else []
        title = section.title if len(shares) < 2 else f"{section.title} ({number} of {len(shares)})"
        yield Slide(title, above, bullets, below)


def _words(line: BoardLine) -> list[str]:
    return [words for words in (line.words, line.beside, line.answers) if words]


def _noon(page: BoardPage) -> dt.datetime:
    return dt.datetime.combine(page.on, dt.time(12), dt.UTC)


_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"
FILES: Final = {
    "pdf": BoardFile("PDF, one side of A4", "application/pdf", _pdf),
    "pptx": BoardFile("Slides (PowerPoint)", f"{_OPEN_XML}.presentationml.presentation", _pptx),
    "docx": BoardFile("Word", f"{_OPEN_XML}.wordprocessingml.document", _docx),
}
