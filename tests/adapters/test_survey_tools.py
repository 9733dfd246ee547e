"""Exports of other survey tools come in as they are: columns of ticks become one, and each tool is named."""

from pathlib import Path

import pytest

from newbelongings.adapters.survey_tools import open_responses

KOBO = (
    "_id,_uuid,_submission_time,about/age,helps,helps/money,helps/friends,best/best_1,best/best_2\n"
    "1,ab-1,2026-03-02T10:33:01,18-20,money friends,1,1,A flat,My dog\n"
    "2,ab-2,2026-03-09T08:00:00,21-25,friends,0,1,College,\n"
)
LIMESURVEY = (
    '"Response ID","Date submitted","Last page","age","helps[money]","helps[friends]","helps[other]",'
    '"best[SQ1]","best[SQ2]"\n'
    '1,"2026-03-02 10:33:01",4,"18 to 20","Yes","No","My nan","A flat","My dog"\n'
    '2,"2026-03-09 08:00:00",4,"21 to 25","No","Yes","","College",""\n'
)
MICROSOFT = (
    "ID,Start time,Completion time,Email,Name,How old are you?,What helps?\n"
    "1,3/2/26 10:01:00,3/2/26 10:09:00,anonymous,,18 to 20,Money;Friends;\n"
)
SMARTSURVEY = (
    "UserID,UserNo,Started,How old are you?,What helps?,,Best things,\n"
    ",,,,Money,Friends,First,Second\n"
    "77,1,02/03/2026,18 to 20,Money,Friends,A flat,My dog\n"
    "78,2,09/03/2026,21 to 25,,Friends,College,\n"
)


def read(tmp_path: Path, content: str) -> tuple[list[dict[str, str]], str]:
    file = tmp_path / "export.csv"
    file.write_text(content, "utf-8")
    table = open_responses(file)
    return [dict(zip(table.header, row.cells, strict=True)) for row in table.rows()], table.note


def test_kobo(tmp_path: Path):
    (first, second), note = read(tmp_path, KOBO)
    assert "Kobo" in note
    assert (first["age"], first["helps"], second["helps"]) == ("18-20", "money; friends", "friends")
    assert (first["best_1"], first["best_2"], first["week"]) == ("A flat", "My dog", "2026-03-02")
    assert "helps/money" not in first


def test_limesurvey(tmp_path: Path):
    (first, second), note = read(tmp_path, LIMESURVEY)
    assert "LimeSurvey" in note
    assert (first["helps"], first["helps_other"], second["helps"]) == ("money", "My nan", "friends")
    assert (first["best_1"], first["best_2"], second["week"]) == ("A flat", "My dog", "2026-03-09")


def test_microsoft_forms(tmp_path: Path):
    (first,), note = read(tmp_path, MICROSOFT)
    assert "Microsoft Forms" in note
    assert first["What helps?"] == "Money;Friends;"


def test_smartsurvey(tmp_path: Path):
    (first, second), note = read(tmp_path, SMARTSURVEY)
    assert "SmartSurvey" in note
    assert (first["What helps?"], second["What helps?"]) == ("Money; Friends", "Friends")
    assert (first["Best things 1"], first["Best things 2"]) == ("A flat", "My dog")


@pytest.mark.parametrize("content", ["age,best_1\n18 to 20,A flat\n", "id,age\n1,18 to 20\n"])
def test_any_other_table_stays_as_it_is(tmp_path: Path, content: str):
    rows, note = read(tmp_path, content)
    assert list(rows[0]) == content.partition("\n")[0].split(",")
    assert "looks like" not in note


def test_rows_keep_their_numbers_so_that_a_refusal_points_to_the_file(tmp_path: Path):
    file = tmp_path / "export.csv"
    file.write_text(SMARTSURVEY)
    assert [row.number for row in open_responses(file).rows()] == [3, 4]
