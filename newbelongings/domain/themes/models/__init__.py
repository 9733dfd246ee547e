"""The codebook and what answers were found to say. The machine's suggestion and a person's coding
never share a row."""

from .agreement import JudgedTheme, Judgement, SharedAnswer, SharedSample
from .codebook import Theme, ThemeChange, ThemeDescent
from .emerging import Emerging, EmergingAnswer
from .machine import AnswerVector, Batch, Learnt, MachineReading, Suggestion
from .people import Coding, CodingAct, Quotation, Reading
from .raised import RaisedTheme

__all__ = [
    "AnswerVector",
    "Batch",
    "Coding",
    "CodingAct",
    "Emerging",
    "EmergingAnswer",
    "JudgedTheme",
    "Judgement",
    "Learnt",
    "MachineReading",
    "Quotation",
    "RaisedTheme",
    "Reading",
    "SharedAnswer",
    "SharedSample",
    "Suggestion",
    "Theme",
    "ThemeChange",
    "ThemeDescent",
]
