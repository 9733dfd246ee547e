"""What a device keeps of a survey: the questions, and what it needs to lock and send answers."""

import base64
from typing import Any

from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.envelopes import public_key
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.queries import instrument_questions
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.public.survey.pages import others

_OF_QUESTION = ("name", "kind", "text", "short", "hint", "things", "private")


def survey_for_device(round_: Round, token: str) -> dict[str, Any]:
    """Read by ``web/offline_app``. Nothing in it is about a care leaver; ``token`` says who took it along."""
    authority = round_.authority
    return {
        "round": round_.pk,
        "title": round_.title,
        "council": authority.name,
        "helpline": {"name": authority.helpline_name, "phone": authority.helpline_phone},
        "closes": long_date(round_.closes),
        "closesOn": round_.closes.isoformat(),
        "others": others(round_),
        "questions": [_question(sheet) for sheet in instrument_questions(round_.instrument_id)],
        "token": token,
        "key": base64.b64encode(public_key()).decode(),
    }


def _question(sheet: QuestionSheet) -> dict[str, Any]:
    return {
        **{name: getattr(sheet, name) for name in _OF_QUESTION},
        "ideas": list(sheet.ideas),
        "ends": list(sheet.ends),
        "condition": dict(sheet.condition),
        "options": [{"name": o.name, "text": o.text, "other": o.other} for o in sheet.options],
    }
