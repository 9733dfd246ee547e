"""What was raised, and its path: taken up, handed over, brought to the board, decided, answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.forum import actions, board_queries, handing, queries, referring
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.themes import queries as themes
from newbelongings.domain.themes.raising import raise_from_theme as raise_theme
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.numbers import number

from .issue_forms import (
    BoardDecisionForm,
    DecisionForm,
    HandOverForm,
    IssueForm,
    RaiseFromThemeForm,
    ReferForm,
    TakeUpForm,
)
from .issue_pages import issue_page, issues_page


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
def issues(request: ScopedRequest) -> HttpResponse:
    """Everything that was raised, with the step it is at, who has it and for how long."""
    return render(request, "workspace/forum/issues.html", {"page": issues_page(request.scope, request.GET)})


@gate(Permission.KEEP_FORUM)
def raise_issue(request: ScopedRequest) -> HttpResponse:
    """Write down what care leavers raised."""
    form = IssueForm(request.scope, request.POST or None, initial=_initial_meeting(request))
    if request.method == "POST" and form.is_valid():
        try:
            issue = actions.raise_issue(request.scope, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Kept. It stands on your public page until it has an answer.")
            return redirect("issue", issue.pk)
    return render(request, "workspace/forum/raise_issue.html", {"form": form})


@gate(Permission.KEEP_FORUM)
def raise_from_theme(request: ScopedRequest, theme_id: int) -> HttpResponse:
    """Bring what a survey said to the forum, so that it has a path and an answer."""
    theme = themes.theme(request.scope, theme_id)
    form = RaiseFromThemeForm(request.POST or None, initial={"title": theme.name, "words": theme.description})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "words")}
        try:
            issue = raise_theme(request.scope, theme_id=theme_id, **given)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Raised. Now say who takes it up.")
            return redirect("issue", issue.pk)
    return render(request, "workspace/forum/raise_from_theme.html", {"form": form, "theme": theme})


@gate(Permission.KEEP_FORUM, Permission.READ_THREAD)
def issue(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """One issue: what was said, who had it and for how long, what was decided and answered, and what is next."""
    return render(request, "workspace/forum/issue.html", {"page": issue_page(request.scope, issue_id)})


@gate(Permission.KEEP_FORUM)
def take_up(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """Say who took an issue up."""
    page = _ask(
        queries.issue(request.scope, issue_id),
        title="Take it up",
        button="Keep who takes it up",
        done="It is taken up, and the clock of the next step runs. Hand it over when it goes to somebody else.",
    )
    return ask(request, TakeUpForm(request.POST or None), handing.take_up, page, issue_id=issue_id)


@gate(Permission.KEEP_FORUM)
def hand_over(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """Say who has an issue now."""
    page = _ask(
        queries.issue(request.scope, issue_id),
        title="Hand it over",
        button="Keep who has it",
        done="It is handed over, and the clock of this step runs.",
    )
    return ask(request, HandOverForm(request.POST or None), handing.hand_over, page, issue_id=issue_id)


@gate(Permission.KEEP_FORUM)
def refer(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """Bring an issue to the corporate parenting board."""
    page = _ask(
        queries.issue(request.scope, issue_id),
        title="Bring it to the board",
        button="Put it on the board’s list",
        done="It is on the board’s list, and on the page that goes there. Write down what it decided afterwards.",
    )
    return ask(request, ReferForm(request.scope, request.POST or None), referring.refer, page, issue_id=issue_id)


@gate(Permission.KEEP_FORUM)
def decide_referral(request: ScopedRequest, referral_id: int) -> HttpResponse:
    """Write down what the board decided."""
    referral = board_queries.referral(request.scope, referral_id)
    page = _ask(
        referral.issue,
        title="What the board decided",
        button="Keep this decision",
        done="The decision is kept. Now tell those who raised it.",
        more=f"It was asked on {long_date(referral.board_day.date)}: {referral.asks}",
    )
    form = BoardDecisionForm(request.POST or None)
    return ask(request, form, referring.decide_referral, page, referral_id=referral_id)


@gate(Permission.KEEP_FORUM)
def decide(request: ScopedRequest, issue_id: int) -> HttpResponse:
    """Add what was decided about an issue."""
    page = _ask(
        queries.issue(request.scope, issue_id),
        title="What was decided",
        button="Keep this decision",
        done="The decision is kept. Now tell those who raised it.",
    )
    form = DecisionForm(request.scope, request.POST or None, initial=_initial_meeting(request))
    return ask(request, form, actions.decide, page, issue_id=issue_id)


def _ask(about: Issue, *, title: str, button: str, done: str, more: str = "") -> Ask:
    """The words of a form about one issue; it leads back there."""
    return Ask(
        title=title,
        lead=f"About “{about.title}”, raised on {long_date(about.raised_on)}.",
        button=button,
        done=done,
        to=reverse("issue", args=[about.pk]),
        back_words=about.title,
        more=more,
    )


def _initial_meeting(request: HttpRequest) -> dict[str, int]:
    wanted = number(request.GET.get("meeting", ""))
    return {} if wanted is None else {"meeting": wanted}
