"""How what was raised is used: the forum's own form, as staff and the board read it, and what a forum thinks."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.forum import opinions, queries
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies.monitor import monitor
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.monitor_cards import monitor_document, monitor_page

from .board_days import WORD
from .monitor_forms import VerdictForm


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
@never_cache
def forum_monitor(request: ScopedRequest) -> HttpResponse:
    """For each issue: what was said, who heard it, what they did, how long it took, what came of it."""
    may_write = request.scope.may(Permission.KEEP_FORUM)
    page = {"page": monitor_page(monitor(request.scope)), "may_write": may_write}
    return render(request, "workspace/forum/monitor.html", page)


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
@never_cache
def forum_monitor_file(request: ScopedRequest) -> HttpResponse:
    """The same in Word, to bring to a meeting."""
    council = authorities.own_authority(request.scope).name
    response = HttpResponse(monitor_document(monitor_page(monitor(request.scope)), council), content_type=WORD)
    response["Content-Disposition"] = 'attachment; filename="how-what-we-raise-is-used.docx"'
    return response


@gate(Permission.KEEP_FORUM)
def record_verdict(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """Write down what a forum said together of what came of an issue."""
    about = queries.issue(request.scope, issue_id)
    if not queries.forums(request.scope).exists():
        return redirect("start_forum")
    page = Ask(
        title="What the forum thinks came of it",
        lead=f"About “{about.title}”. In the forum’s own words, as they were said at a meeting. About 2 minutes.",
        button="Keep what they think",
        done="Kept. It stands in the monitor, where the whole forum reads it.",
        to=reverse("issue", args=[issue_id]),
        back_words=about.title,
    )
    form = VerdictForm(request.scope, request.POST or None)
    return ask(request, form, opinions.record_verdict, page, issue_id=issue_id)
