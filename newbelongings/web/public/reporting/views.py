"""Telling the council what should change: anybody, without an account, a cookie or a script."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.forum import listening, reporting
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.web.parts.gate import public
from newbelongings.web.public.council.around import around

from .forms import ReportForm


# csrf_exempt: nobody is signed in here and no cookie is read, so a forged form could borrow nothing.
# Not compressed: what was typed stands beside a signed moment.
@csrf_exempt
@never_cache
@public
def report_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """What should change, in one's own words."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    form, scope = ReportForm(request), public_scope(here.authority.pk)
    report = form.sent("report", scope.authority, lambda: reporting.report_issue(scope, **form.given()))
    if report is not None:
        wants = "" if form.cleaned_data["contact"] else listening.about_token(report)
        return redirect(f"{reverse('issue_reported', args=[slug])}?{urlencode({'about': wants})}")
    context = {"form": form, "around": here, "authority": here.authority}
    return render(request, "public/reporting/report_issue.html", context, status=form.status)


@never_cache
@public
def issue_reported(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next; who left no way to be told may still do so."""
    here = around(request.scope, slug)  # type: ignore[attr-defined]
    context = {"around": here, "authority": here.authority, "about": request.GET.get("about", "")}
    return render(request, "public/reporting/issue_reported.html", context)
