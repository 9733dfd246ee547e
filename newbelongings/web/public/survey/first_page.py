"""The first page of a survey looks the same to everyone who opens it in the same manner, but for two words.

It is drawn once a process and day, and again when the round or the council changes; the random number of the form
and the address it goes to are put in for each. It is what a thousand phones ask for when a link goes round.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.surveys import queries
from newbelongings.domain.surveys.faces import face_of
from newbelongings.web.parts.manner import manner_of

from . import pages
from .paper import Paper

if TYPE_CHECKING:
    from .steps import Door

_FORM, _ACTION = "form-token-goes-here", "address-goes-here"
_MOST: Final = 200
_drawn: dict[Hashable, str] = {}


def first_page(request: HttpRequest, door: "Door", base: dict[str, Any]) -> HttpResponse:
    """The first page, with this form's random number and this door's address."""
    key = (face_of(door.round), door.way, manner_of(request), today())
    source = _drawn.get(key)
    if source is None:
        source = _draw(request, door, base)
        if len(_drawn) >= _MOST:
            _drawn.clear()
        _drawn[key] = source
    return HttpResponse(source.replace(_FORM, base["form_token"]).replace(_ACTION, escape(door.action)))


def _draw(request: HttpRequest, door: "Door", base: dict[str, Any]) -> str:
    paper = Paper(queries.instrument_questions(door.round.instrument_id), {})
    page = pages.page(door.round, paper, {**base, "form_token": _FORM, "action": _ACTION}, "start", [])
    return render_to_string("public/survey/start.html", {"page": page, "authority": door.round.authority}, request)
