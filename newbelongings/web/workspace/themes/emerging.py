"""Groups of answers that no theme fits: a person makes one a theme, or leaves it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import emerging as groups
from newbelongings.web.parts.gate import gate

from .emerging_pages import EmergingThemeForm, emerging_page, group_page


@gate(Permission.CODE_ANSWERS)
def emerging(request: HttpRequest) -> HttpResponse:
    """The groups that wait for a person, and those somebody decided about."""
    page = emerging_page(request.scope)  # type: ignore[attr-defined]
    return render(request, "workspace/themes/emerging/emerging.html", {"page": page})


@gate(Permission.CODE_ANSWERS)
def make_emerging_theme(request: HttpRequest, emerging_id: int) -> HttpResponse:
    """One group: its typical answers, and a form that makes it a theme."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    group = groups.emerging_group(scope, emerging_id)
    page = group_page(group, request.POST.getlist("answer"))
    form = EmergingThemeForm(request.POST or None, answers=page.ids, initial=page.initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = groups.make_emerging_theme(scope, emerging_id=emerging_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{made.name}” is in the codebook.")
            return redirect("theme", made.pk)
    return render(request, "workspace/themes/emerging/make_emerging_theme.html", {"page": page, "form": form})


@gate(Permission.CODE_ANSWERS)
@require_POST
def leave_emerging(request: HttpRequest, emerging_id: int) -> HttpResponse:
    """Leave a group as it is."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    group = groups.leave_emerging(scope, emerging_id=emerging_id)
    messages.success(request, f"“{group.name}” is left. It is not offered again.")
    return redirect("emerging")
