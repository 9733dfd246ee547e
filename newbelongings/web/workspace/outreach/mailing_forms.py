"""What is typed on the pages of messages: by which ways, on which days, and in which words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.outreach.channels import ORDER, TEXT
from newbelongings.domain.outreach.mailing_words import STANDARD, Text
from newbelongings.domain.outreach.timing import WEEKS
from newbelongings.web.parts.forms import Form

MOST_WEEKS = 12


@dataclass(frozen=True)
class Way:
    """One way of sending, with how many people it is the best for in its label."""

    name: str
    label: str
    reaches_anybody: bool


class MessageForm(Form):
    """The ways and the words of one kind of message. Each way has its own words, for those who want to change them."""

    kind = ""
    channels = forms.MultipleChoiceField(
        label="How to send it",
        help_text="Each person gets it once: by email, else by text, else by letter.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one way to send it"},
    )

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        first = {"channels": [way.name for way in ways if way.reaches_anybody]} | kwargs.pop("initial", {})
        super().__init__(*args, initial=first, **kwargs)
        self.fields["channels"].choices = [(way.name, way.label) for way in ways]  # type: ignore[attr-defined]

    def _add_words(self) -> None:
        for way in ORDER:
            text = STANDARD[self.kind, way]
            if way != TEXT:
                self.fields[f"subject_{way}"] = forms.CharField(
                    label="Subject",
                    max_length=200,
                    required=False,
                    initial=text.subject,
                    widget=forms.TextInput(attrs={"class": "govuk-input"}),
                )
            self.fields[f"words_{way}"] = forms.CharField(
                label="Words",
                max_length=6000,
                required=False,
                initial=text.words,
                widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 5 if way == TEXT else 14}),
            )

    def words_of(self) -> list[tuple[str, list[BoundField], bool]]:
        """For each way its fields, and whether something is wrong with them."""
        found = []
        for way in ORDER:
            fields = [self[name] for name in (f"subject_{way}", f"words_{way}") if name in self.fields]
            found.append((way, fields, any(field.errors for field in fields)))
        return found

    def texts(self) -> list[Text]:
        """The words for each way that was chosen."""
        given = self.cleaned_data
        return [
            Text(way, given.get(f"subject_{way}", ""), given.get(f"words_{way}", ""))
            for way in ORDER
            if way in given["channels"]
        ]

    def hidden(self) -> list[tuple[str, str]]:
        """Everything that was typed, for the page after this one."""
        return [
            (name, value)
            for name in self.fields
            for value in self.data.getlist(name)  # type: ignore[attr-defined]
        ]


class InvitationForm(MessageForm):
    kind = "invitation"
    send_on = forms.DateField(label="On which day", help_text="It goes out between 9 and 19 o’clock.")
    field_order = ("send_on", "channels")

    def __init__(self, *args: Any, opens: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"send_on": max(today(), opens)}, **kwargs)
        self._add_words()


class RemindersForm(MessageForm):
    kind = "reminder"
    weeks = forms.TypedMultipleChoiceField(
        label="How long after the invitation",
        help_text="Three are usual: most answers come within days of a message.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one week"},
    )
    field_order = ("weeks", "channels")

    def __init__(self, *args: Any, days: list[tuple[int, dt.date]], **kwargs: Any) -> None:
        super().__init__(*args, initial={"weeks": list(WEEKS)}, **kwargs)
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            (number, f"{number} week{'s' if number > 1 else ''}: {long_date(day)}") for number, day in days
        ]
        self._add_words()
