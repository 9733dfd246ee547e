"""The forms of an issue's path: raise it, take it up, hand it over, decide, bring it to the board."""

import datetime as dt
from typing import Any

from django import forms

from newbelongings.domain.forum import board_queries
from newbelongings.domain.forum.models import BODIES, Issue
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm
from newbelongings.web.parts.marking import Piece, mark

from .forms import AREA_CHOICES, meeting_choices


class LookedAtForm(GivingForm):
    """A form whose words may come before the public: what could tell who somebody is has to be looked at first."""

    looked = forms.BooleanField(
        label="I have read what is marked. Nobody can be known by it",
        error_messages={"required": "Something in it could be a name or a place. Take it out, or say that you looked"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [self.data.get(self.add_prefix(name), "") for name in self.before_the_public()]
        self.marked: list[list[Piece]] = [mark(text, [], details) for text in texts if (details := point_out(text))]
        if not self.marked:
            del self.fields["looked"]

    def before_the_public(self) -> list[str]:
        """The names of the fields whose words the public may read."""
        raise NotImplementedError


class IssueTitleForm(LookedAtForm):
    title = forms.CharField(
        label="In a few words",
        help_text="This stands on your public page until it is answered. Name nobody.",
        max_length=120,
    )

    def before_the_public(self) -> list[str]:
        return ["title"]


class IssueWordsForm(IssueTitleForm):
    """An issue's title and area, and its words, which the public reads only where they may be quoted."""

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
    field_order = ["title", "words", "quotable", "looked", "area"]

    def before_the_public(self) -> list[str]:
        return ["title", "words"] if self.data.get("quotable") else ["title"]


class IssueForm(IssueWordsForm):
    meeting = forms.TypedChoiceField(label="Where it was raised", coerce=int, required=False, empty_value=None)
    source = forms.ChoiceField(
        label="How it came (if not at a meeting)",
        choices=[("", "Choose one"), (Issue.WORKER, "To a worker"), (Issue.PAPER, "On paper")],
        required=False,
    )
    raised_on = forms.DateField(label="Day it was raised (if not at a meeting)", required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meeting_choices(scope)

    def given(self) -> dict[str, Any]:
        """What the action is given."""
        given = dict(self.cleaned_data)
        given["meeting_id"] = given.pop("meeting")
        given["quotable"] = bool(given["quotable"])
        given["source"] = "" if given["meeting_id"] else given["source"]
        return given


class TakeUpForm(GivingForm):
    holder = forms.CharField(
        label="Who takes it up",
        help_text="A name or an office. Those who raised it will read this.",
        max_length=120,
    )
    on = forms.DateField(label="From which day", initial=today)
    words = forms.CharField(label="What they will do first (if you know)", max_length=500, required=False)


class HandOverForm(GivingForm):
    body = forms.ChoiceField(
        label="Where it goes",
        choices=[(value, f"To {name[0].lower()}{name[1:]}") for value, name in BODIES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it goes"},
    )
    holder = forms.CharField(
        label="Who has it there",
        help_text="A name or an office: “Housing options, team manager”. Those who raised it will read this.",
        max_length=120,
    )
    on = forms.DateField(label="From which day", initial=today)
    words = forms.CharField(label="What they are asked to do (if you can say)", max_length=500, required=False)


class DecisionForm(GivingForm):
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
        self.fields["meeting"].choices = meeting_choices(scope)

    def given(self) -> dict[str, Any]:
        """What the action is given."""
        given = dict(self.cleaned_data)
        given["meeting_id"] = given.pop("meeting")
        return given


class ReferForm(GivingForm):
    day = forms.ChoiceField(label="Which day of the board", required=False)
    date = forms.DateField(label="Or another day on which it meets", required=False)
    paper = forms.CharField(label="The paper’s name", help_text="As the board’s agenda will show it.", max_length=200)
    asks = forms.CharField(
        label="What you ask the board to decide",
        help_text="One or two sentences that can be answered with yes or no.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    holder = forms.CharField(
        label="Who brings it there",
        help_text="A name or an office. Those who raised it will read this.",
        max_length=120,
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(day.date.isoformat(), long_date(day.date)) for day in board_queries.days_to_come(scope)]
        self.fields["day"].choices = [("", "Choose one" if days else "None is written down yet"), *days]

    def clean(self) -> dict[str, Any]:
        """One day, chosen or typed; what is typed goes first."""
        cleaned = super().clean() or {}
        chosen = cleaned.pop("day", "")
        if not cleaned.get("date") and chosen:
            cleaned["date"] = dt.date.fromisoformat(chosen)
        if not cleaned.get("date") and "date" not in self.errors:
            self.add_error("day", "Choose a day of the board, or give one below")
        return cleaned


class BoardDecisionForm(GivingForm):
    words = forms.CharField(
        label="What the board decided",
        help_text="One or two sentences. It cannot be changed later.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_on = forms.DateField(label="Day (if not on the day the board met)", required=False)


class RaiseFromThemeForm(IssueTitleForm):
    words = forms.CharField(
        label="What the survey said",
        help_text="One or two sentences. Only staff and the forum read this.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["title", "words", "looked"]
