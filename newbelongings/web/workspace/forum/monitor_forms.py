"""The form in which a forum's verdict is written down."""

from typing import Any

from django import forms

from newbelongings.domain.forum import queries
from newbelongings.domain.forum.models import Verdict
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm


class VerdictForm(GivingForm):
    forum_id = forms.TypedChoiceField(label="Which forum", coerce=int)
    change = forms.ChoiceField(
        label="Did it change anything?",
        choices=Verdict.CHANGES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it changed anything"},
    )
    words = forms.CharField(
        label="In their words (if they gave any)",
        help_text="One or two sentences. Name nobody.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    people = forms.IntegerField(
        label="How many said so", help_text="Numbers of 5 or fewer are not shown.", min_value=1, max_value=500
    )
    said_on = forms.DateField(label="Day", initial=today)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum_id"].choices = [(forum.pk, forum.name) for forum in queries.forums(scope)]
