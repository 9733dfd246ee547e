"""The forms that change a codebook."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from newbelongings.domain.themes.models import Theme
from newbelongings.web.parts.forms import Form

AGAIN, BY_HAND = "again", "by_hand"
NEW: Final = "new"


class SplitForm(Form):
    """The names of the new themes, and how its answers are dealt out."""

    names = forms.CharField(
        label="The new themes",
        help_text="One a line, at least two. A few words each, as people would say it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the names of the new themes, one a line."},
    )
    way = forms.ChoiceField(
        label="What becomes of its answers",
        choices=[
            (AGAIN, "They go back to be read, with the new themes offered"),
            (BY_HAND, "I say now of each to which it belongs"),
        ],
        initial=AGAIN,
        widget=forms.RadioSelect,
    )

    def clean_names(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len({name.lower() for name in names}) < max(2, len(names)):
            raise forms.ValidationError("Give at least two different names, one a line.")
        if long := next((name for name in names if len(name) > 120), None):
            raise forms.ValidationError(f"Make this name shorter, up to 120 letters: “{long[:40]}…”")
        return names


class MergeForm(Form):
    """Into which theme: one of those chosen, or a new one of a name."""

    into = forms.ChoiceField(
        label="What they become", widget=forms.RadioSelect, error_messages={"required": "Choose what they become."}
    )
    name = forms.CharField(label="Its name", help_text="Only for a new theme.", required=False, max_length=120)

    def __init__(self, themes: Sequence[Theme], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            *((theme.pk, theme.name) for theme in themes),
            (NEW, "A new theme"),
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("into") == NEW and not self.cleaned_data.get("name", "").strip():
            self.add_error("name", "Give the new theme a name.")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        if self.cleaned_data["into"] == NEW:
            return {"name": self.cleaned_data["name"]}
        return {"into_id": int(self.cleaned_data["into"])}
