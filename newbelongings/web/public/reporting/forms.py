"""What the public page asks: one question, and two things that one may leave."""

from typing import Any

from django import forms
from django.http import HttpRequest

from newbelongings.domain.forum.reporting import LONGEST, QUESTION
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.guarded import GuardedForm


def area_field(label: str, none: str) -> forms.ChoiceField:
    """One of the ten areas, or none of them."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", none), *((area.code, area.plain) for area in areas())],
        error_messages={"invalid_choice": "Choose one of the list, or leave it as it was."},
    )


def contact_field(label: str, help_text: str, **more: Any) -> forms.CharField:
    """An email address or a mobile number."""
    return forms.CharField(label=label, help_text=help_text, max_length=254, **more)


class ReportForm(GuardedForm):
    words = forms.CharField(
        label=QUESTION,
        help_text="A few words will do. Leave out names: yours and other people’s.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Write what should change. A few words will do.",
            "max_length": f"Make it shorter: up to {LONGEST:,} letters.",
        },
    )
    area = area_field("What is it about? You can leave this", "I don’t know")
    contact = contact_field(
        "Shall we tell you what comes of it? Your email or mobile number, if you want",
        "We use it to tell you, and for nothing else. But if your words sound like danger, the one person whose job is "
        "to keep people safe sees it too, so that they can ask how you are.",
        required=False,
    )

    def __init__(self, request: HttpRequest, **more: Any) -> None:
        super().__init__(request, **more)
        self.fields["contact"].widget.attrs |= {"autocomplete": "email", "inputmode": "email"}

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("words", "area", "contact")} | {"trapped": self.trapped}
