"""Settling what came by the public page: an issue, one that is there already, or not taken up."""

from typing import Any

from django import forms

from newbelongings.domain.forum import queries
from newbelongings.domain.forum.declining import REASONS
from newbelongings.domain.forum.models import Report
from newbelongings.domain.kernel.identifying import stand_in
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm

from .issue_forms import IssueWordsForm


class AcceptReportForm(IssueWordsForm):
    """The words to begin with have a stand-in in brackets for each detail that was found."""

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"words": stand_in(report.words), "area": report.area}, **kwargs)
        self.fields["words"].help_text = "What could tell who it is has a word in brackets in its place. Look for more."
        self.fields["quotable"].choices = [("yes", "Yes. No one can be known by them")]

    def given(self) -> dict[str, Any]:
        """What the action is given."""
        given = dict(self.cleaned_data)
        return given | {"quotable": bool(given["quotable"]), "may_stay": given.pop("looked", False)}


class JoinReportForm(GivingForm):
    issue_id = forms.TypedChoiceField(
        label="Which issue", coerce=int, error_messages={"required": "Choose the issue that it belongs to"}
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raised = queries.issues(scope).values_list("pk", "title")
        self.fields["issue_id"].choices = [("", "Choose one"), *raised]


class DeclineReportForm(GivingForm):
    reason = forms.ChoiceField(
        label="Why is it not taken up?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is not taken up"},
    )
    words = forms.CharField(
        label="If it is something else, why? In one sentence",
        help_text="Whoever wrote it reads this, if they asked to be told.",
        max_length=200,
        required=False,
    )
