"""What is typed and sent on the page "Is it everyone?"."""

from typing import Any

from django import forms

from newbelongings.web.parts.forms import Form

_EMPTY = "This file is empty: choose another."


class PopulationForm(Form):
    oc3 = forms.FileField(
        label="The care leavers of your return (OC3)",
        help_text="A CSV with CHILD, DOB, IN_TOUCH, ACTIV and ACCOM.",
        error_messages={"required": "Choose the file of care leavers (OC3)", "empty": _EMPTY},
    )
    header = forms.FileField(
        label="The children of your return (header), if you have it",
        help_text="A CSV with CHILD and SEX. Without it nobody’s sex is counted.",
        required=False,
        error_messages={"empty": _EMPTY},
    )
    episodes = forms.FileField(
        label="The episodes of your return, if you have them",
        help_text="A CSV with CHILD, DECOM and DEC. It tells which of those under 18 are still in care.",
        required=False,
        error_messages={"empty": _EMPTY},
    )


class GoalForm(Form):
    group = forms.ChoiceField(label="Which group", widget=forms.Select(attrs={"class": "govuk-select"}))
    percent = forms.IntegerField(
        label="How many in every 100 of them you want to hear from",
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, groups: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "Choose a group"), *groups]  # type: ignore[attr-defined]


class WeighForm(Form):
    by = forms.MultipleChoiceField(
        label="Weigh by",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="One is enough. With several, all of them are made to fit together.",
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = choices  # type: ignore[attr-defined]
