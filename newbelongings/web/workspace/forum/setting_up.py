"""Setting a forum up: its name, its checklist, its agreement, its training record."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.forum import actions, agreeing, checklist, queries, training
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import StartForumForm
from .setting_up_forms import AgreementForm, ChecklistForm, TrainingForm


@gate(Permission.KEEP_FORUM)
def change_forum(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Another name, or another group."""
    forum = queries.forum(request.scope, forum_id)
    page = Ask(
        title="Change the forum",
        lead="The name its members use, and who it is for.",
        button="Keep these changes",
        done="The forum is changed.",
        to=reverse("one_forum", args=[forum_id]),
        back_words=forum.name,
    )
    form = StartForumForm(request.POST or None, initial={"name": forum.name, "group": forum.group})
    return ask(request, form, actions.change_forum, page, forum_id=forum_id)


@gate(Permission.KEEP_FORUM)
def keep_checklist(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Tick what stands."""
    forum = queries.forum(request.scope, forum_id)
    form = ChecklistForm(checklist.marks(request.scope, forum_id), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            checklist.keep_checklist(request.scope, forum_id=forum_id, marks=form.marks())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The checklist is kept.")
            return redirect("one_forum", forum_id)
    return render(request, "workspace/forum/keep_checklist.html", {"form": form, "forum": forum})


@gate(Permission.KEEP_FORUM)
def add_agreement(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Write down how the group and the council work together."""
    forum = queries.forum(request.scope, forum_id)
    page = Ask(
        title="How we work together",
        lead=f"What {forum.name} and the council agree, on one page. Ours is a start: write it again with the group.",
        button="Keep this agreement",
        done="The agreement is kept. Read it again with the group in six months.",
        to=reverse("one_forum", args=[forum_id]),
        back_words=forum.name,
        more="It is added to the earlier ones, and cannot be changed later.",
    )
    begins = {"words": agreeing.beginning(request.scope, forum_id), "agreed_on": today()}
    form = AgreementForm(request.POST or None, initial=begins)
    return ask(request, form, agreeing.add_agreement, page, forum_id=forum_id)


@gate(Permission.KEEP_FORUM)
def record_training(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Write down a training."""
    forum = queries.forum(request.scope, forum_id)
    page = Ask(
        title="Add a training",
        lead=f"What members of {forum.name} were offered, and how many came. About 1 minute.",
        button="Keep this training",
        done="The training is in the record.",
        to=reverse("one_forum", args=[forum_id]),
        back_words=forum.name,
    )
    form = TrainingForm(request.POST or None)
    return ask(request, form, training.record_training, page, forum_id=forum_id)
