"""The forms of priorities."""

from collections.abc import Iterable
from typing import Any

from django import forms

from newbelongings.domain.plans.models import Ground
from newbelongings.domain.plans.said import Said
from newbelongings.web.parts.forms import Form

from .said_choices import chosen_keys, said_choices


class MostSaidForm(Form):
    chosen = forms.MultipleChoiceField(
        label="What to work on",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one thing to work on.",
            "invalid_choice": "One of these is not there any more. Choose again from the list.",
        },
    )
    chosen_by = forms.CharField(label="Who chose", help_text="For example: the forum, with the service managers.")
    chosen_on = forms.DateField(
        label="When it was chosen", error_messages={"invalid": "Give a whole date: day, month and year"}
    )

    def __init__(self, *args: Any, offered: Iterable[Said], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = said_choices(offered)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"chosen": chosen_keys(self.cleaned_data["chosen"])}


class GroundForm(Form):
    kind = forms.ChoiceField(
        label="What it is",
        choices=Ground.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is: a rating or a number."},
    )
    words = forms.CharField(label="What it says", help_text="For example: 41 of 96 people rate their home below 5.")
    source = forms.CharField(label="Where it stands", help_text="The survey, the return or the report, with its date.")

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
