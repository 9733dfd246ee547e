"""A file of another tool, all the way in: the columns are guessed, and the responses are there."""

from pathlib import Path

import pytest

from newbelongings.adapters.survey_tools import open_responses
from newbelongings.domain.surveys import actions, columns, importing
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.surveys.queries import instrument_questions
from tests.full_world import ago

AGE, BEST = "How old are you?", "What are the best 3 things about leaving care?"
FILES = {
    "Kobo": ["_id,_uuid,_submission_time,age,best/best_1,best/best_2", "1,a,2026-03-02T10:33:01,18-20,A flat,My dog"],
    "LimeSurvey": [
        '"id","submitdate","lastpage","age","best[SQ1]","best[SQ2]"',
        '1,"2026-03-02 10:33:01",4,"18 to 20","A flat","My dog"',
    ],
    "Microsoft Forms": [
        f'ID,Start time,Completion time,"{AGE}","{BEST} 1","{BEST} 2"',
        "1,3/2/26 9:00,3/2/26 9:09,18 to 20,A flat,My dog",
    ],
    "SmartSurvey": [
        f'UserID,UserNo,Started,"{AGE}","{BEST}",',
        ",,,,First thing,Second thing",
        "7,1,x,18 to 20,A flat,My dog",
    ],
}


@pytest.mark.parametrize("tool", FILES)
def test_an_earlier_round_comes_from(tool, world, tmp_path: Path):
    instrument = actions.install_shipped_instruments(world.as_system())[0]
    round_ = actions.open_round(
        world.as_alice, cycle_id=world.cycle.pk, instrument_id=instrument.pk, slug="earlier", title="Earlier",
        opens=ago(400), closes=ago(300),
    )  # fmt: skip
    file = tmp_path / "export.csv"
    file.write_text("\n".join(FILES[tool]) + "\n")
    table = open_responses(file)
    questions = instrument_questions(instrument.pk)
    plan = columns.plan_from_choices(columns.guess(table.header, questions), table.header, questions)
    reading = importing.read(table.rows(), table.header, plan, questions)
    assert reading.refusals == []
    assert importing.bring_in(world.as_alice, round_id=round_.pk, reading=reading) == 1
    assert sorted(Answer.objects.exclude(text="").values_list("text", flat=True)) == ["A flat", "My dog"]
    assert Answer.objects.get(option__isnull=False).option.name == "18-20"
