"""One question with what was typed so far, as a template needs it."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.sheets import QuestionSheet

from .paper import Paper, field_names, other_field

_LABELS = (
    gettext_noop("First thing"),
    gettext_noop("Second thing, if you have one"),
    gettext_noop("Third thing, if you have one"),
)


@dataclass(frozen=True)
class Field:
    """One box to type in."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True)
class Choice:
    """One thing to pick."""

    name: str
    text: str
    picked: bool


@dataclass(frozen=True)
class Asked:
    """A question with what was typed so far."""

    sheet: QuestionSheet
    control: str  # radio, checkbox, or empty for words
    choices: list[Choice]
    fields: list[Field]
    error: str
    only_if: str = ""  # when to answer it, on a page that shows all questions

    @property
    def is_scale(self) -> bool:
        return self.sheet.kind == Question.SCALE

    @property
    def described_by(self) -> str:
        """The ids of what is said about the question besides its text."""
        parts = {"only_if": self.only_if, "hint": self.sheet.hint, "ends": self.sheet.ends}
        return " ".join(f"{self.sheet.name}__{part}" for part, there in parts.items() if there)

    @property
    def in_one_box(self) -> bool:
        return self.sheet.kind == Question.LONG_TEXT

    @property
    def touched(self) -> bool:
        """Whether anything was picked, typed or wrong."""
        boxes = any(box.value or box.error for box in self.fields)
        return boxes or bool(self.error) or any(choice.picked for choice in self.choices)


def asked(sheet: QuestionSheet, paper: Paper, errors: dict[str, str], only_if: str = "") -> Asked:
    """One question for a page that asks it."""
    picked = paper.values(sheet.name)
    return Asked(
        sheet=sheet,
        control="" if sheet.is_open else "checkbox" if sheet.kind == Question.MANY else "radio",
        choices=[Choice(option.name, option.text, option.name in picked) for option in sheet.options],
        fields=_fields(sheet, paper, errors),
        error=errors.get(sheet.name, ""),
        only_if=only_if,
    )


def _fields(sheet: QuestionSheet, paper: Paper, errors: dict[str, str]) -> list[Field]:
    if sheet.is_open:
        labels = dict(zip(field_names(sheet), map(gettext, _LABELS), strict=False))
    else:
        more = gettext("If you picked “{choice}”, you can say more")
        labels = {other_field(sheet): more.format(choice=gettext(o.text)) for o in sheet.options if o.other}
    return [Field(name, label, paper.words(name), errors.get(name, "")) for name, label in labels.items()]
