"""Whose picture may be shown until when, and which must come down now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import picturing, reach_queries
from newbelongings.domain.forum.consents import Stands
from newbelongings.domain.forum.reach_queries import ConsentView
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.public.council.cards import days_ago

from .reach_forms import ConsentForm, ExtendForm


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One picture: who agreed, and how its consent stands, in words."""

    consent: ConsentView
    agreed: str
    stands: str


@dataclass(frozen=True, slots=True)
class PicturesPage:
    """What must come down now, what may be shown, and what is down."""

    now: tuple[PictureLine, ...]
    shown: tuple[PictureLine, ...]
    down: tuple[PictureLine, ...]


def pictures_page(scope: Scope) -> PicturesPage:
    """Every picture of the council, what must come down first."""
    lines = [PictureLine(one, agreed(one), stands(one)) for one in reach_queries.consents(scope)]
    return PicturesPage(
        now=tuple(line for line in lines if line.consent.stands.must_come_down),
        shown=tuple(line for line in lines if line.consent.stands in (Stands.SOON, Stands.GIVEN)),
        down=tuple(line for line in lines if line.consent.stands is Stands.DOWN),
    )


def agreed(consent: ConsentView) -> str:
    """``Kit agreed on 3 May 2026``, or how many did."""
    people = consent.who or (f"{consent.people} people" if consent.people > 1 else "1 person")
    of = f" of {consent.forum}" if consent.forum else ""
    return f"{people}{of} agreed on {long_date(consent.given_on)}"


def stands(consent: ConsentView) -> str:
    """Why it must come down and since when, or until when it may be shown."""
    if consent.taken_down_on:
        return f"Taken down on {long_date(consent.taken_down_on)}"
    since = days_ago(consent.days)
    if consent.stands is Stands.WITHDRAWN:
        return f"Consent was withdrawn {since}" if consent.ends_on >= today() else f"Consent ended {since}"
    if consent.stands is Stands.ENDED:
        return f"Consent ended {since}"
    until = f"May be shown until {long_date(consent.ends_on)}"
    return f"{until}. Ask again, or take it down then" if consent.stands is Stands.SOON else until


@gate(Permission.KEEP_FORUM)
def pictures(request: ScopedRequest) -> HttpResponse:
    """Every picture and its consent."""
    return render(request, "workspace/forum/pictures.html", {"page": pictures_page(request.scope)})


@gate(Permission.KEEP_FORUM)
def give_consent(request: ScopedRequest) -> HttpResponse:
    """Write down a consent."""
    page = Ask(
        title="Write down consent for a picture",
        lead="What is shown, where, and until when. About 2 minutes.",
        button="Keep this consent",
        done="The consent is kept. Your home page says when the picture must come down.",
        to=reverse("pictures"),
        back_words="Pictures",
        more="Ask before you take the picture, show where it will stand, and say how to change one’s mind.",
    )
    form = ConsentForm(request.scope, request.POST or None, initial={"given_on": today(), "people": 1})
    return ask(request, form, picturing.give_consent, page)


@gate(Permission.KEEP_FORUM)
def extend_consent(request: ScopedRequest, consent_id: int) -> HttpResponse:
    """Write down that those in it agreed again."""
    found = reach_queries.consent(request.scope, consent_id)
    page = Ask(
        title="They agreed again",
        lead=f"{found.picture}. Shown: {found.shown_where}.",
        button="Keep the new consent",
        done="The new consent is kept.",
        to=reverse("pictures"),
        back_words="Pictures",
        more=f"{stands(found)}. Ask everybody in it: if one says no, it comes down.",
    )
    form = ExtendForm(request.POST or None, initial={"given_on": today()})
    return ask(request, form, picturing.extend_consent, page, consent_id=consent_id)


@gate(Permission.KEEP_FORUM)
@require_POST
def withdraw_consent(request: ScopedRequest, consent_id: int) -> HttpResponse:
    """Somebody in it no longer wants to be shown."""
    return _done(request, picturing.withdraw_consent, consent_id, "Withdrawn. Take the picture down today.")


@gate(Permission.KEEP_FORUM)
@require_POST
def take_down(request: ScopedRequest, consent_id: int) -> HttpResponse:
    """The picture is gone from everywhere."""
    return _done(request, picturing.take_down, consent_id, "It is down. Tell those who are in it, if you can.")


def _done(request: ScopedRequest, act: Callable[..., object], consent_id: int, words: str) -> HttpResponse:
    act(request.scope, consent_id=consent_id)
    messages.success(request, words)
    return redirect("pictures")
