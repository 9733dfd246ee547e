"""Giving dots by phone: one page, one button, no account and no script (docs/adr/0027).

The one cookie says that this phone has voted, in the same word for everybody; it is set by voting and by nothing else.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.plans import ballots, vote_queries, votes
from newbelongings.domain.plans.models import Vote
from newbelongings.web.parts.gate import public
from newbelongings.web.parts.pace import within_pace

from .forms import BallotForm, CodeForm

VOTED: Final = "voted"
REMEMBERED_SECONDS: Final = 12 * 60 * 60
MINUTE: Final = 60
BALLOTS_A_MINUTE: Final = 60
WRONG_CODES_A_MINUTE: Final = 60
TOO_FAST = "A lot of people are voting right now. Wait a minute, then press the button again."
TOO_MANY_CODES = "Too many wrong codes were typed. Wait a minute, then try again."


# csrf_exempt, here and below: nobody is signed in, and no cookie gives whoever forges a form anything.
@csrf_exempt
@never_cache
@public
def find_vote(request: HttpRequest) -> HttpResponse:
    """Type the code that is on the screen."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            vote = _vote(request, form.cleaned_data["code"])
            return redirect("cast_ballot", vote.code)
        except NotFound as refusal:
            form.add_error("code", refusal.sentence)
    return render(request, "public/vote/find.html", {"form": form})


@csrf_exempt
@never_cache
@public
def cast_ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Give your dots."""
    try:
        vote = _vote(request, code)
    except NotFound as refusal:
        return _shut(request, "We don’t know this code", refusal.sentence, status=404)
    if vote.closed_on is not None:
        return _shut(request, "This vote has closed", votes.CLOSED, vote=vote)
    if VOTED in request.COOKIES:
        return redirect("ballot_cast", vote.code)
    form = BallotForm(request.POST or None, vote=vote, initial={"token": ballots.new_token(vote.code)})
    if request.method == "POST" and _was_cast(request, vote, form):
        return _remembered(vote)
    context = {"form": form, "vote": vote, "authority": vote.cycle.authority}
    return render(request, "public/vote/vote.html", context)


def _was_cast(request: HttpRequest, vote: Vote, form: BallotForm) -> bool:
    if not form.is_valid():
        return False
    try:
        if not within_pace(f"ballots.{vote.pk}", at_most=BALLOTS_A_MINUTE, seconds=MINUTE):
            raise Refused(TOO_FAST)
        token = form.cleaned_data["token"]
        votes.cast_ballot(request.scope, code=vote.code, token=token, dots=form.dots())  # type: ignore[attr-defined]
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _remembered(vote: Vote) -> HttpResponse:
    response = redirect("ballot_cast", vote.code)
    path = reverse("cast_ballot", args=[vote.code])
    response.set_cookie(VOTED, "1", max_age=REMEMBERED_SECONDS, path=path, httponly=True, samesite="Lax")
    return response


@never_cache
@public
def ballot_cast(request: HttpRequest, code: str) -> HttpResponse:
    """After voting: what happens next."""
    try:
        vote = _vote(request, code)
    except NotFound as refusal:
        return _shut(request, "We don’t know this code", refusal.sentence, status=404)
    return render(request, "public/vote/sent.html", {"vote": vote, "authority": vote.cycle.authority})


def _vote(request: HttpRequest, code: str) -> Vote:
    try:
        return vote_queries.public_vote(request.scope, code)  # type: ignore[attr-defined]
    except NotFound:
        if not within_pace("wrong-codes", at_most=WRONG_CODES_A_MINUTE, seconds=MINUTE):
            raise NotFound(TOO_MANY_CODES) from None
        raise


def _shut(
    request: HttpRequest, title: str, sentence: str, *, vote: Vote | None = None, status: int = 200
) -> HttpResponse:
    authority = vote.cycle.authority if vote is not None else None
    context = {"title": title, "sentence": sentence, "authority": authority}
    return render(request, "public/vote/shut.html", context, status=status)
