"""The forms for setting a forum up: its checklist, its agreement, its training record."""

from collections.abc import Iterator
from typing import Any

from django import forms

from newbelongings.domain.forum.checklist import Item, groups
from newbelongings.domain.forum.models import ChecklistMark
from newbelongings.web.parts.forms import Form, GivingForm

_A_WHOLE_DAY = "Give a whole date: day, month and year"


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, error_messages={"invalid": _A_WHOLE_DAY, "required": _A_WHOLE_DAY})


class AgreementForm(GivingForm):
    words = forms.CharField(
        label="What the group and the council agreed",
        help_text="Change it with the group until it is theirs. Name nobody.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    agreed_on = _day("Day on which you agreed it")


class TrainingForm(GivingForm):
    title = forms.CharField(label="What it was for", help_text="Chairing, or interviewing", max_length=120)
    held_on = _day("Day")
    people = forms.IntegerField(
        label="How many members came", help_text="A number only. Do not write down who.", min_value=1, max_value=500
    )
    hours = forms.DecimalField(label="Hours, for each of them", min_value=0, max_value=100, decimal_places=1)


class ChecklistForm(Form):
    """A tick for each item, and what shows it."""

    def __init__(self, marks: dict[str, ChecklistMark], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in _items():
            mark = marks.get(item.key)
            self.fields[f"stands_{item.key}"] = forms.BooleanField(
                label=item.words,
                required=False,
                initial=mark is not None,
                widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
            )
            self.fields[item.key] = forms.CharField(
                label="What shows it (if you like)",
                required=False,
                max_length=300,
                initial=mark.words if mark else "",
                widget=forms.TextInput(attrs={"class": "govuk-input"}),
            )

    def clean(self) -> dict[str, Any]:
        """Words beside an item that is not ticked would be lost: ask which is meant."""
        typed = super().clean() or {}
        for item in _items():
            if typed.get(item.key) and not typed.get(f"stands_{item.key}"):
                self.add_error(f"stands_{item.key}", "Tick this as well, or take out what shows it")
        return typed

    def marks(self) -> dict[str, str]:
        """What stands, with what shows it."""
        typed = self.cleaned_data
        return {item.key: typed[item.key] for item in _items() if typed[f"stands_{item.key}"]}

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each group, as the page draws them."""
        return [
            {
                "title": group.title,
                "source": group.source,
                "items": [{"tick": self[f"stands_{item.key}"], "shows": self[item.key]} for item in group.items],
            }
            for group in groups()
        ]


def _items() -> Iterator[Item]:
    return (item for group in groups() for item in group.items)
