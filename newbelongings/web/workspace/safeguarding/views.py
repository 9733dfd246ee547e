"""What may mean danger, one answer at a time, and what was done about it."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.safeguarding import actions
from newbelongings.domain.safeguarding.models import Concern
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.gate import gate

from . import pages

STILL_OPEN = "No, I will do more"


class StepForm(Form):
    words = forms.CharField(
        label="What did you do?",
        help_text="Who you spoke to and what you agreed. If there is nothing to do, say why. "
        "It is kept with your name and cannot be changed later.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    state = forms.ChoiceField(
        label="Is this finished?",
        choices=[
            (Concern.NEW, STILL_OPEN),
            (Concern.ACTED, "Yes, we acted"),
            (Concern.NOTHING_TO_DO, "Yes, there is nothing to do"),
        ],
        widget=forms.RadioSelect,
    )


@gate(Permission.READ_CONCERNS)
@never_cache
def concerns(request: HttpRequest) -> HttpResponse:
    """The concerns of the council: open ones first, the longest waiting at the top."""
    return render(request, "workspace/safeguarding/concerns.html", pages.concerns_page(request.scope))  # type: ignore[attr-defined]


@gate(Permission.READ_CONCERNS)
@never_cache
def act_on_concern(request: HttpRequest, concern_id: uuid.UUID) -> HttpResponse:
    """The words of one answer, what to do, and what was done."""
    scope = request.scope  # type: ignore[attr-defined]
    page = pages.concern_page(scope, concern_id)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.act_on_concern(scope, concern_id=concern_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "What you did is written down.")
            return redirect("concerns" if form.cleaned_data["state"] != Concern.NEW else request.path)
    return render(request, "workspace/safeguarding/act_on_concern.html", {"form": form, "page": page})
