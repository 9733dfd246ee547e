"""The ten roles of care leavers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.commitments import actions, queries
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate

from .forms import RoleForm
from .role_pages import roles_page, said_last
from .year import years


@gate(Permission.READ_COMMITMENTS)
def roles(request: ScopedRequest) -> HttpResponse:
    """How each of the ten roles stands in a year."""
    of = years(request)
    page = roles_page(request.scope, of.cycle)
    return render(request, "workspace/commitments/roles.html", {"page": page, "years": of})


@gate(Permission.KEEP_COMMITMENTS)
def report_role(request: ScopedRequest, kind: str) -> HttpResponse:
    """Say how one role stands now."""
    cycle = authorities.current_cycle(request.scope)
    found = next((view for view in queries.roles(request.scope, cycle.pk) if view.standard.code == kind), None)
    if found is None:
        raise NotFound("There is no such role. Choose one from the list.")
    page = Ask(
        title=found.standard.plain,
        lead="How many care leavers, their hours, their pay, and what they changed. Numbers only. About 3 minutes.",
        button="Keep how it stands",
        done="Kept. What was said before stays as its history.",
        to=reverse("roles"),
        back_words="Roles of care leavers",
    )
    form = RoleForm(request.POST or None, initial=said_last(found.latest))
    return ask(request, form, actions.report_role, page, cycle_id=cycle.pk, role=kind)
