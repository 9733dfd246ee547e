"""The forms of one meeting."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms

from newbelongings.domain.forum import meeting_queries, queries
from newbelongings.domain.forum.models import BODIES, AgendaItem, Meeting, Thanks
from newbelongings.domain.forum.outcomes import Outcome
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm, words_field

from .forms import AREA_CHOICES

_TIME = {"type": "time"}


def _clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs=_TIME, format="%H:%M"),
        error_messages={"invalid": "Give a time in figures, such as 17:30"},
    )


_long = partial(words_field, most=4000)


def _issue(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, required=False, empty_value=None)


def _issues(scope: Scope) -> list[tuple[Any, str]]:
    return [("", "None of them"), *((issue.pk, issue.title) for issue in queries.issues(scope))]


def _tick(question: str, words: str) -> forms.TypedMultipleChoiceField:
    """One box to tick; ``bool`` of what is given says whether it was."""
    return forms.TypedMultipleChoiceField(
        label=question, choices=[("yes", words)], widget=forms.CheckboxSelectMultiple, required=False
    )


class ArrangeForm(GivingForm):
    """When, where and how a meeting is."""

    date = forms.DateField(label="Day")
    starts_at = _clock("From (if you know the time)")
    ends_at = _clock("Until (if you know it)")
    way = forms.ChoiceField(label="How you meet", choices=Meeting.WAYS, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Where (if you meet in a place)",
        help_text="Members read this. On the move: where you set off.",
        max_length=120,
        required=False,
    )
    joining = _long(
        "How to join (if they need to know)",
        "The number to ring, the link, which door. Members read this.",
        required=False,
        most=300,
    )


class PlanMeetingForm(ArrangeForm):
    forum_id = forms.TypedChoiceField(label="Which forum", coerce=int)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["forum_id"])
        self.fields["forum_id"].choices = [(forum.pk, forum.name) for forum in queries.forums(scope)]


class AgendaItemForm(GivingForm):
    title = forms.CharField(
        label="What to talk about, in a few words", help_text="Members read this. Name nobody.", max_length=120
    )
    words = _long("More about it (if needed)", required=False, most=1000)
    issue_id = _issue("The issue it is about (if there is one)")

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue_id"].choices = _issues(scope)


class OutcomeForm(GivingForm):
    """What came of an item, of one ``kind``; the fields of the other kinds are not asked."""

    kind = AgendaItem.INFORMATION
    words = _long("What came of it", "One or two sentences, in plain words. Name no care leaver.")
    done = _tick("What was promised last time", "It is done")

    def __init__(self, scope: Scope, item: AgendaItem, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if item.follows is None or item.follows.done_on is not None:
            del self.fields["done"]
        if "issue_id" in self.fields:
            self.fields["issue_id"].choices = _issues(scope)
            self.initial.setdefault("issue_id", item.issue_id)

    def given(self) -> dict[str, Any]:
        ticked = {name: bool(self.cleaned_data[name]) for name in ("done", "quotable") if name in self.cleaned_data}
        return {"outcome": Outcome(self.kind, **(self.cleaned_data | ticked))}


class ActionForm(OutcomeForm):
    kind = AgendaItem.ACTION
    who = forms.CharField(
        label="Who does it", help_text="A post or a team, or “the group”. Members read this.", max_length=120
    )
    due_on = forms.DateField(label="By when")


class DecisionForm(OutcomeForm):
    kind = AgendaItem.DECISION
    issue_id = _issue("Which issue this decides")
    body = forms.ChoiceField(label="Who decided", choices=BODIES, widget=forms.RadioSelect, initial="forum")


class IssueRaisedForm(OutcomeForm):
    kind = AgendaItem.ISSUE
    area = forms.ChoiceField(
        label="What it is about", choices=AREA_CHOICES, error_messages={"required": "Choose what it is about"}
    )
    quotable = _tick(
        "May these words stand on the public page?", "Yes. The group agrees, and no one can be known by them"
    )


OUTCOME_FORMS = {form.kind: form for form in (OutcomeForm, DecisionForm, ActionForm, IssueRaisedForm)}


class AttendanceForm(GivingForm):
    """Who came, of those who agreed that it is written down."""

    members = forms.TypedMultipleChoiceField(
        label="Who came",
        help_text="Only those who agreed that you write it down are in this list.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, scope: Scope, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_be_noted = meeting_queries.may_be_noted(scope, meeting)
        self.fields["members"].choices = [(one.pk, one.name) for one in may_be_noted]

    def given(self) -> dict[str, Any]:
        return {"member_ids": self.cleaned_data["members"]}


class ThanksForm(GivingForm):
    kind = forms.ChoiceField(label="What was given", choices=[("", "Choose one"), *Thanks.KINDS])
    people = forms.IntegerField(label="To how many people", min_value=1, max_value=500)
    pounds = forms.DecimalField(
        label="Pounds in all (if it cost money)",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        error_messages={
            "invalid": "Give pounds and pence in figures, such as 25.50",
            "min_value": "Give an amount above 0",
            "max_decimal_places": "Give no more than two figures after the point",
        },
    )
    words = forms.CharField(label="A few words (if needed)", help_text="Name nobody.", max_length=200, required=False)


class NotesForm(GivingForm):
    notes = forms.CharField(
        label="Notes",
        help_text="In plain words, and with no names. The group checks them, and then anybody can read them.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class ConfirmNotesForm(GivingForm):
    together = _tick("How was it checked?", "We read them together, and the group says they are right")

    def given(self) -> dict[str, Any]:
        return {"together": bool(self.cleaned_data["together"])}


class PublishNotesForm(GivingForm):
    looked = _tick("Is anybody named?", "I have looked at each marked word, and nobody can be known by it")

    def given(self) -> dict[str, Any]:
        return {"looked": bool(self.cleaned_data["looked"])}
