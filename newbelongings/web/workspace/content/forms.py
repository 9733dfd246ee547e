"""The forms of a plan's content. Each knows how to hand what was typed to its action (``given``)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from newbelongings.domain.plans.content_queries import AreaView
from newbelongings.domain.plans.models import Action, Objective, Resource
from newbelongings.web.parts.forms import Form
from newbelongings.web.workspace.plan.forms import VersionedForm

GONE = {"invalid_choice": "One of these is not there any more. Choose again from the list"}
PART_LABELS = {
    "definition": ("What this is about", "Why you do it, for whom, and what is known already. A few sentences."),
    "governance": (
        "Who watches over it",
        "Which board, how often it looks, who answers to it, and how care leavers sit in.",
    ),
    "sustaining": (
        "What stays afterwards",
        "How the change goes on when this plan ends: in budgets, jobs, rules and training.",
    ),
}


def _text(label: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": 5}))


class PartForm(VersionedForm):
    words = _text("", required=False)

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = PART_LABELS[part]


class FactForm(Form):
    words = forms.CharField(
        label="The fact", help_text="In one line, with its number: 61 of our care leavers are parents."
    )
    source = forms.CharField(label="Where it is from", help_text="The return, the report or the list.")
    as_of = forms.DateField(
        label="The day it is of (if you know it)",
        required=False,
        error_messages={"invalid": "Give a whole date: day, month and year"},
    )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PromiseForm(VersionedForm):
    well = _text("What you do well", "What care leavers would agree with.", required=False)
    better = _text("What you could do better", "The plan can answer it.", required=False)


class CoverageForm(Form):
    objectives = forms.MultipleChoiceField(
        label="Objectives that meet it", required=False, error_messages=GONE, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="Or why none does", help_text="One sentence, for example that another plan does it.", required=False
    )

    def __init__(self, *args: Any, objectives: Iterable[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objectives"].choices = [(row.pk, row.title) for row in objectives]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {
            "objective_ids": [int(pk) for pk in self.cleaned_data["objectives"]],
            "words": self.cleaned_data["words"],
        }


class ResourceForm(Form):
    kind = forms.ChoiceField(
        label="What it is",
        choices=Resource.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is: staff, money, a saving or something else."},
    )
    words = forms.CharField(label="What it is for", help_text="For example: two more advisers for a year.")
    pounds = forms.DecimalField(
        label="How much, in pounds (if it is money)",
        required=False,
        min_value=0,
        max_digits=13,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-10", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            "Give an amount in pounds, such as 42000 or 42000.50.",
        ),
    )
    objective = forms.TypedChoiceField(
        label="For which objective", required=False, coerce=int, empty_value=None, error_messages=GONE
    )
    secured = forms.ChoiceField(
        label="Is it there?",
        choices=[("", "Not agreed yet"), ("yes", "It is agreed and there")],
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, objectives: Iterable[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(row.pk, row.title) for row in objectives]
        self.fields["objective"].choices = [("", "The plan as a whole"), *titles]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        pounds: Decimal | None = data.pop("pounds")
        return data | {
            "pence": None if pounds is None else int(pounds * 100),
            "objective_id": data.pop("objective"),
            "secured": data.pop("secured") == "yes",
        }


class MeasureForm(VersionedForm):
    measure = forms.CharField(
        label="What is measured (if it can be)",
        help_text="For example: how many of 100 say their PA is easy to reach.",
        required=False,
    )
    baseline = forms.CharField(label="Where it stands now", required=False)
    target = forms.CharField(label="Where it should be at the end", required=False)


class AreaForm(VersionedForm):
    title = forms.CharField(label="What must change", help_text="Three or four for an objective are enough.")


class ArrangeForm(Form):
    """Under which development area each action of an objective stands."""

    def __init__(self, *args: Any, actions: Iterable[Action], areas: Iterable[AreaView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "None of these"), *((area.id, area.title) for area in areas)]
        for action in actions:
            self.fields[f"action_{action.pk}"] = forms.TypedChoiceField(
                label=action.title,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=action.development_area_id,
                error_messages=GONE,
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )

    def given(self) -> dict[str, Any]:
        return {"places": {int(name.removeprefix("action_")): place for name, place in self.cleaned_data.items()}}
