"""What is typed on a phone to vote: a code, or dots."""

from typing import Any

from django import forms

from newbelongings.domain.plans.models import Vote
from newbelongings.web.parts.forms import Form


class CodeForm(Form):
    code = forms.CharField(
        label="The code on the screen",
        max_length=20,
        error_messages={"required": "Type the code that is on the screen"},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )


class BallotForm(Form):
    """A number of dots for each choice, and the token that lets them count once."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fields = {f"choice_{choice.pk}": choice for choice in vote.choices.all()}
        for name, choice in self._fields.items():
            self.fields[name] = forms.TypedChoiceField(
                label=choice.title,
                coerce=int,
                choices=[(n, _dots(n)) for n in range(vote.dots + 1)],
                empty_value=0,
                required=False,
                error_messages={"invalid_choice": f"Give 0 to {vote.dots} dots."},
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )

    def dots(self) -> dict[int, int]:
        """How many for each choice, by its id."""
        return {choice.pk: self.cleaned_data[name] for name, choice in self._fields.items()}


def _dots(number: int) -> str:
    return {0: "No dot", 1: "1 dot"}.get(number, f"{number} dots")
