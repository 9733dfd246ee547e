"""The forms by which a plan is commented on, answered and agreed."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import forms

from newbelongings.domain.plans.difference import NAMES, Key
from newbelongings.web.parts.forms import Form


def line_code(thing: str, thing_id: int) -> str:
    """How an address and a form name a line: ``action-12``."""
    return f"{thing}-{thing_id}"


class CommentForm(Form):
    line = forms.ChoiceField(
        label="Which line of the plan",
        error_messages={"required": "Choose a line of the plan", "invalid_choice": "Choose a line that is in the plan"},
    )
    words = forms.CharField(
        label="Your comment",
        help_text="A question works best. Name no young person.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your comment"},
    )

    def __init__(self, *args: Any, lines: Mapping[Key, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = groupby(lines.items(), key=lambda item: item[0][0])
        choices = [(NAMES[thing], [(line_code(*key), title) for key, title in found]) for thing, found in groups]
        self.fields["line"].choices = [("", "Choose a line"), *choices]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        thing, _, thing_id = self.cleaned_data["line"].rpartition("-")
        return {"thing": thing, "thing_id": int(thing_id), "words": self.cleaned_data["words"]}


class AnswerForm(Form):
    answer = forms.CharField(
        label="Your answer",
        help_text="Say what you will change, or why not. It stays beside the comment and is not changed later.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your answer"},
    )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AgreeForm(Form):
    agreed_on = forms.DateField(
        label="When the board agreed it",
        error_messages={
            "required": "Give the day on which the board agreed it",
            "invalid": "Give a whole date: day, month and year",
        },
    )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
