"""How what they raise is used, for a member: all of it on a page, and one's own voice on what came of an issue."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.forum import opinions, queries
from newbelongings.domain.forum.models import Verdict
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.replies.monitor import members_monitor
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.monitor_cards import monitor_page

from .door import Visit, behind_their_link
from .frame import frame
from .section import Section


class ChangeForm(Form):
    change = forms.ChoiceField(
        label="Did it change anything?",
        choices=Verdict.CHANGES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the four"},
    )


def raised_so_far(visit: Visit) -> Section:
    """The way to the monitor."""
    return Section("public/member/raised.html", {"token": visit.token})


@behind_their_link
def member_monitor(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For each issue: what we said, who heard it, what they did, how long it took, what came of it."""
    page = monitor_page(members_monitor(visit.scope, visit.member))
    return render(request, "public/member/monitor.html", frame(visit) | {"page": page})


@behind_their_link
def say_verdict(request: HttpRequest, visit: Visit, issue_id: int) -> HttpResponse:
    """Say what you think came of it."""
    about = queries.issue_for_members(visit.scope, visit.member, issue_id)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opinions.say_verdict(visit.scope, visit.member, issue_id=issue_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('member_monitor', args=[visit.token])}#issue-{issue_id}")
    return render(request, "public/member/say_verdict.html", frame(visit) | {"form": form, "issue": about})
