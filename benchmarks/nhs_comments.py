"""6,211 comments of NHS patients with the labels that people gave them; real words, not part of the project."""

import csv
import os
from pathlib import Path

import numpy as np

from benchmarks.figures import Missing
from newbelongings.domain.themes.expecting import Line, expected, lines_as_numbers
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.rehearsing import Known

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NEWBELONGINGS_SHARED", ROOT.parent / "shared"))
COMMENTS = SHARED / "data" / "nhs_comments" / "v6framework_230831.csv"
WORDS = "FFT answer"
UNREADABLE = "Labelling not possible"
# Columns that say how a comment was handled, not what it is about.
NO_THEMES = {"Not assigned", UNREADABLE, "Safeguarding concerns?"}
FIRST_THEME = "Not assigned"
AT_ONCE = 64


def comments(machine: Machine) -> tuple[Known, list[str]]:
    """Every comment with words that could be labelled, with one label or more or none, and the names of the labels.

    Their framework has areas of its own; here all labels lie in one, so what is expected of a label before any
    coding comes from its name alone.
    """
    if not COMMENTS.exists():
        raise Missing(f"needs the real file {COMMENTS.name}")
    with COMMENTS.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if row[UNREADABLE] != "1" and row[WORDS].strip()]
        columns = list(reader.fieldnames or [])
    names = [name for name in columns[columns.index(FIRST_THEME) :] if name not in NO_THEMES]
    names = [name for name in names if any(row[name] == "1" for row in rows)]
    texts = [row[WORDS] for row in rows]
    lines = [Line(place, "A1", (name,), False) for place, name in enumerate(names)]
    vectors = _vectors(machine, texts)
    numbers = lines_as_numbers(lines, machine.vectors(names))
    areas = np.zeros((len(texts), 10), dtype=np.float32)
    areas[:, 0] = 1
    said = np.array([[row[name] == "1" for name in names] for row in rows], dtype=np.float32)
    return Known(texts, vectors, expected(numbers, areas, vectors), said), names


def _vectors(machine: Machine, texts: list[str]) -> np.ndarray:
    rows = [
        one.vector
        for start in range(0, len(texts), AT_ONCE)
        for one in machine.reader.sense(texts[start : start + AT_ONCE])
    ]
    return np.array(rows, dtype=np.float32)
