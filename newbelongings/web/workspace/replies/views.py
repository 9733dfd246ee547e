"""Replies: drafted, looked at as the public will see them, published, and if need be withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies import actions, checks, queries
from newbelongings.domain.replies.editions import edition
from newbelongings.domain.replies.models import Reply
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.council.cards import reply_card
from newbelongings.web.workspace.said import ids

from . import saving
from .choices import begin, choices
from .forms import PublishForm, ReplyForm, WithdrawForm
from .pages import preview, reading_of, replies_page, told


@gate(Permission.WRITE_REPLIES)
def replies(request: ScopedRequest) -> HttpResponse:
    """What was told, what was not, and the next reply to write."""
    cycle = authorities.current_cycle(request.scope)
    return render(request, "workspace/replies/replies.html", {"page": replies_page(request.scope, cycle)})


@gate(Permission.WRITE_REPLIES)
def write_reply(request: ScopedRequest) -> HttpResponse:
    """Begin a reply, with what the address names already joined."""
    cycle = authorities.current_cycle(request.scope)
    start = begin(request.scope, cycle.pk, request.GET)
    quoted = start.themes | set(ids(request.POST, "themes"))
    offered = choices(request.scope, cycle.pk, quoted_themes=quoted)
    form = ReplyForm(offered, request.POST or None, initial=saving.with_quotation(start.initial(), offered))
    reply = saving.saved(form, lambda parts: actions.write_reply(request.scope, cycle_id=cycle.pk, **parts))
    if reply:
        return _after_saving(request, reply)
    return render(request, "workspace/replies/write_reply.html", {"form": form})


@gate(Permission.WRITE_REPLIES)
def edit_reply(request: ScopedRequest, reply_id: int) -> HttpResponse:
    """Change a draft, with what makes it hard to read pointed out beside it."""
    reply = queries.reply(request.scope, reply_id)
    if reply.published_on:
        return redirect("withdraw_reply", reply_id)
    joined = saving.initial_of(reply)
    quoted = set(joined["themes"]) | set(ids(request.POST, "themes"))
    offered = choices(request.scope, reply.cycle_id, quoted_themes=quoted, reply=reply)
    form = ReplyForm(offered, request.POST or None, initial=joined | {"edition": edition(reply)})
    context: dict[str, Any] = {"form": form, "reply": reply, "reading": reading_of(reply)}
    try:
        changed = saving.saved(
            form,
            lambda parts: actions.edit_reply(
                request.scope, reply_id=reply_id, edition=form.cleaned_data["edition"], **parts
            ),
        )
    except actions.ChangedMeanwhile as refusal:
        theirs = queries.reply(request.scope, reply_id)
        form.draw_from(edition(theirs))
        form.refuse(refusal)
        context["theirs"], changed = reply_card(theirs), None
    if changed:
        return _after_saving(request, changed)
    return render(request, "workspace/replies/edit_reply.html", context)


@gate(Permission.WRITE_REPLIES)
def publish_reply(request: ScopedRequest, reply_id: int) -> HttpResponse:
    """See a draft as the public will, and publish it."""
    reply = queries.reply(request.scope, reply_id)
    sent = request.POST if request.method == "POST" else None
    form = PublishForm(sent, read_by_forum=checks.read_by_forum(reply), initial={"edition": edition(reply)})
    if form.is_bound and form.is_valid():
        try:
            actions.publish_reply(request.scope, reply_id=reply_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            reply = queries.reply(request.scope, reply_id)
            form.draw_from(edition(reply))
        else:
            messages.success(request, f"“{reply.title}” is on your public page.")
            return redirect("replies")
    if reply.published_on and not form.errors:
        return redirect("withdraw_reply", reply_id)
    return render(
        request, "workspace/replies/publish_reply.html", {"page": preview(request.scope, reply), "form": form}
    )


@gate(Permission.WRITE_REPLIES)
def withdraw_reply(request: ScopedRequest, reply_id: int) -> HttpResponse:
    """Take a published reply off the public page, saying why."""
    reply = queries.reply(request.scope, reply_id)
    if not reply.published_on:
        return redirect("edit_reply", reply_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_reply(request.scope, reply_id=reply_id, because=form.cleaned_data["because"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{reply.title}” is off your public page. What it answered is owed again.")
            return redirect("replies")
    context = {"form": form, "page": told(request.scope, reply)}
    return render(request, "workspace/replies/withdraw_reply.html", context)


def _after_saving(request: ScopedRequest, reply: Reply) -> HttpResponse:
    if "look" in request.POST:
        return redirect("publish_reply", reply.pk)
    messages.success(request, "The draft is kept. Nobody outside has seen it.")
    return redirect("edit_reply", reply.pk)
