"""What is typed on the pages of a questionnaire."""

from collections.abc import Sequence
from typing import Any

from django import forms

from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.surveys.checking import tidy
from newbelongings.domain.surveys.kinds import OWN_OPTIONS
from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.pictures import PICTURES
from newbelongings.domain.surveys.routing import ANY_OF, NONE_OF
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.web.parts.forms import Form

_KINDS = [
    (Question.ONE, "One choice: they pick one of your answers"),
    (Question.MANY, "Several choices: they pick as many as fit"),
    (Question.THREE_THINGS, "Three things: three short lines in their own words"),
    (Question.LONG_TEXT, "Long text: one large box for their own words"),
    (Question.SCALE, "0 to 10: they pick a number"),
    (Question.YES_NO, "Yes, no, not sure"),
    (Question.AGE_BAND, "Age band: never a date of birth"),
]
_AREAS = [("", "None, or several"), *((area.code, area.plain) for area in areas())]
_PICTURES = [("", "None"), *((name, name.title()) for name in PICTURES)]


class Words(forms.CharField):
    """Words as the domain keeps them. How long they may be is its to say, with what was typed left in the box."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value))


def _lines(label: str, help_text: str = "", *, rows: int = 2, required: bool = False) -> Words:
    widget = forms.Textarea(attrs={"rows": rows})
    return Words(label=label, help_text=help_text, required=required, widget=widget)


class TitleForm(Form):
    title = Words(label="What your team calls it", help_text="Care leavers see the name of the survey, not this.")


class StartForm(TitleForm):
    base = forms.ChoiceField(label="What it starts from", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, standard: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extended = [(str(pk), f"“{title}”, with one or two questions of our own at the end") for pk, title in standard]
        self.fields["base"].choices = [("", "Nothing: all questions are our own"), *extended]  # type: ignore[attr-defined]

    def base_id(self) -> int | None:
        return int(self.cleaned_data["base"]) if self.cleaned_data["base"] else None


class KindForm(Form):
    kind = forms.ChoiceField(label="How is it answered?", choices=_KINDS, widget=forms.RadioSelect)


class QuestionForm(Form):
    """One question, with the fields that its kind needs. ``more`` names those that most questions do without."""

    more = ("short", "hint", "ideas", "area", "private", "easy", "picture")

    text = _lines("The question", "As you would say it to a nine-year-old.", required=True)
    options = _lines("The answers to pick from", "One a line, in their order.", rows=6, required=True)
    other = Words(
        label="A last answer that asks for their own words (if you want one)",
        help_text="For example: Something else.",
        required=False,
    )
    low = Words(label="What 0 means (if you like)", help_text="For example: not at all.", required=False)
    high = Words(label="What 10 means (if you like)", help_text="For example: completely.", required=False)
    short = Words(label="Short name for charts", help_text="Left empty, it is the question.", required=False)
    hint = _lines("A line under the question", "Such as what counts, or to leave out names.")
    ideas = _lines("Ideas, shown to those who ask for them", "One a line: what they could write about.", rows=4)
    area = forms.ChoiceField(
        label="The area that every answer to it is about",
        choices=_AREAS,
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    private = forms.MultipleChoiceField(
        label="When somebody helps",
        choices=[("yes", "Private: they hand the phone over for this question")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    easy = _lines("In easy words", "Short sentences of at most 15 words, for the Easy Read pages.")
    picture = forms.ChoiceField(
        label="Picture beside the easy words",
        choices=_PICTURES,
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, kind: str, before: QuestionSheet | None = None, **kwargs: Any) -> None:
        self.kind, self.before = kind, before
        super().__init__(*args, initial=_written(before) if before else {"hint": ""}, **kwargs)
        needs = {"options": kind in OWN_OPTIONS, "other": kind in OWN_OPTIONS, "ideas": kind in Question.OPEN}
        needs |= {"low": kind == Question.SCALE, "high": kind == Question.SCALE}
        for name, needed in needs.items():
            if not needed:
                del self.fields[name]

    def main_fields(self) -> list[forms.BoundField]:
        """Those that every question of this kind needs."""
        return [self[name] for name in self.fields if name not in self.more]

    def more_fields(self) -> list[forms.BoundField]:
        """Those that most questions do without."""
        return [self[name] for name in self.fields if name in self.more]

    def more_is_open(self) -> bool:
        """Whether something stands among them, or is wrong."""
        return any(field.value() or field.errors for field in self.more_fields())

    def question(self) -> dict[str, Any]:
        """What was typed, as the domain takes it."""
        given = dict(self.cleaned_data)
        made = {key: given[key] for key in ("text", "short", "hint", "area", "easy", "picture")}
        made["private"] = bool(given["private"])
        made["kind"] = self.kind
        made["ideas"] = _split(given.get("ideas", ""))
        if self.kind in OWN_OPTIONS:
            made["options"] = self._options(_split(given["options"]), given["other"])
        if given.get("low") or given.get("high"):
            made["ends"] = [given["low"], given["high"]]
        return made

    def _options(self, texts: list[str], other: str) -> list[dict[str, Any]]:
        """Each choice, with the name it had before if it is still the same one: conditions and files go by names."""
        old = [option for option in self.before.options if not option.other] if self.before else []
        names = {option.text: option.name for option in old}
        if len(old) == len(texts):  # a line with other words in the same place is the same choice
            free = {option.name for option in old if option.text not in texts}
            names |= {text: o.name for text, o in zip(texts, old, strict=True) if o.name in free and text not in names}
        options: list[dict[str, Any]] = [{"text": text, "name": names.get(text, "")} for text in texts]
        if other:
            asks = next((o.name for o in self.before.options if o.other), "") if self.before else ""
            options.append({"text": other, "name": asks, "other": True})
        return options


def _split(lines: str) -> list[str]:
    return [line.strip() for line in lines.splitlines() if line.strip()]


def _written(sheet: QuestionSheet) -> dict[str, Any]:
    ends = sheet.ends or ("", "")
    return {
        **{name: getattr(sheet, name) for name in ("text", "hint", "area", "easy", "picture")},
        "private": ["yes"] if sheet.private else [],
        "short": "" if sheet.short == sheet.text else sheet.short,
        "options": "\n".join(option.text for option in sheet.options if not option.other),
        "other": next((option.text for option in sheet.options if option.other), ""),
        "low": ends[0],
        "high": ends[1],
        "ideas": "\n".join(sheet.ideas),
    }


class OnForm(Form):
    """Which earlier question it depends on."""

    on = forms.ChoiceField(label="Which earlier question does it depend on?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, earlier: Sequence[QuestionSheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [(sheet.name, sheet.text) for sheet in earlier]  # type: ignore[attr-defined]


class ConditionForm(Form):
    """On which choices of that question."""

    word = forms.ChoiceField(
        label="Ask it of",
        choices=[(ANY_OF, "Those who picked one of these"), (NONE_OF, "Everyone but those who picked one of these")],
        widget=forms.RadioSelect,
    )
    options = forms.MultipleChoiceField(
        label="Answers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one answer"},
    )

    def __init__(self, *args: Any, on: QuestionSheet, before: QuestionSheet, **kwargs: Any) -> None:
        there = before.condition if before.condition.get("question") == on.name else {}
        word = NONE_OF if NONE_OF in there else ANY_OF
        super().__init__(*args, initial={"word": word, "options": there.get(word, [])}, **kwargs)
        self.on = on
        self.fields["options"].choices = [(o.name, o.text) for o in on.options]  # type: ignore[attr-defined]
        self.fields["options"].label = on.text

    def condition(self) -> dict[str, Any]:
        """What was ticked, as the domain takes it."""
        return {"question": self.on.name, self.cleaned_data["word"]: self.cleaned_data["options"]}
