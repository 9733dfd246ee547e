"""Taking a survey along to where there is no signal, while there is one."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.surveys import actions, queries
from newbelongings.web.parts.gate import gate

from .pages import survey_for_device


@gate(Permission.HELP_ANSWER)
def offline(request: HttpRequest) -> HttpResponse:
    """Choose an open survey to take along."""
    rounds = queries.rounds_taking_answers(request.scope)  # type: ignore[attr-defined]
    return render(request, "workspace/offline/offline.html", {"rounds": rounds})


@never_cache
@gate(Permission.HELP_ANSWER)
@require_POST
def take_offline(request: HttpRequest, round_id: int) -> HttpResponse:
    """The survey as the device keeps it, with what it sends by."""
    round_, token = actions.take_offline(request.scope, round_id=round_id)  # type: ignore[attr-defined]
    return JsonResponse(survey_for_device(round_, token))
