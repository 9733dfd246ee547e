"""The device's own modules, run by Node, against the service's: the same routing, and envelopes that open."""

import base64
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from newbelongings.domain.kernel.envelopes import open_envelope, public_key
from newbelongings.domain.surveys.routing import asked_of
from tools.build_frontend import node

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
CASES = json.loads((VECTORS / "routing.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_service_routes_as_the_cases_say(case):
    questions = [SimpleNamespace(**{"condition": {}, **question}) for question in case["questions"]]
    assert asked_of(questions, case["chosen"]) == case["asked"]


def test_the_device_routes_as_the_cases_say():
    answers = json.loads(node("--no-warnings", str(VECTORS / "routing.mjs")))
    assert [(a["asked"], a["alone"]) for a in answers] == [(case["asked"], case["alone"]) for case in CASES]


def test_what_the_device_seals_the_service_opens():
    content = {"answers": [{"question": "best", "text": "“Ünïcode” 🧶 \u202e\u0000 x" * 700}], "interpreter": False}
    key = base64.b64encode(public_key()).decode()
    sealed = base64.b64decode(node("--no-warnings", str(VECTORS / "envelope.mjs"), json.dumps(content), "7/a", key))
    assert open_envelope(sealed, bound_to="7/a") == content
    assert (len(sealed) - 94) % 8192 == 0
