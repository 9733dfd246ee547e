"""A questionnaire as the sheets of an XLSForm (the form of ODK, Kobo and others), and back. Pure functions.

Rows are dicts by column name. What an XLSForm can say and a questionnaire of ours cannot is listed, never dropped in
silence. Three things are a group of three text questions called ``name_1`` to ``name_3``; own words beside "other" a
text question called ``name_other``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .kinds import OPTIONS_OF_KIND, OWN_OPTIONS
from .models import Question
from .routing import ANY_OF, NONE_OF

Rows = Sequence[Mapping[str, str]]
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
_OTHER, _THINGS = "_other", 3
_ENDS: Final = re.compile(r"0 = (.+); 10 = (.+)")
_IDEAS: Final = "Ideas: "
_LABEL: Final = re.compile(r"label(::.*)?", re.IGNORECASE)
_PICKED: Final = re.compile(r"(?:selected\(\s*\$\{([^}]+)\}\s*,\s*'([^']*)'\s*\)|\$\{([^}]+)\}\s*=\s*'?([^'\s]+)'?)")
_UNPICKED: Final = re.compile(
    r"(?:not\(\s*selected\(\s*\$\{([^}]+)\}\s*,\s*'([^']*)'\s*\)\s*\)|\$\{([^}]+)\}\s*!=\s*'?([^'\s]+)'?)"
)
_METADATA: Final = ("start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit", "simserial")
_COLUMNS_LEFT: Final = {
    "constraint": "a constraint",
    "required": "“required” (here every question may be skipped)",
    "choice_filter": "a choice filter",
    "calculation": "a calculation",
    "default": "a default answer",
    "repeat_count": "a repeat count",
    "media::image": "a picture",
    "media::audio": "a sound",
}


@dataclass
class Reading:
    """What was read: the ``spec`` of a questionnaire, and ``left_out``, one sentence for each thing it cannot hold."""

    spec: dict[str, Any]
    left_out: list[str] = field(default_factory=list)


def to_sheets(spec: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The three sheets of an XLSForm. Notes, areas, pictures and "hand the device over" have no place in one."""
    survey: list[dict[str, str]] = []
    choices: dict[tuple[str, str], str] = {}
    kinds = {question["name"]: question["kind"] for question in spec["questions"]}
    for question in spec["questions"]:
        survey += _survey_rows(question, kinds)
        for option in _options(question):
            choices[_list_name(question), option["name"]] = option["text"]
    listed = [{"list_name": name, "name": option, "label": text} for (name, option), text in choices.items()]
    form_id = re.sub(r"\W+", "_", spec.get("slug") or spec["title"]).strip("_") or "survey"
    return {SURVEY: survey, CHOICES: listed, SETTINGS: [{"form_title": spec["title"], "form_id": form_id}]}


