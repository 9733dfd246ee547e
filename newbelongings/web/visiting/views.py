"""The programme team: all councils side by side."""

from django.http import HttpResponse
from django.shortcuts import render

from newbelongings.domain.evidence.oversight import councils
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate


@gate(Permission.OVERSEE)
def oversight(request: ScopedRequest) -> HttpResponse:
    """How far each council of the programme has come. Small numbers are hidden; nobody's words are shown."""
    rows = councils(request.scope)
    context = {"rows": rows, "waiting": [row for row in rows if row.year is None]}
    return render(request, "visiting/oversight.html", context)
