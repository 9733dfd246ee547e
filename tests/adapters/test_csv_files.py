"""Files that we write: whole or not at all, and never run by a spreadsheet."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.adapters.csv_files import guarded, write_csv
from newbelongings.domain.surveys.importing import unguarded

texts = st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n x"), st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+44", "-1", "@SUM(A1)", "\t=1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ask twice", "'quoted'", "1 = 1", "’tis"])
def test_other_cells_stay_as_they_are(text):
    assert guarded(text) == text


@given(text=texts)
def test_no_guarded_text_runs_and_every_one_comes_back(text):
    assert guarded(text)[:1] not in set("=+-@\t\r")
    assert unguarded(guarded(text)) == text


def test_the_file_says_its_encoding_and_opens_as_rows(tmp_path):
    path = tmp_path / "out.csv"
    assert write_csv(path, ["advice"], [["£5, “please”"], ["=1+1"]]) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["advice"], ["£5, “please”"], ["'=1+1"]]


def test_a_file_that_fails_half_way_is_not_there_and_the_old_one_stays(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("the old one")

    def rows():
        yield ["one"]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_csv(path, ["advice"], rows())
    assert path.read_text() == "the old one"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
