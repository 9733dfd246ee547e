"""What is typed before somebody answers with help."""

from typing import Any

from django import forms

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.surveys.models import GroupSession, Response
from newbelongings.web.parts.forms import Form


class HelpForm(Form):
    way = forms.ChoiceField(
        label="How are you talking?",
        choices=[(Response.FACE_TO_FACE, "Face to face"), (Response.TELEPHONE, "On the telephone")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you are talking"},
    )
    interpreter = forms.MultipleChoiceField(
        label="Is somebody interpreting?",
        help_text="We note that there was an interpreter, and never who.",
        choices=[("on", "An interpreter is helping")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    person = forms.ChoiceField(
        label="Whom are you helping? (if they are on the list)",
        help_text=(
            "Their own link is then used up, so that they count once. It says that they answered, and never what. "
            "Leave it if you are not sure."
        ),
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            self.fields["person"].choices = [("", "I would rather not say"), *people]  # type: ignore[attr-defined]
        else:
            del self.fields["person"]


class GroupSessionForm(Form):
    kind = forms.ChoiceField(
        label="How does the group answer?",
        choices=GroupSession.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the group answers"},
    )
    people = forms.IntegerField(label="How many take part, without you", min_value=2, max_value=200)
    held_on = forms.DateField(label="On which day", initial=today)
    place = forms.CharField(label="Where (if it helps you)", max_length=120, required=False)


class SheetNumberForm(Form):
    number = forms.CharField(
        label="Sheet number",
        help_text="Write a number into the box on each sheet first: 1, 2, 3. Never a person’s own number.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input govuk-input--width-5"}),
        error_messages={"required": "Type the number that stands on the sheet"},
    )
