"""What is typed on the pages of a contact list."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.outreach.actions import LONGEST_KEPT
from newbelongings.domain.outreach.models import CHANNELS, Attempt, Sample
from newbelongings.web.parts.forms import Form

# What a person may write down. "Sent, not known yet" and "could not be sent" are for messages that went by themselves.
OUTCOMES = [pair for pair in Attempt.OUTCOMES if pair[0] != Attempt.FAILED]


class ListUploadForm(Form):
    file = forms.FileField(
        label="The file with your list",
        help_text="CSV or Excel (.xlsx). Your Annex A workbook will do: its list of care leavers is found by itself.",
        error_messages={
            "required": "Choose the file that holds your list",
            "empty": "This file is empty: choose the file that holds your list.",
            "max_length": "The name of this file is too long: give it a shorter one.",
        },
    )


class SampleForm(Form):
    method = forms.ChoiceField(
        label="Who is asked", choices=Sample.METHODS, widget=forms.RadioSelect, initial=Sample.EVERYONE
    )
    size = forms.IntegerField(
        label="How many people, for a random sample",
        required=False,
        min_value=1,
        help_text="Most councils hear from fewer than one in five, so ask more than you need.",
    )
    strata = forms.MultipleChoiceField(
        label="Groups, for a sample from each group",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each group gets its share, and at least one person.",
    )
    seed = forms.CharField(
        label="Seed (leave empty for a new one)",
        required=False,
        max_length=40,
        help_text="The same seed, number and list give the same people again, so that anybody can check the draw.",
    )

    def __init__(self, *args: Any, strata: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strata"].choices = strata  # type: ignore[attr-defined]


class AttemptForm(Form):
    channel = forms.ChoiceField(label="How you tried", choices=CHANNELS[::-1], widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label="What came of it", choices=OUTCOMES[1:] + OUTCOMES[:1], widget=forms.RadioSelect)
    made_on = forms.DateField(label="When")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"made_on": today()}, **kwargs)

    def given(self) -> dict[str, str | dt.date]:
        """What the action takes."""
        return dict(self.cleaned_data)


class KeepForm(Form):
    days = forms.IntegerField(
        label="Days after the survey closes",
        min_value=0,
        max_value=LONGEST_KEPT,
        help_text="90 is usual: long enough to correct your own records with what you learned.",
    )
