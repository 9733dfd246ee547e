"""A questionnaire from the tables of a LimeSurvey structure file. Pure; what we cannot hold is listed."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .models import Question
from .xlsform import Reading

Tables = Mapping[str, Sequence[Mapping[str, str]]]
_ONE: Final = ("L", "!", "O", "5", "G")
_TEXT: Final = ("S", "T", "U")
_NAMES: Final = {
    "F": "a table of questions", "H": "a table of questions", ";": "a table of texts", ":": "a table of numbers",
    "1": "a table with two scales", "A": "a table with five points", "B": "a table with ten points",
    "C": "a table of yes and no", "E": "a table of more and less", "N": "a number", "K": "several numbers",
    "D": "a date", "R": "a ranking", "|": "a file", "*": "an equation", "I": "a switch of language",
    "X": "a text to read", "P": "choices with comments",
}  # fmt: skip
_TAGS: Final = re.compile(r"<[^>]+>")


def from_structure(tables: Tables) -> Reading:
    """The questionnaire that a LimeSurvey file describes, as far as ours can hold it, and what it cannot."""
    return _Structure(tables).read()


class _Structure:
    """The tables joined: questions in their order, each with its words, options and parts."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.words = _first(tables.get("question_l10ns", ()), "qid")
        self.answer_words = _first(tables.get("answer_l10ns", ()), "aid")
        surveys = [*tables.get("surveys_languagesettings", ()), {}]
        title = _plain(surveys[0].get("surveyls_title", "")) or "Questionnaire from LimeSurvey"
        self.reading = Reading({"title": title, "questions": []})
        groups = {row["gid"]: int(row.get("group_order") or 0) for row in tables.get("groups", ())}
        self.questions = sorted(
            tables.get("questions", ()),
            key=lambda row: (groups.get(row.get("gid", ""), 0), int(row.get("question_order") or 0)),
        )

    def read(self) -> Reading:
        seen: set[str] = set()
        for row in self.questions:
            # Older files repeat each question once a language: the first is the survey's own.
            if row.get("parent_qid", "0") in ("", "0") and row["qid"] not in seen:
                seen.add(row["qid"])
                self._question(row)
        return self.reading

    def _leave(self, row: Mapping[str, str], what: str) -> None:
        self.reading.left_out.append(f"Left out: {what} at “{row.get('title', row['qid'])}”.")

    def _question(self, row: Mapping[str, str]) -> None:
        kind, parts = row.get("type", ""), self._parts(row)
        if kind in _ONE:
            self._add(row, Question.ONE, options=self._options(row))
        elif kind == "Y":
            self._add(row, Question.YES_NO)
        elif kind == "M":
            options = [{"name": _slug(code), "text": text} for code, text in parts]
            self._add(row, Question.MANY, options=options + self._other(row))
        elif kind in _TEXT:
            self._add(row, Question.LONG_TEXT)
        elif kind == "Q":
            self._texts(row, parts)
        else:
            self._leave(row, _NAMES.get(kind, f"a question of the type “{kind}”"))

    def _texts(self, row: Mapping[str, str], parts: Sequence[tuple[str, str]]) -> None:
        if len(parts) == 3:
            self._add(row, Question.THREE_THINGS)
            return
        for code, text in parts:
            question = {"name": _slug(f"{row['title']}-{code}"), "kind": Question.LONG_TEXT}
            self.reading.spec["questions"].append({**question, "text": f"{self._text(row)} {text}".strip()})

    def _add(self, row: Mapping[str, str], kind: str, **more: Any) -> None:
        question: dict[str, Any] = {"name": _slug(row.get("title", "")), "kind": kind, "text": self._text(row), **more}
        help_text = _plain(row.get("help", "") or self.words.get(row["qid"], {}).get("help", ""))
        if help_text:
            question["hint"] = help_text
        self.reading.spec["questions"].append(question)
        if row.get("relevance", "1") not in ("", "1"):
            self._leave(row, "the condition")
        if row.get("mandatory", "N") in ("Y", "S"):
            self._leave(row, "“mandatory” (here every question may be skipped)")

    def _text(self, row: Mapping[str, str]) -> str:
        return _plain(row.get("question", "") or self.words.get(row["qid"], {}).get("question", ""))

    def _options(self, row: Mapping[str, str]) -> list[dict[str, Any]]:
        if row["type"] == "5":
            return [{"name": str(step), "text": str(step)} for step in range(1, 6)]
        if row["type"] == "G":
            return [{"name": "female", "text": "Female"}, {"name": "male", "text": "Male"}]
        found: dict[str, str] = {}
        for answer in self.tables.get("answers", ()):
            if answer.get("qid") == row["qid"]:
                words = answer.get("answer", "") or self.answer_words.get(answer.get("aid", ""), {}).get("answer", "")
                found.setdefault(answer["code"], _plain(words))
        return [{"name": _slug(code), "text": text} for code, text in found.items()] + self._other(row)

    @staticmethod
    def _other(row: Mapping[str, str]) -> list[dict[str, Any]]:
        return [{"name": "other", "text": "Other", "other": True}] if row.get("other") == "Y" else []

    def _parts(self, row: Mapping[str, str]) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        below = [*self.tables.get("subquestions", ()), *self.tables.get("questions", ())]
        for part in below:
            if part.get("parent_qid") == row["qid"]:
                found.setdefault(part["title"], self._text(part))
        return list(found.items())


def _first(rows: Sequence[Mapping[str, str]], key: str) -> dict[str, Mapping[str, str]]:
    """The rows by a key; of several languages the first."""
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        found.setdefault(row.get(key, ""), row)
    return found


def _plain(text: str) -> str:
    """Words without the HTML that LimeSurvey keeps them in."""
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "question"
