"""How well the text model's suggestions fit what a reader said, and how fast and in how much memory it reads."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Missing

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NEWBELONGINGS_SHARED", ROOT.parent / "shared"))
ANSWERS = SHARED / "data" / "answers" / "dev.jsonl"


def measure() -> Iterator[Figure]:
    if not ANSWERS.exists():
        raise Missing(f"needs the real file {ANSWERS.name}")
    command = [sys.executable, "-m", "newbelongings", "themes-evaluate", str(ANSWERS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(said.strip().splitlines()[-1])
    note = f"{ANSWERS.name}, {found['model']}"
    for key in ("main_accuracy", "micro_f1", "macro_f1", "sentiment_accuracy", "sentiment_macro_f1"):
        yield Figure(f"themes-{key.replace('_', '-')}", found[key], "of 1", found["n"], note)
    yield Figure("themes-seconds", found["seconds"], "s", found["n"], note)
