"""The forum's forms."""

from typing import Any

from django import forms

from newbelongings.domain.forum import queries
from newbelongings.domain.forum.models import BODIES
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.forms import Form

AREA_CHOICES = [("", "Choose one"), *((area.code, area.plain) for area in areas())]


class StartForumForm(Form):
    name = forms.CharField(label="What its members call it", max_length=120)


class WriteUpForm(Form):
    attended = forms.IntegerField(
        label="How many care leavers came",
        help_text="A number only. Do not write down who came.",
        min_value=0,
        max_value=500,
    )
    notes = forms.CharField(
        label="Notes (if you have any)",
        help_text="In plain words, and with no names. Only people who keep the forum see them.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MeetingForm(WriteUpForm):
    forum = forms.TypedChoiceField(label="Which forum", coerce=int)
    date = forms.DateField(label="Day")
    place = forms.CharField(label="Where (if you met in a place)", max_length=120, required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["forum", "date", "place"])
        self.fields["attended"].label = "How many care leavers came (if it has happened)"
        self.fields["attended"].required = False
        self.fields["forum"].choices = [(forum.pk, forum.name) for forum in queries.forums(scope)]


class IssueForm(Form):
    title = forms.CharField(
        label="In a few words",
        help_text="This stands on your public page until it is answered. Name nobody.",
        max_length=120,
    )
    words = forms.CharField(
        label="What was said",
        help_text="As it was said, as near as you can. Leave out names and places.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    quotable = forms.MultipleChoiceField(
        label="May these words stand on the public page?",
        choices=[("yes", "Yes. Those who said them agree, and no one can be known by them")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(
        label="What it is about", choices=AREA_CHOICES, error_messages={"required": "Choose what it is about"}
    )
    meeting = forms.TypedChoiceField(label="Where it was raised", coerce=int, required=False, empty_value=None)
    raised_on = forms.DateField(label="Day it was raised (if not at a meeting)", required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [("", "Not at a meeting"), *_meetings(scope)]


class DecisionForm(Form):
    body = forms.ChoiceField(
        label="Who decided",
        choices=BODIES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who decided"},
    )
    words = forms.CharField(
        label="What was decided",
        help_text="One or two sentences. It cannot be changed later; add another decision instead.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    meeting = forms.TypedChoiceField(label="At which meeting (if at one)", coerce=int, required=False, empty_value=None)
    decided_on = forms.DateField(label="Day (if not at a meeting)", required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [("", "Not at a meeting"), *_meetings(scope)]


def _meetings(scope: Scope) -> list[tuple[int, str]]:
    return [(m.pk, f"{m.forum.name}, {long_date(m.date)}") for m in queries.meetings(scope)]
