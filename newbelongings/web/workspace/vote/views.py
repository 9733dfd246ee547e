"""A forum's dot-vote, as the worker who holds it sees it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import said, vote_queries, votes
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form

from .forms import ConfirmForm, HandsForm, OpenVoteForm
from .pages import proposed, vote_page


@gate(Permission.EDIT_PLAN)
def open_vote(request: ScopedRequest) -> HttpResponse:
    """Choose what is voted on, and open the vote."""
    cycle = authorities.current_cycle(request.scope)
    offered = [one for one in said.most_said(request.scope, cycle.pk) if not one.is_chosen]
    if len(offered) < votes.CHOICES[0]:
        messages.info(request, "There is nothing left to vote on. Add a theme or an issue first.")
        return redirect("priorities")
    form = OpenVoteForm(request.POST or None, offered=offered)
    if request.method == "POST" and saved(form, request.scope, votes.open_vote, cycle_id=cycle.pk):
        newest = vote_queries.votes(request.scope, cycle.pk)[0]
        return redirect("vote", newest.pk)
    return draw_form(
        request,
        form,
        title="Hold a vote",
        lead="The forum gives dots to what matters most: on their phones, or with hands up. About 10 minutes.",
        button="Open the vote",
        back_words="Priorities",
        back=reverse("priorities"),
    )


@gate(Permission.EDIT_PLAN)
def vote(request: ScopedRequest, vote_id: int) -> HttpResponse:
    """The one screen: how to vote while it is open, and the result once it is closed."""
    found = vote_queries.vote_view(request.scope, vote_id)
    return render(request, "workspace/vote/vote.html", vote_page(request, found))


@gate(Permission.EDIT_PLAN)
def count_hands(request: ScopedRequest, vote_id: int) -> HttpResponse:
    """Enter the dots that were counted in the room."""
    found = vote_queries.vote_view(request.scope, vote_id)
    if not found.is_open:
        return redirect("vote", vote_id)
    form = HandsForm(request.POST or None, counts=found.counts)
    if request.method == "POST" and saved(form, request.scope, votes.count_hands, vote_id=vote_id):
        messages.success(request, "Saved. Dots by phone are added when you close the vote.")
        return redirect("vote", vote_id)
    return draw_form(
        request,
        form,
        title="Count hands",
        lead="How many dots each got in the room. Dots by phone are counted apart, so leave them out.",
        button="Save the count",
        back=reverse("vote", args=[vote_id]),
        back_words="The vote",
    )


@gate(Permission.EDIT_PLAN)
@require_POST
def close_vote(request: ScopedRequest, vote_id: int) -> HttpResponse:
    """Close it, and show the result."""
    try:
        votes.close_vote(request.scope, vote_id=vote_id)
    except Refused as refusal:
        messages.info(request, refusal.sentence)
    return redirect("vote", vote_id)


@gate(Permission.EDIT_PLAN)
def confirm_vote(request: ScopedRequest, vote_id: int) -> HttpResponse:
    """Say which of the result become priorities."""
    found = vote_queries.vote_view(request.scope, vote_id)
    if found.is_open:
        messages.info(request, "Close the vote first.")
        return redirect("vote", vote_id)
    chosen = {one.key for one in said.most_said(request.scope, found.vote.cycle_id) if one.is_chosen}
    left = [count for count in found.counts if count.key not in chosen]
    if not left:
        messages.info(request, "All of them are priorities already.")
        return redirect("priorities")
    form = ConfirmForm(request.POST or None, counts=left, initial=proposed(found))
    if request.method == "POST" and saved(form, request.scope, votes.confirm_vote, vote_id=vote_id):
        messages.success(request, "These are priorities now, in the order of their dots.")
        return redirect("priorities")
    return draw_form(
        request,
        form,
        title="Confirm the priorities",
        lead="The vote is a proposal. You decide together what it becomes.",
        button="Make these priorities",
        back=reverse("vote", args=[vote_id]),
        back_words="The result",
    )
