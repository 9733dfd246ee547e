"""What was posted for care leavers and what came back; and how to share safely."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import reach_queries, reaching
from newbelongings.domain.forum.models import Post
from newbelongings.domain.forum.reach_totals import Sum, Total, totals
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .reach_forms import LABELS, CountForm, PostForm

SHORT = {
    "reached": "Reached",
    "reactions": "Reactions",
    "shares": "Shares",
    "comments": "Comments",
    "messages": "Messages",
}
NOBODY_LOOKED = "not counted"


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post, and its numbers with their names; those that nobody looked at are left out."""

    post: Post
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One place in one month, with each number in words."""

    total: Total
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReachPage:
    """What was posted. ``uncounted`` is the oldest post that nobody has counted yet."""

    totals: tuple[TotalLine, ...]
    posts: tuple[PostLine, ...]
    names: tuple[str, ...]
    uncounted: Post | None


def reach_page(scope: Scope) -> ReachPage:
    """Everything the council wrote down of its posts."""
    posts = list(reach_queries.posts(scope))
    waiting = [post for post in posts if post.counted_on is None]
    return ReachPage(
        totals=tuple(map(_total, totals(posts))),
        posts=tuple(PostLine(post, _numbers(post)) for post in posts),
        names=tuple(SHORT.values()),
        uncounted=waiting[-1] if waiting else None,
    )


def _total(total: Total) -> TotalLine:
    return TotalLine(total, tuple((SHORT[name], _sum(getattr(total, name))) for name in SHORT))


def _numbers(post: Post) -> tuple[tuple[str, str], ...]:
    return tuple((SHORT[name].lower(), f"{getattr(post, name):,}") for name in SHORT if getattr(post, name) is not None)


def _sum(found: Sum) -> str:
    return f"{found.total:,}" if found.looked_at else NOBODY_LOOKED


@gate(Permission.KEEP_FORUM)
def reach(request: ScopedRequest) -> HttpResponse:
    """Posts and what came back, by place and month."""
    return render(request, "workspace/forum/reach.html", {"page": reach_page(request.scope)})


@gate(Permission.KEEP_FORUM)
def record_post(request: ScopedRequest) -> HttpResponse:
    """Write down a post."""
    page = Ask(
        title="Write down a post",
        lead="Where it was and what it was about. What came back can be added later. About 1 minute.",
        button="Keep this post",
        done="The post is kept. Add what came back after a week.",
        to=reverse("reach"),
        back_words="Posts",
        more="Numbers only. Never write down who reacted, wrote or shared.",
    )
    form = PostForm(request.POST or None, initial={"posted_on": today()})
    return ask(request, form, reaching.record_post, page)


@gate(Permission.KEEP_FORUM)
def count_post(request: ScopedRequest, post_id: int) -> HttpResponse:
    """Add what came back, or put it right."""
    post = reach_queries.post(request.scope, post_id)
    page = Ask(
        title="What came back",
        lead=f"{post.place}, {long_date(post.posted_on)}: {post.about}",
        button="Keep these numbers",
        done="The numbers are kept.",
        to=reverse("reach"),
        back_words="Posts",
        more="Copy the numbers as they stand today. Leave empty what you did not look at.",
    )
    form = CountForm(request.POST or None, initial={name: getattr(post, name) for name in LABELS})
    return ask(request, form, reaching.count_post, page, post_id=post_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def remove_post(request: ScopedRequest, post_id: int) -> HttpResponse:
    """Take out a post that was written down by mistake."""
    reaching.remove_post(request.scope, post_id=post_id)
    messages.success(request, "The post is taken out of the list.")
    return redirect("reach")


@gate(Permission.KEEP_FORUM)
def sharing(request: ScopedRequest) -> HttpResponse:
    """How to share without harm."""
    return render(request, "workspace/forum/sharing.html")
