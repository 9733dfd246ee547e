"""What is typed on the pages of a round."""

import datetime as dt
from typing import Any

from django import forms

from newbelongings.domain.kernel.dates import today
from newbelongings.web.parts.forms import Form

MOST_LABELS = 5000


class OpenRoundForm(Form):
    instrument = forms.TypedChoiceField(
        label="Which questions",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which questions to ask"},
    )
    title = forms.CharField(
        label="What care leavers will see it called", max_length=120, help_text="For example: Spring 2026 survey."
    )
    opens = forms.DateField(label="First day")
    closes = forms.DateField(label="Last day", help_text="Six weeks is usual. You can give it longer later.")
    population = forms.IntegerField(
        label="How many care leavers there are to ask (if you know)",
        help_text="Everyone your leaving care team works with. It lets us work out how many in every hundred answered.",
        required=False,
        min_value=1,
        max_value=100_000,
    )

    def __init__(self, *args: Any, instruments: list[tuple[int, str]], wanted: str = "", **kwargs: Any) -> None:
        first = {"opens": today(), "closes": today() + dt.timedelta(weeks=6)}
        if instruments:
            first["instrument"] = next((pk for pk, _ in instruments if str(pk) == wanted), instruments[0][0])
        super().__init__(*args, initial=first, **kwargs)
        self.fields["instrument"].choices = instruments  # type: ignore[attr-defined]


class ExtendForm(Form):
    closes = forms.DateField(label="New last day")


class InviteForm(Form):
    labels = forms.CharField(
        label="Your references, one a line",
        help_text=(
            "Use a number or code that only your team understands, such as LC-014. Leave out names. "
            "It tells you who was asked and whether their link was used. It is never joined to an answer."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Write at least one reference"},
    )

    def clean_labels(self) -> list[str]:
        labels = [line.strip() for line in self.cleaned_data["labels"].splitlines() if line.strip()]
        if len(labels) > MOST_LABELS:
            raise forms.ValidationError(f"These are {len(labels):,} lines. Send {MOST_LABELS:,} at a time.")
        twice = sorted({label for label in labels if labels.count(label) > 1}) if len(set(labels)) < len(labels) else []
        if twice:
            raise forms.ValidationError(f"These stand there twice: {', '.join(twice[:5])}. Keep each once.")
        return labels


class UploadForm(Form):
    file = forms.FileField(
        label="The file with the answers",
        help_text="CSV, Excel (.xlsx) or JSON lines, up to 60 MB. The first row names the columns.",
        error_messages={
            "required": "Choose the file that holds the answers",
            "empty": "This file is empty: choose the file that holds the answers.",
            "max_length": "The name of this file is too long: give it a shorter one.",
        },
    )
