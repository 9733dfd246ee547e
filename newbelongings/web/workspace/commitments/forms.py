"""The forms of this subject. Each hands what was typed to its action (``given``)."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms

from newbelongings.domain.commitments.models import (
    OFFICES,
    LeaderContact,
    Offer,
    Outcome,
    Payment,
    Protocol,
    RoleReport,
)
from newbelongings.domain.standards.vocabularies import areas, vocabulary
from newbelongings.web.parts.forms import GivingForm, day_field, link_field, words_field

AREA_CHOICES = [("", "Choose one"), *((area.code, area.plain) for area in areas())]
_ROLES = [("", "Choose one"), *((role.code, role.plain) for role in vocabulary("roles").entries)]
_LINES = [
    ("", "Choose one"),
    *(
        (
            post,
            [(line.code, f"{line.name}: {line.plain}") for line in vocabulary("leadership").entries if at(line.code)],
        )
        for post, at in (
            ("Chief executive", lambda code: code.startswith("CE")),
            ("Leader and councillors", lambda code: code.startswith("LC")),
        )
    ),
]


class MarkedForm(GivingForm):
    """One that is drawn with a mark of its own, so that what was sent twice is kept once."""

    mark = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


def _pounds(label: str, *, required: bool = True, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        error_messages={
            "invalid": "Give pounds and pence in figures, such as 25.50",
            "min_value": "Give an amount above 0",
            "max_decimal_places": "Give no more than two figures after the point",
        },
    )


def _pence(pounds: Decimal | None) -> int | None:
    return None if pounds is None else int(pounds * 100)


class ReadinessForm(GivingForm):
    ready = forms.TypedChoiceField(
        label="Is it there?",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or not yet"},
    )
    words = words_field("How can one see it, or what is missing?", "One sentence. Name no care leaver.")
    office = forms.CharField(label="Which post answers for it", max_length=80)
    name = forms.CharField(label="Who holds that post (if you wish)", max_length=120, required=False)
    on = day_field("Since, or as of, which day")
    link = link_field()


class CommitmentForm(GivingForm):
    office = forms.ChoiceField(label="Whose promise", choices=OFFICES, widget=forms.RadioSelect)
    name = forms.CharField(label="Who holds that post", max_length=120)
    line = forms.ChoiceField(label="What kind of promise", choices=_LINES)
    words = words_field("What they promised", "In their own words. Name no care leaver.")
    promised_on = day_field("Promised on")
    due = day_field("By when")
    times = forms.IntegerField(
        label="How often in the year (if it is a promise to meet care leavers)",
        required=False,
        min_value=1,
        max_value=365,
    )


class OutcomeForm(GivingForm):
    state = forms.ChoiceField(
        label="Was it kept?",
        choices=[
            (Outcome.KEPT, "Yes, it was kept"),
            (Outcome.NOT_KEPT, "No, it was not kept"),
            (Outcome.WITHDRAWN, "It was taken back, or written down by mistake"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was kept"},
    )
    words = words_field("How can one see it?", "One sentence. It cannot be changed later; add another instead.")
    on = day_field("Day")
    link = link_field()


class ContactForm(GivingForm):
    office = forms.ChoiceField(label="Who met care leavers", choices=OFFICES, widget=forms.RadioSelect)
    name = forms.CharField(label="Who holds that post", max_length=120)
    kind = forms.ChoiceField(label="Where", choices=LeaderContact.KINDS, widget=forms.RadioSelect)
    on = day_field("Day", help_text="The day only. Do not write down whom they met.")


class ProtocolForm(GivingForm):
    kind = forms.ChoiceField(label="What kind of partner", choices=[("", "Choose one"), *Protocol.PARTNERS])
    partner = forms.CharField(label="Name of the partner", max_length=120)
    words = words_field("What was agreed", "One sentence that a care leaver would understand.")
    area = forms.ChoiceField(label="What it is about", choices=AREA_CHOICES)
    agreed_on = day_field("Agreed on")
    review_every = forms.IntegerField(
        label="Reviewed every how many months",
        help_text="The Guide’s example, with a jobcentre, is reviewed every 6.",
        min_value=1,
        max_value=60,
    )
    link = link_field()


class ReviewForm(GivingForm):
    on = day_field("Day it was reviewed")
    words = words_field(
        "What you found, and what changes", "Name no care leaver. It cannot be changed later.", most=1000
    )
    reviewed_by = forms.CharField(label="Which posts looked at it", max_length=120)
    review_every = forms.IntegerField(label="Next review in how many months", min_value=1, max_value=60)


class EndProtocolForm(GivingForm):
    because = words_field("Why it ends")
    on = day_field("Day it ends")


class OfferForm(GivingForm):
    kind = forms.ChoiceField(label="What kind of offer", choices=[("", "Choose one"), *Offer.KINDS])
    title = forms.CharField(label="What is offered, in a few words", max_length=120)
    giver = forms.CharField(label="Which employer or group", max_length=120)
    area = forms.ChoiceField(label="What it helps with", choices=AREA_CHOICES)
    places = forms.IntegerField(
        label="How many places", help_text="For money, how many people it is for.", min_value=1, max_value=100_000
    )
    starts = day_field("From")
    until = day_field("Until (if it ends)", required=False)
    contact = forms.CharField(
        label="Which office to ask",
        help_text="An office and its telephone or address, rather than a private person.",
        max_length=200,
    )


class TakeUpForm(MarkedForm):
    places = forms.IntegerField(
        label="How many more places were taken up",
        help_text="A number only, never who. To put right a number that was too high, give one below zero, such as -1.",
    )
    on = day_field("By which day")


class EndOfferForm(GivingForm):
    because = words_field("Why it ends")


class RoleForm(GivingForm):
    people = forms.IntegerField(
        label="How many care leavers", help_text="A number only, never who.", min_value=0, max_value=10_000
    )
    hours = forms.IntegerField(label="Their hours together, this year so far", min_value=0, max_value=1_000_000)
    paid = forms.ChoiceField(label="Are they paid?", choices=RoleReport.PAID, widget=forms.RadioSelect)
    rate = _pounds("Pounds for an hour (if paid)", required=False)
    training = words_field("Training they had (if any)", required=False)
    changed = words_field("What they changed (if anything yet)", "In words. Name nobody.", required=False, most=1000)

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"rate_pence": _pence(data.pop("rate"))}


class PaymentForm(MarkedForm):
    on = day_field("Day of the payment")
    role = forms.ChoiceField(label="For which role", choices=_ROLES)
    reference = forms.CharField(
        label="Reference in your finance system",
        help_text="Such as PO-20417. Not a name, and nothing of a bank.",
        max_length=40,
    )
    kind = forms.ChoiceField(label="What kind of payment", choices=Payment.KINDS, widget=forms.RadioSelect)
    amount = _pounds("Amount in pounds")
    hours = forms.DecimalField(
        label="Hours it was for (if by the hour)",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=6,
        decimal_places=2,
    )
    approved_by = forms.CharField(
        label="Who approved it", help_text="Somebody else than you, by name or post.", max_length=120
    )

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"amount_pence": _pence(data.pop("amount"))}


class UndoForm(GivingForm):
    because = words_field("What was wrong")
    approved_by = forms.CharField(
        label="Who approved that it is undone", help_text="Somebody else than you, by name or post.", max_length=120
    )