def _options(question: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    if question["kind"] in OWN_OPTIONS:
        return list(question["options"])
    if question["kind"] == Question.SCALE:
        return []
    return [{"name": name, "text": text} for name, text in OPTIONS_OF_KIND.get(question["kind"], ())]


def _list_name(question: Mapping[str, Any]) -> str:
    return str(question["name"] if question["kind"] in OWN_OPTIONS else question["kind"])


def _survey_rows(question: Mapping[str, Any], kinds: Mapping[str, str]) -> list[dict[str, str]]:
    kind, name = question["kind"], question["name"]
    row = {"type": "", "name": name, "label": question["text"], "hint": question.get("hint", "")}
    row["relevant"] = _relevant(question.get("condition") or {}, kinds)
    if question.get("ideas"):
        row["guidance_hint"] = _IDEAS + " | ".join(question["ideas"])
    if kind == Question.THREE_THINGS:
        things = [{"type": "text", "name": f"{name}_{n}", "label": f"{n}"} for n in range(1, _THINGS + 1)]
        return [{**row, "type": "begin_group", "appearance": "field-list"}, *things, {"type": "end_group"}]
    if kind == Question.LONG_TEXT:
        return [{**row, "type": "text", "appearance": "multiline"}]
    if kind == Question.SCALE:
        if question.get("ends"):
            row["guidance_hint"] = f"0 = {question['ends'][0]}; 10 = {question['ends'][1]}"
        return [{**row, "type": "range", "parameters": "start=0 end=10 step=1"}]
    row["type"] = f"{'select_multiple' if kind == Question.MANY else 'select_one'} {_list_name(question)}"
    others = [option["name"] for option in _options(question) if option.get("other")]
    own = [{"type": "text", "name": f"{name}{_OTHER}", "label": "In your own words", "relevant": _is(name, kind, o)}
           for o in others]  # fmt: skip
    return [row, *own]


def _is(name: str, kind: str, option: str) -> str:
    return f"selected(${{{name}}}, '{option}')" if kind != Question.SCALE else f"${{{name}}} = {option}"


def _relevant(condition: Mapping[str, Any], kinds: Mapping[str, str]) -> str:
    if not condition:
        return ""
    name = condition["question"]
    if ANY_OF in condition:
        return " or ".join(_is(name, kinds[name], option) for option in condition[ANY_OF])
    return " and ".join(f"not({_is(name, kinds[name], option)})" for option in condition[NONE_OF])


def from_sheets(sheets: Mapping[str, Rows]) -> Reading:
    """The questionnaire that an XLSForm describes, as far as ours can hold it, and what it cannot."""
    settings = next(iter(sheets.get(SETTINGS, ())), {})
    reading = Reading({"title": settings.get("form_title", "") or "Questionnaire from a file", "questions": []})
    return _Reader(sheets, reading).read()


class _Reader:
    """Goes through the survey sheet row by row."""

    def __init__(self, sheets: Mapping[str, Rows], reading: Reading) -> None:
        self.rows = [row for row in sheets.get(SURVEY, ()) if row.get("type", "").strip()]
        self.choices: dict[str, list[tuple[str, str]]] = {}
        for row in sheets.get(CHOICES, ()):
            name = row.get("list_name", "") or row.get("list name", "")
            self.choices.setdefault(name, []).append((row.get("name", ""), _label(row)))
        self.reading = reading
        self.place = 0

    def read(self) -> Reading:
        self._languages()
        while self.place < len(self.rows):
            row = self.rows[self.place]
            self.place += 1
            self._row(row)
        return self.reading

    def _languages(self) -> None:
        columns = {key for row in self.rows for key in row if _LABEL.fullmatch(key) and row[key]}
        for extra in sorted(columns, key=lambda key: (key != "label", key))[1:]:
            self._leave(f"the translation in the column “{extra}”")

    def _leave(self, what: str, row: Mapping[str, str] | None = None) -> None:
        where = f" at “{row.get('name') or row.get('type')}”" if row else ""
        sentence = f"Left out: {what}{where}."
        if sentence not in self.reading.left_out:
            self.reading.left_out.append(sentence)

    def _row(self, row: Mapping[str, str]) -> None:
        kind, _, rest = " ".join(row["type"].split()).partition(" ")
        kind = kind.replace("begin", "begin_group") if kind == "begin" and rest == "group" else kind
        readers = {
            "begin_group": self._group,
            "text": self._text,
            "range": self._range,
            "select_one": self._choice,
            "select_multiple": self._choice,
        }
        if kind in ("end_group", "end"):
            return
        if kind not in readers:
            what = "what the device would note by itself" if kind in _METADATA else f"a question of the type “{kind}”"
            self._leave(what, row)
            return
        for column, words in _COLUMNS_LEFT.items():
            if row.get(column, "").strip().lower() not in ("", "no", "false"):
                self._leave(words, row)
        readers[kind](row)

    def _add(self, row: Mapping[str, str], kind: str, **more: Any) -> None:
        made: dict[str, Any] = {"name": _slug(row.get("name", "")), "kind": kind, "text": _label(row), **more}
        if row.get("hint"):
            made["hint"] = row["hint"]
        guidance = row.get("guidance_hint", "")
        if guidance.startswith(_IDEAS):
            made["ideas"] = [idea.strip() for idea in guidance.removeprefix(_IDEAS).split("|") if idea.strip()]
        if row.get("relevant", "").strip():
            condition = _condition(row["relevant"])
            if condition is None:
                self._leave("a condition that asks for more than one question’s choices", row)
            else:
                made["condition"] = condition
        self.reading.spec["questions"].append(made)

    def _group(self, row: Mapping[str, str]) -> None:
        things = self.rows[self.place : self.place + _THINGS]
        wanted = [f"{row.get('name')}_{n}" for n in range(1, _THINGS + 1)]
        closed = len(self.rows) > self.place + _THINGS and self.rows[self.place + _THINGS]["type"].startswith("end")
        if closed and [thing.get("name") for thing in things] == wanted:
            self.place += _THINGS + 1
            self._add(row, Question.THREE_THINGS)
            return
        self._leave("the frame of a group (its questions come in)", row)
        if row.get("relevant", "").strip():
            self._leave("the condition of a whole group", row)

    def _text(self, row: Mapping[str, str]) -> None:
        before = self.reading.spec["questions"][-1] if self.reading.spec["questions"] else None
        if before and row.get("name") == f"{before['name']}{_OTHER}" and before.get("options"):
            found = _PICKED.fullmatch(row.get("relevant", "").strip())
            option = next((o for o in before["options"] if found and o["name"] == (found[2] or found[4])), None)
            if option is not None:
                option["other"] = True
                return
        self._add(row, Question.LONG_TEXT)

    def _range(self, row: Mapping[str, str]) -> None:
        asked = dict(part.partition("=")[::2] for part in row.get("parameters", "").split())
        if (asked.get("start", "1"), asked.get("end", "10"), asked.get("step", "1")) != ("0", "10", "1"):
            self._leave("a scale that does not run from 0 to 10", row)
            return
        ends = _ENDS.fullmatch(row.get("guidance_hint", ""))
        self._add(row, Question.SCALE, **({"ends": [ends[1], ends[2]]} if ends else {}))

    def _choice(self, row: Mapping[str, str]) -> None:
        words = row["type"].split()
        several, name = words[0] == "select_multiple", words[1] if len(words) > 1 else ""
        listed = self.choices.get(name, [])
        own_kind = next((kind for kind, options in OPTIONS_OF_KIND.items() if listed == list(options)), None)
        if own_kind and not several:
            self._add(row, own_kind)
            return
        options: list[dict[str, Any]] = [{"name": _slug(option), "text": text} for option, text in listed]
        if "or_other" in words:
            options.append({"name": "other", "text": "Other", "other": True})
        self._add(row, Question.MANY if several else Question.ONE, options=options)


def _label(row: Mapping[str, str]) -> str:
    if row.get("label"):
        return row["label"]
    return next((row[key] for key in sorted(row) if _LABEL.fullmatch(key) and row[key]), "")


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "question"


def _condition(relevant: str) -> dict[str, Any] | None:
    """A relevance that names the choices of one question; None for any other."""
    for joint, pattern, key in ((" or ", _PICKED, ANY_OF), (" and ", _UNPICKED, NONE_OF)):
        found = [pattern.fullmatch(part.strip()) for part in relevant.split(joint)]
        if all(found):
            pairs = [(match[1] or match[3], match[2] or match[4]) for match in found if match]
            if len({name for name, _ in pairs}) == 1:
                return {"question": _slug(pairs[0][0]), key: [_slug(option) for _, option in pairs]}
    return None
