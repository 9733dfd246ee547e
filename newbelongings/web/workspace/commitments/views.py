"""The first page: where promises, protocols, offers and roles stand, and the next thing to do."""

from django.http import HttpResponse
from django.shortcuts import render

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .pages import commitments_page
from .year import years


@gate(Permission.READ_COMMITMENTS)
def commitments(request: ScopedRequest) -> HttpResponse:
    """What leaders promised, partners agreed, others offer and care leavers do, each in a line or two."""
    page = commitments_page(request.scope, years(request).cycle)
    return render(request, "workspace/commitments/commitments.html", {"page": page})
