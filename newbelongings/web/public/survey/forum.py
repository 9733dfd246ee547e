"""Asking to hear about the forum: another form, another list, no way from here to any answer."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.surveys import actions
from newbelongings.web.parts.compression import compressed
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.gate import public
from newbelongings.web.parts.manner import as_they_read, manner_of


class ForumInterestForm(Form):
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("A first name or a nickname is fine."),
        max_length=60,
        error_messages={"required": _("Tell us what to call you. Any name will do.")},
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        help_text=_("A phone number, an email, or somebody who can pass it on."),
        max_length=120,
        error_messages={"required": _("Tell us a phone number, an email, or who can pass it on.")},
    )


# No cookie is read or set here either: see views.py.
@csrf_exempt
@compressed
@public
@as_they_read
def forum_interest(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a name and a way to be reached."""
    authority = authorities.authority_by_slug(request.scope, slug)
    form = ForumInterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_forum_interest(request.scope, authority_id=authority.pk, **form.cleaned_data)
            return redirect(reverse("forum_interest_sent", args=[slug]) + manner_of(request).query)
        except Refused as refusal:
            form.refuse(refusal)
    return render(request, "public/survey/forum_interest.html", {"form": form, "authority": authority})


@compressed
@public
@as_they_read
def forum_interest_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """It has arrived."""
    authority = authorities.authority_by_slug(request.scope, slug)
    return render(request, "public/survey/forum_interest_sent.html", {"authority": authority})
