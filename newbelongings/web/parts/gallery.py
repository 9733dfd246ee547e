"""What the gallery shows: one example of each part. Names in it are invented."""

from typing import Any

from django import forms

from .forms import Form

COLOURS = [
    ("Ink", "ink", "Text"),
    ("Soft ink", "ink-soft", "Second text"),
    ("Paper", "paper", "Page"),
    ("Card", "card", "Cards, fields"),
    ("Oat", "oat", "Notes, footer"),
    ("Woad", "woad", "Press"),
    ("Pale woad", "woad-pale", "Chosen, notice"),
    ("Damson", "damson", "The thread"),
    ("Pale damson", "damson-pale", "Thread tag"),
    ("Weld", "weld", "Focus"),
    ("Madder", "madder", "Red, errors"),
    ("Amber", "amber", "Amber shape"),
    ("Leaf", "leaf", "Green"),
    ("Walnut", "walnut", "Charts only"),
]
KNOTS = [
    ("said", "You said"),
    ("did", "We did"),
    ("doing", "We are doing"),
    ("tied", "We cannot, because"),
    ("owed", "Not answered yet"),
    ("loop", "It came back to those who said it"),
]


class ExampleForm(Form):
    happened = forms.CharField(
        label="What happened?",
        help_text="One or two sentences. Care leavers may read this.",
        widget=forms.Textarea,
        error_messages={"required": "Say what happened since 3 October"},
    )
    stands = forms.ChoiceField(
        label="How does it stand?",
        choices=[("red", "Red: late, or will be"), ("amber", "Amber: at risk"), ("green", "Green: on track")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )


def gallery_page() -> dict[str, Any]:
    """Everything the gallery's template shows."""
    form = ExampleForm({})
    form.is_valid()
    rags = [("red", "43 days late"), ("amber", "at risk"), ("green", "on track"), ("done", ""), ("", "")]
    return {"colours": COLOURS, "knots": KNOTS, "form": form, "rags": rags}
