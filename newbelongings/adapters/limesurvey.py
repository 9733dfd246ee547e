"""A door for LimeSurvey's structure files (``.lss``): their XML becomes tables of rows, by name.

Entities and outside references are refused by defusedxml: such a file may come from anywhere.
"""

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from .rows import Unreadable

MAX_BYTES: Final = 10 * 1024 * 1024


def read_structure(path: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of a structure file (``questions``, ``subquestions``, ``answers`` …). Raises ``Unreadable``."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("This file is larger than 10 MB, too large for a questionnaire.")
    try:
        root = ElementTree.parse(path).getroot()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unreadable("This is no LimeSurvey structure file: export the survey as .lss and choose that.") from error
    if root.findtext("LimeSurveyDocType") != "Survey":
        raise Unreadable("This file holds no whole LimeSurvey survey: export the survey structure as .lss.")
    return {
        table.tag: [{cell.tag: (cell.text or "").strip() for cell in row} for row in table.iterfind("rows/row")]
        for table in root
        if table.find("rows") is not None
    }
