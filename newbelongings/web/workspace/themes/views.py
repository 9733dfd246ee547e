"""The codebook: its table, one theme, adding one, clearing words to be quoted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.amounts import one_theme
from newbelongings.domain.themes.models.fields import Sentiment
from newbelongings.domain.themes.raising import issues_from_theme
from newbelongings.domain.themes.typical import typical_first
from newbelongings.web.parts.gate import gate

from .forms import ThemeForm
from .pages import themes_page

_ANSWERS_A_PAGE = 20


@gate(Permission.SEE_RESULTS)
def themes(request: HttpRequest) -> HttpResponse:
    """What people said, by theme; small numbers hidden."""
    asked = request.GET
    page = themes_page(
        request.scope,  # type: ignore[attr-defined]
        number=asked.get("year", ""),
        question=asked.get("question", ""),
        order=asked.get("order", ""),
    )
    return render(request, "workspace/themes/themes.html", {"page": page, "manners": Sentiment.labels})


@gate(Permission.CODE_ANSWERS)
def add_theme(request: HttpRequest) -> HttpResponse:
    """A new line in this year's codebook."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_theme(scope, cycle_id=authorities.current_cycle(scope).pk, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{made.name}” is in the codebook.")
            return redirect("theme", made.pk)
    return render(request, "workspace/themes/add_theme.html", {"form": form})


@gate(Permission.SEE_RESULTS)
def theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """One theme: how many spoke of it, words cleared to be quoted and, for those who may read them, the answers."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = one_theme(scope, theme_id)
    became, was = queries.family(scope, found.theme)
    context = {
        "became": became,
        "was": was,
        "may_code": scope.may(Permission.CODE_ANSWERS),
        "theme": found.theme,
        "found": found,
        "manners": Sentiment.labels,
        "spoken": [line for line in found.questions if line[1].people != 0],
        "quotations": queries.quotations(scope, [theme_id]),
        "may_read": scope.may(Permission.READ_ANSWERS),
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "raised": issues_from_theme(scope, theme_id) if scope.may(Permission.READ_THREAD) else [],
    }
    if context["may_read"]:
        page = Paginator(typical_first(scope, theme_id=theme_id), _ANSWERS_A_PAGE).get_page(request.GET.get("page"))
        said = queries.said_about(scope, theme_id=theme_id).in_bulk(list(page))
        context |= {"answers": page, "on_page": [said[pk] for pk in page]}
    return render(request, "workspace/themes/theme.html", context)
