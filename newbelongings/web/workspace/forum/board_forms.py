"""The forms about the board's days."""

from django import forms

from newbelongings.web.parts.forms import GivingForm


class BoardDayForm(GivingForm):
    date = forms.DateField(label="Day")
    presentation = forms.BooleanField(label="The forum presents there itself", required=False)


class PresentForm(GivingForm):
    presented = forms.CharField(
        label="What was presented",
        help_text="In a few sentences, and with no names. It cannot be changed later.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
