"""Clearing words to be quoted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import point_out, stand_in
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.themes import actions, queries
from newbelongings.domain.themes.quoting import LONGEST
from newbelongings.web.parts.gate import gate
from newbelongings.web.parts.marking import mark

from .addresses import as_uuid
from .forms import QuotationForm


@gate(Permission.CODE_ANSWERS)
def clear_quotation(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Read an answer, take out what could tell who said it, and say that you did.

    The words to start from have a stand-in in brackets for each detail that was found.
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.theme(scope, theme_id)
    said = _said(scope, request.GET.get("answer", ""))
    form = QuotationForm(request.POST or None, initial={"words": stand_in(said)[:LONGEST]})
    if request.method == "POST" and form.is_valid():
        try:
            actions.clear_quotation(scope, theme_id=theme_id, **form.cleared())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Cleared. You can quote it in a reply and in the pack.")
            return redirect("theme", theme_id)
    pieces = mark(said, [], point_out(said))
    return render(request, "workspace/themes/clear_quotation.html", {"form": form, "theme": found, "pieces": pieces})


def _said(scope: Scope, answer_id: str) -> str:
    """The answer to start from. By its id: words must never stand in an address, which logs and histories keep."""
    asked = as_uuid(answer_id)
    return queries.answer_on_desk(scope, answer_id=asked).answer.text if asked else ""
