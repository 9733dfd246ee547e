"""The form that starts a council's year."""

import datetime as dt

from django import forms

from newbelongings.web.parts.forms import Form


class StartCycleForm(Form):
    """When the year begins and ends. A council's year runs from April to March."""

    starts = forms.DateField(
        label="First day", error_messages={"required": "Give the first day", "invalid": "Give the first day as a date"}
    )
    ends = forms.DateField(
        label="Last day", error_messages={"required": "Give the last day", "invalid": "Give the last day as a date"}
    )


def year_around(day: dt.date) -> dict[str, dt.date]:
    """The financial year that ``day`` lies in, to begin the form with."""
    first = day.year if day.month >= 4 else day.year - 1
    return {"starts": dt.date(first, 4, 1), "ends": dt.date(first + 1, 3, 31)}
