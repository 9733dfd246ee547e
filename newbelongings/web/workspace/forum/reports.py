"""What came by the public page: read by a person, then an issue, one more voice of another, or not taken up."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import moderating, report_queries
from newbelongings.domain.forum.models import Report
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.forms import GivingForm
from newbelongings.web.parts.gate import ScopedRequest, gate

from .report_forms import AcceptReportForm, DeclineReportForm, JoinReportForm
from .report_pages import line_of, reports_page


@gate(Permission.KEEP_FORUM)
@never_cache
def reports(request: ScopedRequest) -> HttpResponse:
    """All that waits to be read, the oldest first."""
    return render(request, "workspace/forum/reports.html", reports_page(request.scope))


@gate(Permission.KEEP_FORUM)
@never_cache
def accept_report(request: ScopedRequest, report_id: uuid.UUID) -> HttpResponse:
    """Read one, and make an issue of it."""
    report = report_queries.report(request.scope, report_id)
    form = AcceptReportForm(report, request.POST or None)
    done = "It is an issue now, and stands on your public page until it has an answer."
    return _settled(request, report, form, moderating.accept_report, done, "workspace/forum/accept_report.html")


@gate(Permission.KEEP_FORUM)
@never_cache
def join_report(request: ScopedRequest, report_id: uuid.UUID) -> HttpResponse:
    """Say that it was raised already."""
    report = report_queries.report(request.scope, report_id)
    form = JoinReportForm(request.scope, request.POST or None)
    done = "It is one more voice of that issue. Whoever asked to be told hears of its answer."
    return _settled(request, report, form, moderating.join_report, done, "workspace/forum/join_report.html")


@gate(Permission.KEEP_FORUM)
@never_cache
def decline_report(request: ScopedRequest, report_id: uuid.UUID) -> HttpResponse:
    """Do not take it up, with a reason."""
    report = report_queries.report(request.scope, report_id)
    form = DeclineReportForm(request.POST or None)
    done = "It is not taken up, and its words are wiped."
    return _settled(request, report, form, moderating.decline_report, done, "workspace/forum/decline_report.html")


@gate(Permission.KEEP_FORUM)
@require_POST
def decline_spam(request: ScopedRequest) -> HttpResponse:
    """Wipe all that looks like spam and was on the page."""
    ids = [found for given in request.POST.getlist("report") if (found := _uuid(given))]
    count = moderating.decline_spam(request.scope, report_ids=ids)
    messages.success(request, f"Wiped: {count}." if count else "Nothing of it was left to wipe.")
    return redirect("reports")


@gate(Permission.KEEP_FORUM)
@require_POST
def not_spam(request: ScopedRequest, report_id: uuid.UUID) -> HttpResponse:
    """Put one that looked like spam among the others."""
    try:
        moderating.not_spam(request.scope, report_id=report_id)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("reports")
    return redirect("accept_report", report_id)


def _settled(request: ScopedRequest, report: Report, form: GivingForm, act, done: str, template: str) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Do what the form asks and go to the next; a report that somebody settled meanwhile is said in one sentence."""
    if report.state != Report.WAITING:
        messages.warning(request, moderating.SETTLED)
        return redirect("reports")
    if request.method == "POST" and form.is_valid():
        try:
            act(request.scope, report_id=report.pk, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("reports")
    return render(request, template, {"form": form, "line": line_of(report)})


def _uuid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
