"""The plan's forms. Each knows how to hand what was typed to its action (``given``)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.plans.models import Objective, Priority
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.evidence_files import WithFiles
from newbelongings.web.parts.forms import Form

from .words import RAG_CHOICES

Choices = Iterable[tuple[str, Any]]


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes under the names of their groups."""

    template_name = "workspace/plan/grouped_checkboxes.html"


def _area() -> forms.ChoiceField:
    choices = [("", "Choose an area"), *((area.code, area.plain) for area in areas())]
    sentence = "Choose one of the ten areas"
    return forms.ChoiceField(
        label="Area", choices=choices, error_messages={"required": sentence, "invalid_choice": sentence}
    )


def _day(label: str, *, required: bool = True) -> forms.DateField:
    sentence = "Give a whole date: day, month and year"
    return forms.DateField(label=label, required=required, error_messages={"invalid": sentence})


GONE = {"invalid_choice": "One of these is not there any more. Choose again from the list"}


def _ids(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values]


class ReasonsForm(Form):
    """The themes and issues that a priority answers. A kind of which there is none yet is left out."""

    themes = forms.MultipleChoiceField(
        label="Themes it answers",
        help_text="What people said in the survey, and how many of them.",
        required=False,
        error_messages=GONE,
        widget=GroupedCheckboxes,
    )
    issues = forms.MultipleChoiceField(
        label="Issues it answers",
        help_text="What the forum raised.",
        required=False,
        error_messages=GONE,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, themes: Choices, issues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("themes", themes), ("issues", issues)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"theme_ids": _ids(data.pop("themes", [])), "issue_ids": _ids(data.pop("issues", []))}


class PriorityForm(ReasonsForm):
    field_order = ["title", "area", "themes", "issues", "chosen_by", "chosen_on"]
    title = forms.CharField(label="What to work on", help_text="In words that care leavers would use.")
    area = _area()
    chosen_by = forms.CharField(label="Who chose it", help_text="For example: the forum, with the service managers.")
    chosen_on = _day("When it was chosen")


