"""The forms of a dot-vote."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from newbelongings.domain.plans.said import Said
from newbelongings.domain.plans.vote_queries import Count
from newbelongings.web.parts.forms import Form
from newbelongings.web.workspace.plan.said_choices import chosen_keys, said_choices


class OpenVoteForm(Form):
    title = forms.CharField(label="What you ask", initial="What should we work on this year?")
    dots = forms.IntegerField(
        label="Dots for each person",
        help_text="3 is usual. One person may put more than one dot on the same thing.",
        initial=3,
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": "Give a number of dots from 1 to 9."},
    )
    choices = forms.MultipleChoiceField(
        label="What there is to choose from",
        help_text="6 to 12 things fit on a screen. Choose 20 at most.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least two things to vote on.",
            "invalid_choice": "One of these is not there any more. Choose again from the list.",
        },
    )

    def __init__(self, *args: Any, offered: Iterable[Said], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = said_choices(offered)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return self.cleaned_data | {"choices": chosen_keys(self.cleaned_data["choices"])}


class HandsForm(Form):
    """How many dots were counted in the room for each choice."""

    def __init__(self, *args: Any, counts: Sequence[Count], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for count in counts:
            sentence = "Give a number of dots from 0 to 999."
            self.fields[f"choice_{count.choice_id}"] = forms.IntegerField(
                label=count.title,
                initial=count.hands,
                min_value=0,
                max_value=999,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
                widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
            )

    def given(self) -> dict[str, Any]:
        return {"dots": {int(name.removeprefix("choice_")): n for name, n in self.cleaned_data.items()}}


class ConfirmForm(Form):
    choices = forms.MultipleChoiceField(
        label="What becomes a priority",
        help_text="The first five are ticked. Those with most dots come first; you can move them afterwards.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing to work on."},
    )
    chosen_by = forms.CharField(label="Who chose", help_text="As the plan will say it.")

    def __init__(self, *args: Any, counts: Iterable[Count], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [  # type: ignore[attr-defined]
            (count.choice_id, f"{count.title} ({dots_in_words(count.dots or 0)})") for count in counts
        ]

    def given(self) -> dict[str, Any]:
        return {
            "choice_ids": [int(pk) for pk in self.cleaned_data["choices"]],
            "chosen_by": self.cleaned_data["chosen_by"],
        }


def dots_in_words(number: int) -> str:
    """``no dots``, ``1 dot``, ``12 dots``."""
    return {0: "no dots", 1: "1 dot"}.get(number, f"{number:,} dots")
