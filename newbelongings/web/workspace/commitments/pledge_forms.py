"""The forms of the pledge."""

from typing import Any

from django import forms

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm, day_field, words_field
from newbelongings.web.workspace.plan.words import RAG_CHOICES
from newbelongings.web.workspace.said import SaidForm, said_field

from .forms import AREA_CHOICES


class PledgeForm(GivingForm):
    title = forms.CharField(label="Title", help_text="Like “What we promise you”.", max_length=120)
    opening = words_field(
        "The first words (if you wish)",
        "Two or three sentences to the care leavers who read it.",
        required=False,
        most=1000,
    )


class PromiseForm(SaidForm):
    """What care leavers said, and what is promised because of it."""

    field_order = ("area", "quotation", "said", "promise", "stands_behind", "due")

    area = forms.ChoiceField(
        label="What it is about", choices=AREA_CHOICES, error_messages={"required": "Choose what it is about"}
    )
    said = said_field(500)
    promise = words_field(
        "We promise to", "One thing that somebody can see done. Short words: care leavers hold you to it.", most=500
    )
    stands_behind = forms.CharField(
        label="Who stands behind it",
        help_text="The office, such as the head of housing, with a name if you wish. Care leavers read it.",
        max_length=120,
    )
    due = day_field("By when")


class SignForm(GivingForm):
    name = forms.CharField(label="Who signs", max_length=120)
    office = forms.CharField(label="Which office they hold", help_text="Like: Chief executive", max_length=120)
    signed_on = day_field("Day they signed")


class PublishPledgeForm(GivingForm):
    """Who signs first, and which forum read it before."""

    name = forms.CharField(label="Who signs first", max_length=120)
    office = forms.CharField(label="Which office they hold", help_text="Like: Chief executive", max_length=120)
    checked_with_id = forms.TypedChoiceField(
        label="Which forum read it first", coerce=int, empty_value=None, required=False
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.pk, one.name) for one in forum.forums(scope)]
        self.fields["checked_with_id"].choices = [("", "None yet: the page says so"), *found]  # type: ignore[attr-defined]


class PromiseUpdateForm(GivingForm):
    rag = forms.ChoiceField(
        label="How does it stand?",
        choices=RAG_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    words = words_field(
        "What happened, or why not", "Care leavers read this. It cannot be changed later; add another.", most=500
    )


class EndPledgeForm(GivingForm):
    because = words_field("Why it ends", "One sentence. Care leavers read it.", most=200)
