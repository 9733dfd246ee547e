"""The forum: its groups and its meetings. What was raised there is in `issues.py`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.forum import actions, queries
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import MeetingForm, StartForumForm
from .pages import forum_page


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
def forum(request: ScopedRequest) -> HttpResponse:
    """Meetings, issues and where each stands."""
    return render(request, "workspace/forum/forum.html", {"page": forum_page(request.scope)})


@gate(Permission.KEEP_FORUM)
def start_forum(request: ScopedRequest) -> HttpResponse:
    """Give a forum its name."""
    form = StartForumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            started = actions.start_forum(request.scope, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{started.name} is here. Set it up next, or add what was raised.")
            return redirect("one_forum", started.pk)
    return render(request, "workspace/forum/start_forum.html", {"form": form})


@gate(Permission.KEEP_FORUM)
def hold_meeting(request: ScopedRequest) -> HttpResponse:
    """Write down a meeting."""
    if not queries.forums(request.scope).exists():
        return redirect("start_forum")
    form = MeetingForm(request.scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            meeting = actions.hold_meeting(request.scope, forum_id=given.pop("forum"), **given)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The meeting is kept. Now write down what was raised there.")
            return redirect(f"{reverse('raise_issue')}?meeting={meeting.pk}")
    return render(request, "workspace/forum/hold_meeting.html", {"form": form})
