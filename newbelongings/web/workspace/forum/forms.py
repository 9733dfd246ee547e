"""The forum's forms."""

from typing import Any

from django import forms

from newbelongings.domain.forum import queries
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.forms import GivingForm

AREA_CHOICES = [("", "Choose one"), *((area.code, area.plain) for area in areas())]


class StartForumForm(GivingForm):
    name = forms.CharField(label="What its members call it", max_length=120)
    group = forms.ChoiceField(
        label="Who it is for", choices=Forum.GROUPS, initial=Forum.EVERYONE, widget=forms.RadioSelect
    )


class WriteUpForm(GivingForm):
    attended = forms.IntegerField(
        label="How many care leavers came",
        help_text="A number only. Do not write down who came.",
        min_value=0,
        max_value=500,
    )


class MeetingForm(WriteUpForm):
    forum = forms.TypedChoiceField(label="Which forum", coerce=int)
    date = forms.DateField(label="Day")
    place = forms.CharField(label="Where (if you met in a place)", max_length=120, required=False)
    notes = forms.CharField(
        label="Notes (if you have any)",
        help_text="In plain words, and with no names. The group checks them before anybody else reads them.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["forum", "date", "place", "attended"])
        self.fields["attended"].label = "How many care leavers came (if it has happened)"
        self.fields["attended"].required = False
        self.fields["forum"].choices = [(forum.pk, forum.name) for forum in queries.forums(scope)]


def meeting_choices(scope: Scope) -> list[tuple[Any, str]]:
    """The meetings to choose from, and first that it was at none."""
    return [("", "Not at a meeting"), *_meetings(scope)]


def _meetings(scope: Scope) -> list[tuple[int, str]]:
    return [(m.pk, f"{m.forum.name}, {long_date(m.date)}") for m in queries.meetings(scope)]