class VersionedForm(Form):
    """A form that changes something that stands, and so carries the version it was drawn from.

    Drawn from nothing, it adds, and asks for no version.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    was_changed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" not in self.initial:
            del self.fields["version"]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        version = data.pop("version", None)
        return data if version is None else data | {"version": version}

    def redraw_from(self, version: int) -> None:
        """Carry a newer version from now on, because somebody else made one; what was typed stays."""
        self.was_changed = True
        self.data = self.data.copy()
        self.data["version"] = str(version)


class PlanForm(VersionedForm):
    aim = forms.CharField(
        label="What you aim to achieve",
        help_text="Two or three sentences. The objectives come next.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lead = forms.CharField(label="Who leads it day to day", help_text="Name and job. They keep the plan up to date.")


class NewPlanForm(PlanForm):
    """A plan that begins here, and may be agreed already. From then on the board agrees a version of it."""

    agreed_on = _day("When the board agreed it (if it has)", required=False)


class ObjectiveForm(VersionedForm):
    title = forms.CharField(label="What you want to achieve")
    success = forms.CharField(
        label="It worked if",
        help_text="What will be different, and how you will know. A number with its starting point is best.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    area = _area()


class PrioritiesForm(Form):
    priorities = forms.MultipleChoiceField(
        label="Priorities it answers",
        help_text="Whose words it answers. Leave empty if nobody asked for it: the plan will say so.",
        required=False,
        error_messages=GONE,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, priorities: Iterable[Priority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priorities"].choices = [(p.pk, p.title) for p in priorities]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {"priority_ids": _ids(self.cleaned_data["priorities"])}


class NewObjectiveForm(PrioritiesForm, ObjectiveForm):
    """A new objective together with what it answers."""

    field_order = ["title", "success", "area", "priorities"]

    def given(self) -> dict[str, Any]:
        data = ObjectiveForm.given(self)
        data.pop("priorities")
        return data | PrioritiesForm.given(self)


class DropForm(Form):
    because = forms.CharField(label="Why it is dropped")

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ActionForm(VersionedForm):
    title = forms.CharField(label="What will be done", help_text="Begin with a verb: agree, open, pay, train.")
    lead = forms.CharField(label="Who is responsible", help_text="Name and team.")
    owner = forms.TypedChoiceField(
        label="Who updates it here (if they have an account)",
        help_text="They see this action in their list, and nothing else if that is their role.",
        required=False,
        error_messages=GONE,
        coerce=int,
        empty_value=None,
    )
    lead_email = forms.EmailField(
        label="Email of whoever is responsible (if they have no account)",
        help_text="They get reminders, each with a link that opens this action and nothing else.",
        required=False,
        error_messages={"invalid": "Check this address: it should look like name@council.gov.uk"},
    )
    starts = _day("Starts")
    ends = _day("Done by")

    def __init__(self, *args: Any, owners: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(person.pk, person.name) for person in owners]
        self.fields["owner"].choices = [("", "The plan’s lead updates it"), *people]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = super().given()
        return data | {"owner_id": data.pop("owner")}


class _WithObjective(VersionedForm):
    """A form that chooses one of the plan's objectives."""

    objective = forms.TypedChoiceField(label="Objective", coerce=int, empty_value=None)

    def __init__(self, *args: Any, objectives: Iterable[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(objective.pk, objective.title) for objective in objectives]
        field = self.fields["objective"]
        field.choices = titles if field.required else [("", "The plan as a whole"), *titles]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = super().given()
        return data | {"objective_id": data.pop("objective")}


class NotYetOver(Form):
    """A form whose ``day`` must not be past unless somebody says that they mean it."""

    day = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given, before = data.get(self.day), self.initial.get(self.day)
        meant = self.add_prefix("over") in self.data
        is_in_order = given is not None and given >= (data.get("starts") or given)
        if given is not None and is_in_order and given != before and given < today():
            self.fields["over"] = forms.BooleanField(label="Yes, this end is past", required=False)
            if not meant:
                sentence = "This day is past. Choose a later one, or tick “Yes, this end is past” below"
                self.add_error(self.day, sentence)
        return data


class NewActionForm(NotYetOver, _WithObjective, ActionForm):
    """A new action, under one of the plan's objectives."""

    day = "ends"
    field_order = ["objective", "title", "lead", "owner", "lead_email", "starts", "ends"]


def _why() -> forms.CharField:
    return forms.CharField(
        label="Why the dates move (if they do)",
        help_text="Once the plan is agreed, the old dates stay beside the new ones, with this reason.",
        required=False,
    )


class ChangeActionForm(NotYetOver, ActionForm):
    """An action that stands: its words, people and dates, and what it waits for."""

    day = "ends"
    field_order = ["title", "lead", "owner", "lead_email", "starts", "ends", "over", "why", "waits_for"]
    waits_for = forms.MultipleChoiceField(
        label="Must wait for",
        help_text="Actions that have to be done before it.",
        required=False,
        error_messages=GONE,
        widget=forms.CheckboxSelectMultiple,
    )
    why = _why()

    def __init__(self, *args: Any, others: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(others)
        if choices:
            self.fields["waits_for"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["waits_for"]

    def given(self) -> dict[str, Any]:
        data = super().given()
        return data | {"waits_for_ids": _ids(data.pop("waits_for", []))}


class MilestoneForm(_WithObjective):
    field_order = ["title", "due", "objective"]
    title = forms.CharField(label="What will have changed", help_text="One of the 10 to 15 changes that matter most.")
    due = _day("Done by")
    objective = forms.TypedChoiceField(
        label="Objective (if it belongs to one)", coerce=int, empty_value=None, required=False
    )


class ChangeMilestoneForm(MilestoneForm):
    """A milestone that stands."""

    field_order = ["title", "due", "why", "objective"]
    why = _why()


class StandingForm(Form):
    """How one thing stands, and what happened."""

    rag = forms.ChoiceField(
        label="How does it stand?",
        choices=RAG_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    words = forms.CharField(
        label="What happened?",
        help_text="One or two sentences. Care leavers may read this, so name no young person.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what happened since the last update"},
    )


class UpdateForm(WithFiles, StandingForm):
    """An update with its day, and files that show it."""

    made_on = _day("Date")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"made_on": today})
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("rag", "words", "made_on")} | {"files": self.chosen()}
