"""Plans that other councils of the cluster share: their last version, and comments on it; nothing else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import comments, versions
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.workspace.plan.comment_page import said
from newbelongings.web.workspace.plan.comment_views import begun
from newbelongings.web.workspace.plan.content_page import content_page
from newbelongings.web.workspace.plan.review_forms import CommentForm
from newbelongings.web.workspace.plan.saving import saved
from newbelongings.web.workspace.plan.writing import draw_form


@gate(Permission.COMMENT_ON_PLAN)
def shared_plans(request: ScopedRequest) -> HttpResponse:
    """The plans that other councils of the cluster share."""
    return render(request, "visiting/shared_plans.html", {"plans": versions.shared_plans(request.scope)})


@gate(Permission.COMMENT_ON_PLAN)
def shared_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The last version of one of them, with what whoever looks has said of it."""
    scope = request.scope
    version = versions.shared_version(scope, plan_id)
    _, lines = comments.open_to(scope, plan_id)
    context = content_page(version.content, comment_url=reverse("comment_on_shared_plan", args=[plan_id]))
    found = said(comments.comments(scope, plan_id), lines)
    return render(request, "visiting/shared_plan.html", context | {"version": version, "said": found})


@gate(Permission.COMMENT_ON_PLAN)
def comment_on_shared_plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Say something of one line of a shared plan."""
    plan, lines = comments.open_to(request.scope, plan_id)
    back = reverse("shared_plan", args=[plan.pk])
    versions.shared_version(request.scope, plan_id)
    form = CommentForm(request.POST or None, lines=lines, initial=begun(request))
    if request.method == "POST" and saved(form, request.scope, comments.comment_on_plan, plan_id=plan.pk):
        messages.success(request, "Your comment is kept. You will find the answer here.")
        return redirect(back)
    return draw_form(
        request, form, title="Comment on this plan", button="Keep this comment", back=back, back_words="The shared plan"
    )
