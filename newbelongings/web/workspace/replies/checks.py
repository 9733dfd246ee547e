"""A draft before a forum: asked, and what they said written down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import queries as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies import checking, checks
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.council.cards import reply_card
from newbelongings.web.workspace.said import ids

from .forms import SettleForm


@gate(Permission.WRITE_REPLIES)
@require_POST
def ask_forum(request: ScopedRequest, reply_id: int) -> HttpResponse:
    """Put a draft on the page of every member of a forum."""
    chosen = ids(request.POST, "forum")
    try:
        check = checking.ask_forum(request.scope, reply_id=reply_id, forum_id=chosen[0] if chosen else 0)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"It is on the page of each member of {check.forum.name}. Read it with them too.")
    return redirect("publish_reply", reply_id)


@gate(Permission.WRITE_REPLIES)
def settle_check(request: ScopedRequest, check_id: int) -> HttpResponse:
    """Read what members said of a draft, and write down whether they agree."""
    check = checks.check(request.scope, check_id)
    held = forum.meetings(request.scope).filter(forum_id=check.forum_id, date__lte=today())[:12]
    form = SettleForm(held, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _settle(request, check_id, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("publish_reply", check.reply_id)
    (line,) = [one for one in checks.check_lines(request.scope, check.reply) if one.id == check_id]
    context = {"form": form, "line": line, "reply": check.reply, "card": reply_card(check.reply)}
    return render(request, "workspace/replies/settle_check.html", context)


def _settle(
    request: ScopedRequest, check_id: int, *, meeting: int | None, people: int | None, outcome: str, words: str
) -> None:
    if meeting is None:
        checking.settle_check(request.scope, check_id=check_id, outcome=outcome, words=words)
    else:
        checking.record_meeting_check(
            request.scope, check_id=check_id, meeting_id=meeting, people=people or 0, outcome=outcome, words=words
        )
    messages.success(request, "Kept, with the draft.")
