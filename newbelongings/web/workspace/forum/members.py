"""Who is in a forum: for its worker, and for nobody else."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.adapters.senders import forget_recorded
from newbelongings.domain.forum import letters, member_queries, queries
from newbelongings.domain.forum import members as actions
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.outreach import welcoming
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .contacts import reached_by
from .member_forms import MemberForm, WelcomeForm, as_typed


@gate(Permission.KEEP_MEMBERS)
def add_member(request: ScopedRequest, forum_id: int) -> HttpResponse:
    """Bring somebody in who said yes."""
    forum = queries.forum(request.scope, forum_id)
    page = Ask(
        title="Add a member",
        lead=f"Somebody who said yes to {forum.name}. Only a participation worker can read this. About 2 minutes.",
        button="Keep this member",
        done="They are in the forum. Send or show them their link next: it is their way in and out.",
        to=reverse("one_forum", args=[forum_id]),
        back_words=forum.name,
    )
    form = MemberForm(request.scope, request.POST or None, initial={"consented_on": today()})
    return ask(request, form, actions.add_member, page, forum_id=forum_id)


@gate(Permission.KEEP_MEMBERS)
def change_member(request: ScopedRequest, member_id: int) -> HttpResponse:
    """What is kept of one member, their link, and the way out."""
    member = member_queries.member(request.scope, member_id)
    form = MemberForm(request.scope, request.POST or None, initial=as_typed(member))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_member(request.scope, member_id=member_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Kept. What waits to be sent goes where you said.")
            return redirect("one_forum", member.forum_id)
    context = {"form": form, "member": member, "we_send": member.channel in letters.SENT_BY_US}
    return render(request, "workspace/forum/change_member.html", context)


@gate(Permission.KEEP_MEMBERS)
def withdraw_member(request: ScopedRequest, member_id: int) -> HttpResponse:
    """They want no more part in it: what goes, what stays, and the one button."""
    member = member_queries.member(request.scope, member_id)
    if request.method == "POST":
        forget_recorded(actions.withdraw_member(request.scope, member_id=member_id))
        messages.success(request, "They are gone from here. Only the counts stay.")
        return redirect("one_forum", member.forum_id)
    return render(request, "workspace/forum/withdraw_member.html", {"member": member})


@gate(Permission.KEEP_MEMBERS)
@require_POST
def send_member_link(request: ScopedRequest, member_id: int) -> HttpResponse:
    """Send them their own way in, by the channel they chose."""
    try:
        actions.send_link(request.scope, member_id=member_id, address=_page_of("{token}"))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Their link is on its way. It works for 180 days.")
    return redirect("change_member", member_id)


@gate(Permission.KEEP_MEMBERS)
@never_cache
@require_POST
def show_member_link(request: ScopedRequest, member_id: int) -> HttpResponse:
    """A new link, shown once, to hand over."""
    member = member_queries.member(request.scope, member_id)
    link = _page_of(actions.show_link(request.scope, member_id=member_id))
    return render(request, "workspace/forum/show_member_link.html", {"member": member, "link": link})


@gate(Permission.KEEP_MEMBERS)
@require_POST
def close_member_links(request: ScopedRequest, member_id: int) -> HttpResponse:
    """Their phone is lost: every link they have stops working."""
    actions.close_links(request.scope, member_id=member_id)
    messages.success(request, "Every link they had is closed. Send or show them a new one.")
    return redirect("change_member", member_id)


@gate(Permission.KEEP_MEMBERS)
def welcome(request: ScopedRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Somebody who asked to hear about the forum comes in, without typing it again."""
    if not queries.forums(request.scope).exists():
        return redirect("start_forum")
    interest = survey_queries.forum_interest(request.scope, interest_id)
    channel, address = reached_by(interest.contact)
    page = Ask(
        title="Bring them in",
        lead="Talk to them first. Once they said yes, choose their forum and see that the rest is right.",
        button="Keep this member",
        done="They are in the forum, and what they wrote when they asked is deleted.",
        to=reverse("forum"),
        back_words="The forum",
        more=f"They wrote: {interest.name}, {interest.contact}.",
    )
    known = {"name": interest.name, "channel": channel, "address": address, "consented_on": today()}
    form = WelcomeForm(request.scope, request.POST or None, initial=known)
    return ask(request, form, welcoming.welcome, page, interest_id=interest_id)


@gate(Permission.KEEP_MEMBERS)
@require_POST
def forget_forum_interest(request: ScopedRequest, interest_id: uuid.UUID) -> HttpResponse:
    """They would rather not, or were told what they wanted to know."""
    surveys.forget_forum_interest(request.scope, interest_id=interest_id)
    messages.success(request, "What they wrote is deleted.")
    return redirect("forum")


def _page_of(token: str) -> str:
    address = reverse("member_page", args=["TOKEN"]).replace("TOKEN", token)
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{address}"
