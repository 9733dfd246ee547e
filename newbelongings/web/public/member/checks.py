"""Answers that the forum is asked to read first: is it clear, and is it true?"""

from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.replies import checking, checks
from newbelongings.domain.replies.models import CheckVoice
from newbelongings.web.parts.forms import Form
from newbelongings.web.parts.pace import within_pace
from newbelongings.web.public.council.cards import reply_card

from .door import Visit, behind_their_link
from .frame import frame
from .section import Section

TIMES: Final = 20
WITHIN: Final = 10 * 60  # seconds
TOO_FAST: Final = "You sent this a lot of times. Wait 10 minutes, then press the button again."


class VoiceForm(Form):
    """What one member says of a draft."""

    said = forms.ChoiceField(
        label="What do you think?",
        choices=CheckVoice.SAID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    words = forms.CharField(
        label="What should be different? (if you want to say)",
        help_text="Please write no names. In a small group people may guess who wrote it.",
        max_length=checking.MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def answers_to_check(visit: Visit) -> Section | None:
    """What waits for this member to read; nothing where nothing does."""
    waiting = checks.checks_for_member(visit.scope, visit.member)
    return Section("public/member/checks.html", {"checks": waiting, "token": visit.token}) if waiting else None


@behind_their_link
def say_of_draft(request: HttpRequest, visit: Visit, check_id: int) -> HttpResponse:
    """Read one answer before others do, and say what you think of it."""
    try:
        check = checks.open_check(visit.scope, member=visit.member, check_id=check_id)
    except NotFound as refusal:
        return render(
            request, "public/member/check_settled.html", frame(visit) | {"sentence": refusal.sentence}, status=404
        )
    said = checks.voice_of(visit.scope, member=visit.member, check=check)
    start = {"said": said.said, "words": said.words} if said else {}
    form = VoiceForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            _say(visit, check_id, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("say_of_draft", visit.token, check_id)
    context = frame(visit) | {"form": form, "card": reply_card(check.reply), "said": said}
    return render(request, "public/member/check.html", context)


def _say(visit: Visit, check_id: int, form: VoiceForm) -> None:
    if not within_pace(f"checks.{visit.member.pk}", at_most=TIMES, seconds=WITHIN):
        raise Refused(TOO_FAST)
    checking.say_of_draft(visit.scope, token=visit.token, check_id=check_id, **form.cleaned_data)
