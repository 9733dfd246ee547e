"""The forms of making sense."""

from collections.abc import Sequence
from typing import Any

from django import forms

from newbelongings.domain.standards.vocabularies import areas
from newbelongings.domain.themes.models import Theme
from newbelongings.web.parts.forms import Form


class ThemeForm(Form):
    name = forms.CharField(label="What people say", help_text="A few words, as they would say it.", max_length=120)
    area = forms.ChoiceField(
        label="Area",
        choices=[("", "Choose an area"), *((area.code, area.plain) for area in areas())],
        error_messages={"required": "Choose one of the ten areas"},
    )
    description = forms.CharField(
        label="What belongs here (if it needs saying)", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    examples = forms.CharField(
        label="Short phrases people use for it (if you know some)",
        help_text="One a line. The suggestions learn from them.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["examples"] = [line.strip() for line in data["examples"].splitlines() if line.strip()]
        return data


class QuotationForm(Form):
    words = forms.CharField(
        label="The words to quote",
        help_text="Take out or change anything that could tell who said it. Keep the rest as it was said.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    checked = forms.BooleanField(
        label="I have read it. Nobody can tell from it who said it.",
        error_messages={"required": "Read it once more, then say that you have"},
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )
    may_stay = forms.BooleanField(
        label="What is named above may stay. It tells nobody who said it.",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def cleared(self) -> dict[str, Any]:
        """What the action takes; that a person has read it is not kept but by their name."""
        return {"words": self.cleaned_data["words"], "may_stay": self.cleaned_data["may_stay"]}

    @property
    def asks_whether_it_may_stay(self) -> bool:
        """Only once something was found in the words as they were sent."""
        return self.is_bound and "words" in self.errors


class DeskForm(Form):
    """What one answer is about. ``other`` is the name of a theme that was not suggested."""

    theme = forms.TypedMultipleChoiceField(
        coerce=int, required=False, error_messages={"invalid_choice": "One of these themes is gone. Choose again."}
    )
    other = forms.CharField(label="Another theme", required=False)
    version = forms.CharField(required=False)

    def __init__(self, codebook: Sequence[Theme], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_name = {theme.name.lower(): theme for theme in codebook}
        self.fields["theme"].choices = [(theme.pk, theme.name) for theme in codebook]  # type: ignore[attr-defined]

    def clean_other(self) -> Theme | None:
        """The theme of that name; a sentence where the codebook has none."""
        name = self.cleaned_data["other"].strip()
        if name and name.lower() not in self._by_name:
            raise forms.ValidationError(
                f"There is no theme called “{name}”. Choose one from the list, or make it first."
            )
        return self._by_name.get(name.lower())

    def theme_ids(self) -> list[int]:
        """All that was chosen, suggested or not."""
        other = self.cleaned_data["other"]
        return list(dict.fromkeys([*self.cleaned_data["theme"], *([other.pk] if other else [])]))


class CodingUploadForm(Form):
    file = forms.FileField(
        label="The file with the codes",
        help_text="CSV or Excel (.xlsx). The first row names the columns.",
        error_messages={
            "required": "Choose the file that holds the codes",
            "empty": "This file is empty: choose the file that holds the codes.",
            "max_length": "The name of this file is too long: give it a shorter one.",
        },
    )


class CodebookUploadForm(Form):
    file = forms.FileField(
        label="The codebook",
        help_text="REFI-QDA codebook (.qdc), up to 5 MB.",
        error_messages={
            "required": "Choose the file that holds the codebook",
            "empty": "This file is empty: choose the file that holds the codebook.",
            "max_length": "The name of this file is too long: give it a shorter one.",
        },
    )
