"""The sheet names sides by the way text runs, so that a page from right to left is mirrored whole."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tools.logical_css import logical


@pytest.mark.parametrize(
    ("written", "built"),
    [
        ("a{margin-left:1px;color:red}", "a{margin-inline-start:1px;color:red}"),
        ("a{border-right-color:red}", "a{border-inline-end-color:red}"),
        ("a{ left: -8px;right:0}", "a{ inset-inline-start: -8px;inset-inline-end:0}"),
        ("a{text-align:right}", "a{text-align:end}"),
        ("a{margin:0 -50vw 2px -1px}", "a{margin-block:0 2px;margin-inline:-1px -50vw}"),
        (
            "a{padding:1px calc(2px + 3px) 4px var(--b)}",
            "a{padding-block:1px 4px;padding-inline:var(--b) calc(2px + 3px)}",
        ),
        ("a{border-width:0 0 5px 5px}", "a{border-block-width:0 5px;border-inline-width:5px 0}"),
    ],
)
def test_sides_become_start_and_end(written, built):
    assert logical(written) == built


@pytest.mark.parametrize(
    "written",
    [
        "a{margin:0 auto}",
        "a{padding:1px 2px 3px 2px}",
        "a{transform:rotate(90deg)}",
        "a{clip-path:polygon(0 0,100% 50%,0 100%)}",
    ],
)
def test_what_has_no_side_stays(written):
    assert logical(written) == written


def test_the_sheet_that_is_served_has_been_through_it():
    sheet = Path(finders.find("site.css")).read_text()
    assert "margin-inline-start" in sheet
    assert logical(sheet) == sheet


# What names a side and still is the same from right to left: a stripe that repeats, and the rim of a screen.
_NO_SIDE = ("repeating-linear-gradient(to right", "env(safe-area-inset-left)", "env(safe-area-inset-right)")


def test_no_rule_of_the_sheet_names_a_side_in_a_way_of_its_own():
    """``float``, ``border-top-left-radius`` and the like are not mirrored by the builder: they may not be written."""
    sheet = Path(finders.find("site.css")).read_text()
    for harmless in _NO_SIDE:
        sheet = sheet.replace(harmless, "")
    named = re.findall(r"(?<=[{;])[^{};]*(?<![a-z])(?:left|right)(?![a-z])[^{};]*", sheet)
    assert named == []
