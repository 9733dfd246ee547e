"""The form of a reply, in two parts: its words, and what it joins."""

from collections.abc import Iterable
from typing import Any

from django import forms

from newbelongings.domain.forum.models import Meeting
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.replies.models import ForumCheck, Reply
from newbelongings.domain.standards.vocabularies import areas
from newbelongings.web.parts.forms import Form
from newbelongings.web.workspace.said import SaidForm, joined

# Fields whose words the reading box follows as one types (static/reading.js).
_READ: dict[str, Any] = {"data-read": True}


class _Drawn(Form):
    """A form that remembers which edition of a draft it was drawn from."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)

    def draw_from(self, edition: str) -> None:
        """Take this edition as the one the form was drawn from, keeping what was typed."""
        self.data = self.data.copy()
        self.data["edition"] = edition


class ReplyForm(SaidForm, _Drawn):
    """What the public will read, and the ids that stand behind it. A draft may lack its answer."""

    joins = ("themes", "issues", "actions", "milestones")
    field_order = ("title", "area", "quotation", "said", "state", "answer", "changed", "promised_by", "promised_who")

    title = forms.CharField(
        label="Title, in their words",
        help_text="Like “A PA who stays”.",
        max_length=120,
        widget=forms.TextInput(attrs=_READ),
    )
    area = forms.ChoiceField(
        label="What it is about",
        choices=[("", "Choose one"), *((area.code, area.plain) for area in areas())],
        error_messages={"required": "Choose what it is about"},
    )
    state = forms.ChoiceField(
        label="How it stands",
        choices=Reply.STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    answer = forms.CharField(
        label="Your answer",
        help_text="What you did, what you are doing, or why you cannot. Short sentences, for readers of nine and up.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=_READ | {"rows": 4}),
    )
    changed = forms.CharField(
        label="What changed, what should change, or what there is instead",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=_READ | {"rows": 3}),
    )
    promised_by = forms.DateField(label="By when (if you are still doing it)", required=False)
    promised_who = forms.CharField(
        label="Who promises it (if somebody does)",
        help_text="Like: The head of housing",
        max_length=120,
        required=False,
    )
    actions = joined("Actions of the plan", "What was done for it.")
    milestones = joined("Milestones of the plan", "What has changed for it.")

    def parts(self) -> dict[str, Any]:
        """What ``write_reply`` and ``edit_reply`` take."""
        return {name: value for name, value in self.given().items() if name != "edition"}


class PublishForm(_Drawn):
    """The last word before a draft is public. Where no forum read it, somebody says why."""

    unchecked_because = forms.CharField(
        label="Why no forum read it first",
        help_text="One sentence. It is kept with the reply, and staff and inspectors can read it.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, read_by_forum: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if read_by_forum:
            del self.fields["unchecked_because"]


class SettleForm(Form):
    """What a forum said of a draft: at a meeting, or each member by their own link."""

    meeting = forms.TypedChoiceField(label="Where they read it", coerce=int, empty_value=None, required=False)
    people = forms.IntegerField(
        label="How many read it there (if it was at a meeting)", min_value=1, max_value=500, required=False
    )
    outcome = forms.ChoiceField(
        label="What they say of it",
        choices=[(ForumCheck.AGREED, "It is clear and true"), (ForumCheck.CHANGE, "It needs changing")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they agree, or want it changed"},
    )
    words = forms.CharField(
        label="In their words (needed if they want it changed)",
        help_text="No names. You read this again when you change the draft.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, meetings: Iterable[Meeting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [(meeting.pk, f"At the meeting on {long_date(meeting.date)}") for meeting in meetings]
        self.fields["meeting"].choices = [("", "Each for themselves, by their own link"), *held]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("meeting") and given.get("people") is None and "people" not in self.errors:
            self.add_error("people", "Write how many people read it at that meeting")
        return given


class WithdrawForm(Form):
    because = forms.CharField(
        label="Why you take it down",
        help_text="One sentence. Care leavers read it beside what they said.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
