"""Comments on the plan: read, said, answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import comments
from newbelongings.web.parts.gate import ScopedRequest, gate

from .comment_page import comments_page
from .review_forms import AnswerForm, CommentForm
from .saving import saved
from .version_views import plan_here
from .writing import draw_form


@gate(Permission.COMMENT_ON_PLAN)
def plan_comments(request: ScopedRequest) -> HttpResponse:
    """What was said of the plan, what waits for an answer first."""
    return render(request, "workspace/plan/comments.html", comments_page(request.scope, plan_here(request)))


@gate(Permission.COMMENT_ON_PLAN)
def comment_on_plan(request: ScopedRequest) -> HttpResponse:
    """Say something of one line. ``?line=action-12`` chooses it, and ``?words=`` are a beginning."""
    plan = plan_here(request)
    _, lines = comments.open_to(request.scope, plan.pk)
    form = CommentForm(request.POST or None, lines=lines, initial=begun(request))
    if request.method == "POST" and saved(form, request.scope, comments.comment_on_plan, plan_id=plan.pk):
        messages.success(request, "Your comment is kept. You will find the answer here.")
        return redirect(f"{reverse('plan_comments')}?year={plan.cycle_id}")
    return draw_form(
        request,
        form,
        title="Comment on the plan",
        button="Keep this comment",
        back=f"{reverse('plan_comments')}?year={plan.cycle_id}",
        back_words="Comments",
    )


def begun(request: ScopedRequest) -> dict[str, str]:
    """What the address puts into an empty comment."""
    return {name: request.GET.get(name, "") for name in ("line", "words")}


@gate(Permission.EDIT_PLAN)
def answer_comment(request: ScopedRequest, comment_id: int) -> HttpResponse:
    """Answer one comment."""
    comment = comments.comment(request.scope, comment_id)
    back = f"{reverse('plan_comments')}?year={comment.plan.cycle_id}"
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and saved(form, request.scope, comments.answer_comment, comment_id=comment.pk):
        messages.success(request, "Your answer is kept beside the comment.")
        return redirect(back)
    return draw_form(
        request,
        form,
        title="Answer a comment",
        button="Keep this answer",
        answers=comment,
        back=back,
        back_words="Comments",
    )
