"""What the pages of groups that no theme fits show, and what is typed on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from newbelongings.domain.kernel.identifying import stand_in
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes import emerging
from newbelongings.domain.themes.models import Emerging
from newbelongings.web.parts.forms import Form

TYPICAL = 3
LISTED = 30
EXAMPLES = 4
_LONGEST_EXAMPLE = 90


class EmergingThemeForm(Form):
    name = forms.CharField(
        label="What people say",
        help_text="Proposed from their own words. Say it in a few words, as they would.",
        max_length=120,
    )
    area = forms.ChoiceField(
        label="Area",
        choices=[("", "Choose an area"), *((area.code, area.plain) for area in areas())],
        error_messages={"required": "Choose one of the ten areas"},
    )
    examples = forms.CharField(
        label="Short phrases people use for it",
        help_text="One a line. The suggestions learn from them, and they stay in the codebook: take out anything that "
        "could tell who said it.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, error_messages={"invalid_choice": "One of these answers is gone. Choose again."}
    )

    def __init__(self, *args: Any, answers: Sequence[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(pk, pk) for pk in answers]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        data["examples"] = [line.strip() for line in data["examples"].splitlines() if line.strip()]
        return data | {"answer_ids": data.pop("answer")}


@dataclass(frozen=True, slots=True)
class Line:
    """An answer of a group."""

    pk: UUID
    text: str
    question: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list, with its most typical answers."""

    group: Emerging
    typical: list[str]


@dataclass(frozen=True, slots=True)
class EmergingPage:
    """What waits for a person, and what was decided."""

    groups: list[GroupLine]
    decided: list[Emerging]


def emerging_page(scope: Scope) -> EmergingPage:
    """At most as many groups as one looks through in a sitting."""
    found = list(emerging.emerging_groups(scope)[:LISTED])
    typical = emerging.typical_answers(found, each=TYPICAL)
    return EmergingPage([GroupLine(g, typical[g.pk]) for g in found], list(emerging.decided_groups(scope)[:LISTED]))


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group, its most typical answers first. Nothing is ticked for a person."""

    group: Emerging
    lines: list[Line]
    initial: dict[str, str]

    @property
    def ids(self) -> list[UUID]:
        return [line.pk for line in self.lines]


def group_page(group: Emerging, ticked: Iterable[str]) -> GroupPage:
    """The phrases proposed are short answers, with a word in brackets for what could tell who somebody is."""
    chosen = set(ticked)
    lines = [
        Line(answer.pk, answer.text, answer.question.short, str(answer.pk) in chosen)
        for answer in emerging.answers_of(group)[:LISTED]
    ]
    short = dict.fromkeys(line.text for line in lines if len(line.text) <= _LONGEST_EXAMPLE)
    examples = [stand_in(text) for text in list(short)[:EXAMPLES]]
    return GroupPage(group, lines, {"name": group.name, "examples": "\n".join(examples)})
