"""The pledge: written from what care leavers said, published and signed, and followed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.said import ids

from .pledge_forms import EndPledgeForm, PledgeForm, PromiseForm, PromiseUpdateForm, PublishPledgeForm, SignForm
from .pledge_pages import back_to, begin, initial_of, own_pledge_page, pledges_page, preview, said_choices


@gate(Permission.READ_COMMITMENTS)
def pledges(request: ScopedRequest) -> HttpResponse:
    """The pledge that stands, drafts, and those that ended."""
    return render(request, "workspace/commitments/pledges.html", {"page": pledges_page(request.scope)})


@gate(Permission.KEEP_COMMITMENTS)
def write_pledge(request: ScopedRequest) -> HttpResponse:
    """Begin one."""
    page = Ask(
        title="Begin a pledge",
        lead="You said, we promise to do. A draft first: nobody outside sees it. About 2 minutes.",
        button="Begin it",
        done="The draft is here. Now add the first promise.",
        to=reverse("pledges"),
        back_words="The pledge",
    )
    return ask(request, PledgeForm(request.POST or None), actions.write_pledge, page)


@gate(Permission.READ_COMMITMENTS)
def own_pledge(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """One pledge: how each promise stands, or while it is a draft what is still to write."""
    page = own_pledge_page(request.scope, pledge_id)
    return render(request, "workspace/commitments/own_pledge.html", {"page": page})


@gate(Permission.KEEP_COMMITMENTS)
def change_pledge(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """Change the title and the first words of a draft."""
    found = queries.pledge(request.scope, pledge_id)
    page = Ask(
        title="Change the title and the first words",
        lead="Care leavers read them above the promises.",
        button="Keep the change",
        done="Kept.",
        to=back_to(pledge_id),
        back_words=found.title,
    )
    form = PledgeForm(request.POST or None, initial={"title": found.title, "opening": found.opening})
    return ask(request, form, actions.change_pledge, page, pledge_id=pledge_id)


@gate(Permission.KEEP_COMMITMENTS)
def add_promise(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """Add a promise, perhaps beginning from a theme or an issue."""
    pledge = queries.pledge(request.scope, pledge_id)
    cycle = authorities.current_cycle(request.scope)
    start = begin(request.scope, request.GET)
    offered = said_choices(request.scope, cycle, quoted_themes={*start["themes"], *ids(request.POST, "themes")})
    if offered.quotations and "said" not in start:
        start["quotation"] = offered.quotations[0][0]
    form = PromiseForm(offered, request.POST or None, initial=start)
    context = {
        "title": "Add a promise",
        "pledge": pledge,
        "offered": None if start["themes"] or start["issues"] else offered,
    }
    return _promise(request, form, context, actions.add_promise, pledge_id=pledge_id)


@gate(Permission.KEEP_COMMITMENTS)
def change_promise(request: ScopedRequest, promise_id: int) -> HttpResponse:
    """Change a promise of a draft."""
    promise = queries.promise(request.scope, promise_id)
    start = initial_of(promise)
    cycle = authorities.current_cycle(request.scope)
    quoted = {*start["themes"], *ids(request.POST, "themes")}
    form = PromiseForm(
        said_choices(request.scope, cycle, quoted_themes=quoted, promise=promise), request.POST or None, initial=start
    )
    context = {"title": "Change a promise", "pledge": queries.pledge(request.scope, promise.pledge_id)}
    return _promise(request, form, context, actions.change_promise, promise_id=promise_id)


def _promise(
    request: ScopedRequest, form: PromiseForm, context: dict[str, Any], act: Any, **given: int
) -> HttpResponse:
    """Do what the form asks and go back to the pledge, or draw it with all that was typed and the reason why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act(request.scope, **given, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The promise is in the draft.")
            return redirect(back_to(context["pledge"].id))
    return render(request, "workspace/commitments/promise_form.html", context | {"form": form})


@gate(Permission.KEEP_COMMITMENTS)
@require_POST
def move_promise(request: ScopedRequest, promise_id: int) -> HttpResponse:
    """Put a promise of a draft one place up or down within its area."""
    promise = actions.move_promise(request.scope, promise_id=promise_id, way=request.POST.get("way", ""))
    return redirect(f"{back_to(promise.pledge_id)}#promise-{promise_id}")


@gate(Permission.KEEP_COMMITMENTS)
@require_POST
def remove_promise(request: ScopedRequest, promise_id: int) -> HttpResponse:
    """Take a promise out of a draft."""
    pledge = actions.remove_promise(request.scope, promise_id=promise_id)
    messages.success(request, "The promise is taken out of the draft.")
    return redirect(back_to(pledge.pk))


@gate(Permission.KEEP_COMMITMENTS)
def publish_pledge(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """The last look before care leavers read it, under the first signature."""
    form = PublishPledgeForm(request.scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_pledge(request.scope, pledge_id=pledge_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Published. From now on, say how each promise stands.")
            return redirect(back_to(pledge_id))
    context = {"page": preview(request.scope, pledge_id), "form": form}
    return render(request, "workspace/commitments/publish_pledge.html", context)


@gate(Permission.KEEP_COMMITMENTS)
def sign_pledge(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """Add a signature."""
    page = Ask(
        title="Add a signature",
        lead="Somebody in a public post puts their name under the pledge. Care leavers read it.",
        button="Keep this signature",
        done="The signature stands on the public page.",
        to=back_to(pledge_id),
        back_words=queries.pledge(request.scope, pledge_id).title,
        more="A signature cannot be taken back. Only the whole pledge can end.",
    )
    form = SignForm(request.POST or None, initial={"signed_on": today()})
    return ask(request, form, actions.sign_pledge, page, pledge_id=pledge_id)


@gate(Permission.KEEP_COMMITMENTS)
def update_promise(request: ScopedRequest, promise_id: int) -> HttpResponse:
    """Say how a promise stands."""
    promise = queries.promise(request.scope, promise_id)
    page = Ask(
        title="Say how it stands",
        lead=f"We promised: {promise.promise}",
        button="Keep this",
        done="Kept. Care leavers can read it on the public page.",
        to=back_to(promise.pledge_id),
        back_words=promise.pledge.title,
        more=f"{promise.stands_behind} stands behind it. If it is late, say why.",
    )
    form = PromiseUpdateForm(request.POST or None)
    return ask(request, form, actions.update_promise, page, promise_id=promise_id)


@gate(Permission.KEEP_COMMITMENTS)
def end_pledge(request: ScopedRequest, pledge_id: int) -> HttpResponse:
    """Say that it no longer holds, and why."""
    page = Ask(
        title="End this pledge",
        lead="It stays on the public page with your reason, until another pledge is published.",
        button="End it",
        done="It has ended, and the public page says why.",
        to=back_to(pledge_id),
        back_words=queries.pledge(request.scope, pledge_id).title,
        more="This cannot be undone. To keep one promise from being late, say how it stands instead.",
    )
    return ask(request, EndPledgeForm(request.POST or None), actions.end_pledge, page, pledge_id=pledge_id)
