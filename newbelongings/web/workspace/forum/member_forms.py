"""The forms about members of a forum."""

from typing import Any

from django import forms

from newbelongings.domain.accounts import queries as accounts
from newbelongings.domain.forum import queries
from newbelongings.domain.forum.given import GivenMember, GivenNeeds
from newbelongings.domain.forum.models import Member
from newbelongings.domain.forum.models.groups import CHANNELS
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.forms import GivingForm

_NEEDS = [("transport", "Transport"), ("childcare", "Childcare"), ("interpreter", "An interpreter")]
_A_WHOLE_DAY = "Give a whole date: day, month and year"


def _one_tick(label: str, words: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=[("yes", words)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class MemberForm(GivingForm):
    name = forms.CharField(
        label="What they want to be called",
        help_text="A first name or a nickname only. No surname.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    consented_on = forms.DateField(
        label="Day on which they said yes to being kept here",
        error_messages={"invalid": _A_WHOLE_DAY, "required": _A_WHOLE_DAY},
    )
    channel = forms.ChoiceField(
        label="How they like to be reached",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they like to be reached"},
    )
    address = forms.CharField(
        label="Their email, number or postal address",
        help_text="The one that fits what you chose. In person: where to find them, if you like.",
        required=False,
        max_length=254,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    needs = forms.MultipleChoiceField(
        label="What they need to take part",
        help_text="What, never why.",
        choices=_NEEDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.CharField(label="Language of the interpreter (if one is needed)", required=False, max_length=40)
    other = forms.CharField(label="Anything else they need (if they say)", required=False, max_length=200)
    may_note_attendance = _one_tick(
        "When they come to a meeting",
        "It may be noted that they came",
        "Without this they count, and nobody notes who.",
    )
    chair = _one_tick("Their part in it", "They are a chair of this forum")

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(person.pk, person.name) for person in accounts.forum_members(scope)]
        if there:
            self.fields["account"] = forms.TypedChoiceField(
                label="Their account here (if they have one)",
                choices=[("", "None"), *there],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )

    def given(self) -> dict[str, Any]:
        """A member in one piece."""
        typed = self.cleaned_data
        needs = {need: need in typed["needs"] for need, _ in _NEEDS}
        member = GivenMember(
            name=typed["name"],
            consented_on=typed["consented_on"],
            channel=typed["channel"],
            address=typed["address"],
            may_note_attendance=bool(typed["may_note_attendance"]),
            chair=bool(typed["chair"]),
            account_id=typed.get("account"),
            needs=GivenNeeds(**needs, language=typed["language"], other=typed["other"]),
        )
        return {"given": member}


class WelcomeForm(MemberForm):
    """The same, with which of the council's forums they join."""

    forum = forms.TypedChoiceField(
        label="Which forum", coerce=int, error_messages={"required": "Choose which forum they join"}
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, *args, **kwargs)
        self.fields["forum"].choices = [(forum.pk, forum.name) for forum in queries.forums(scope)]
        self.order_fields(["forum"])

    def given(self) -> dict[str, Any]:
        """The member, and which forum."""
        return super().given() | {"forum_id": self.cleaned_data["forum"]}


def as_typed(member: Member) -> dict[str, Any]:
    """A member as the form would have been filled in."""
    needs = member.needs
    return {
        "name": member.name,
        "consented_on": member.consented_on,
        "channel": member.channel,
        "address": member.address,
        "needs": [need for need, _ in _NEEDS if getattr(needs, need)],
        "language": needs.language,
        "other": needs.other,
        "may_note_attendance": ["yes"] if member.may_note_attendance else [],
        "chair": ["yes"] if member.chair else [],
        "account": member.account_id,
    }
