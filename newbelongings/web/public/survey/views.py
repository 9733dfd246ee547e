"""The doors of the public survey: the open link, a personal link, and the page after sending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.surveys import queries
from newbelongings.domain.surveys.given import INVITATION
from newbelongings.web.parts.compression import compressed
from newbelongings.web.parts.gate import public
from newbelongings.web.parts.manner import as_they_read

from . import pages
from .steps import Door, answer, shut


# csrf_exempt: nobody is signed in here and no cookie is read, so a forged form could borrow nothing.
# compressed: nothing secret stands in these pages beside text from elsewhere, so its length tells nothing.
@csrf_exempt
@compressed
@public
@as_they_read
def start_survey(request: HttpRequest, code: str) -> HttpResponse:
    """The survey by its open link."""
    try:
        round_ = queries.public_round(request.scope, code)
    except NotFound as refusal:
        return shut(request, _("We don’t know this link"), refusal.sentence, status=404)
    if not round_.open_link:
        return shut(request, _("This survey is by personal link"), _("Open the link you were sent."), round_)
    return answer(request, Door(round_))


@csrf_exempt
@compressed
@public
@as_they_read
def start_invited_survey(request: HttpRequest, token: str) -> HttpResponse:
    """The survey by a personal link, which works once."""
    try:
        invitation = queries.invitation_by_token(request.scope, token)
    except NotFound as refusal:
        return shut(request, _("We don’t know this link"), refusal.sentence, status=404)
    return answer(request, Door(invitation.round, INVITATION, token, invitation.answered))


@compressed
@public
@as_they_read
def survey_sent(request: HttpRequest, code: str) -> HttpResponse:
    """After sending: what happens next, and who to ring."""
    try:
        round_ = queries.public_round(request.scope, code)
    except NotFound as refusal:
        return shut(request, _("We don’t know this link"), refusal.sentence, status=404)
    context = {"round": round_, "authority": round_.authority, "others": pages.others(round_)}
    return render(request, "public/survey/sent.html", context)
