"""Reading what came by the public page, and settling it: an issue, one that is there already, or not taken up.

Settled, a report's words are gone from it: they are the issue's, or nobody's.
"""

import uuid
from typing import Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import details_left
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.text import needed

from . import queries, report_queries
from .actions import raise_issue
from .declining import OTHER, REASONS, SPAM
from .listening import forget
from .models import Issue, Listener, Report

SETTLED: Final = "Somebody else has settled this one already. Take the next."


@transaction.atomic
def accept_report(
    scope: Scope,
    *,
    report_id: uuid.UUID,
    title: str,
    words: str,
    area: str,
    quotable: bool = False,
    may_stay: bool = False,
) -> Issue:
    """Make an issue of a report. Its clock begins on the day the report came.

    ``title`` stands on the public page, and ``words`` do where they are ``quotable``: in both, what could tell who
    somebody is raises ``StillTelling`` until it is taken out or a person says that it ``may_stay``.
    """
    scope.require(Permission.KEEP_FORUM)
    report = _locked(scope, report_id)
    left = details_left(title, may_stay=may_stay, field="title")
    if quotable:
        left += details_left(words, may_stay=may_stay)
    issue = raise_issue(
        scope,
        title=title,
        words=words,
        area=area,
        quotable=quotable,
        looked=True,  # just now, above
        raised_on=report.received_on,
        source=Issue.PUBLIC,
    )
    _settle(report, Report.ACCEPTED, issue=issue)
    audit.note(scope, "accepted_report", report, issue_id=issue.pk, details_left=left)
    return issue


@transaction.atomic
def join_report(scope: Scope, *, report_id: uuid.UUID, issue_id: int) -> Issue:
    """Let a report be one more voice of an issue that was raised already."""
    scope.require(Permission.KEEP_FORUM)
    report = _locked(scope, report_id)
    issue = queries.issue(scope, issue_id)
    _settle(report, Report.ACCEPTED, issue=issue)
    audit.note(scope, "joined_report", report, issue_id=issue.pk)
    return issue


@transaction.atomic
def decline_report(scope: Scope, *, report_id: uuid.UUID, reason: str, words: str = "") -> None:
    """Do not take a report up. Whoever asked to hear is told why, except where it was spam.

    ``words`` say why, to whoever wrote it, where no other reason of ``declining.REASONS`` fits.
    """
    scope.require(Permission.KEEP_FORUM)
    if reason not in dict(REASONS):
        raise Refused("Choose why it is not taken up.", field="reason")
    because = reason
    if reason == OTHER:
        because = needed(words, field="words", ask="Say why, in one sentence to whoever wrote it.", most=200)
    report = _locked(scope, report_id)
    _settle(report, Report.DECLINED, because=because)
    audit.note(scope, "declined_report", report, reason=reason)


@transaction.atomic
def decline_spam(scope: Scope, *, report_ids: list[uuid.UUID]) -> int:
    """Decline all of these that are held apart as spam and still wait; returns how many."""
    scope.require(Permission.KEEP_FORUM)
    found = report_queries.probable_spam(scope).filter(pk__in=report_ids)
    reports = list(Report.objects.select_for_update().filter(pk__in=[report.pk for report in found]))
    for report in reports:
        _settle(report, Report.DECLINED, because=SPAM)
        audit.note(scope, "declined_report", report, reason=SPAM)
    return len(reports)


@transaction.atomic
def not_spam(scope: Scope, *, report_id: uuid.UUID) -> None:
    """Put a report that was held apart among the others."""
    scope.require(Permission.KEEP_FORUM)
    report = _locked(scope, report_id)
    report.spam = False
    report.save(update_fields=["spam"])
    audit.note(scope, "said_not_spam", report)


def _locked(scope: Scope, report_id: uuid.UUID) -> Report:
    """The report, kept from a second moderator until this transaction ends; ``Refused`` where it is settled."""
    report_queries.report(scope, report_id)
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.state != Report.WAITING:
        raise Refused(SETTLED)
    return report


def _settle(report: Report, state: str, *, issue: Issue | None = None, because: str = "") -> None:
    report.state, report.issue, report.because = state, issue, because
    report.words, report.area, report.settled_on = "", "", today()
    report.save(update_fields=["state", "issue", "because", "words", "area", "settled_on"])
    if issue is not None:
        _move_listeners(report, issue)
    elif because == SPAM:
        forget(list(report.listeners.all()))


def _move_listeners(report: Report, issue: Issue) -> None:
    """Who listens to that issue already is not told twice."""
    there = set(issue.listeners.values_list("channel", "address"))
    for listener in report.listeners.all():
        if (listener.channel, listener.address) in there:
            listener.delete()
        else:
            Listener.objects.filter(pk=listener.pk).update(report=None, issue=issue)
