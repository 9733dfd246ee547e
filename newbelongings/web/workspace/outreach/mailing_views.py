"""Planning invitations and reminders, seeing what went out, taking it back, and letters to print."""

import io
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newbelongings.adapters.csv_files import write_rows
from newbelongings.adapters.senders import goes_out, problem_with
from newbelongings.domain.kernel.dates import long_date
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.outreach import mailing_queries, sending
from newbelongings.domain.outreach import mailings as actions
from newbelongings.domain.outreach.channels import LETTER
from newbelongings.domain.outreach.models import Mailing
from newbelongings.domain.surveys import queries as surveys
from newbelongings.web.parts.gate import gate

from .mailing_forms import InvitationForm, MessageForm, RemindersForm
from .mailing_pages import (
    KINDS,
    WAYS,
    addresses,
    by_hand,
    mailings_page,
    reminder_choices,
    row,
    stays_here,
    way_choices,
)


@gate(Permission.RUN_SURVEYS)
def mailings(request: HttpRequest, round_id: int) -> HttpResponse:
    """What is planned, what went out, and the one next thing."""
    page = mailings_page(request.scope, round_id)  # type: ignore[attr-defined]
    return render(request, "workspace/outreach/mailings.html", page)


@gate(Permission.RUN_SURVEYS)
def plan_invitation(request: HttpRequest, round_id: int) -> HttpResponse:
    """When, how and in which words care leavers are asked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    form = InvitationForm(request.POST or None, ways=way_choices(scope, round_id), opens=round_.opens)

    def plan() -> list[Mailing]:
        return actions.plan_mailing(
            scope,
            round_id=round_id,
            kind=Mailing.INVITATION,
            send_on=form.cleaned_data["send_on"],
            texts=form.texts(),
        )

    return _plan(request, round_id, form, plan)


@gate(Permission.RUN_SURVEYS)
def plan_reminders(request: HttpRequest, round_id: int) -> HttpResponse:
    """All reminders of a survey in one go."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_ = surveys.round_(scope, round_id)
    days = reminder_choices(round_, mailing_queries.occasions(scope, round_id))
    form = RemindersForm(request.POST or None, ways=way_choices(scope, round_id), days=days)

    def plan() -> list[Mailing]:
        return actions.plan_reminders(scope, round_id=round_id, texts=form.texts(), weeks=form.cleaned_data["weeks"])

    return _plan(request, round_id, form, plan)


def _plan(request: HttpRequest, round_id: int, form: MessageForm, plan: Callable[[], list[Mailing]]) -> HttpResponse:
    """The form; then what somebody will get; then it is planned."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "form": form,
        "round": surveys.round_(scope, round_id),
        "kind": form.kind,
        "title": "Plan the invitation" if form.kind == Mailing.INVITATION else "Plan the reminders",
        "ways": WAYS,
        "stays_here": stays_here(),
    }
    go = request.POST.get("go", "")
    if request.method == "POST" and form.is_valid() and go != "change":
        try:
            shown = mailing_queries.preview(scope, round_id, texts=form.texts(), addresses=addresses())
            _refuse_wrong_templates(form)
            if go != "plan":
                context |= {"previews": [(WAYS[each.channel], each) for each in shown], "hidden": form.hidden()}
                return render(request, "workspace/outreach/mailing_preview.html", context)
            made = plan()
        except Refused as refusal:
            form.refuse(refusal)
        else:
            days = [long_date(day) for day in sorted({mailing.send_on for mailing in made})]
            messages.success(request, f"Planned for {' and '.join(filter(None, [', '.join(days[:-1]), days[-1]]))}.")
            return redirect("mailings", round_id)
    return render(request, "workspace/outreach/mailing_plan.html", context)


def _refuse_wrong_templates(form: MessageForm) -> None:
    """Before anything is planned the sender's own templates are looked at, where they are used."""
    for text in form.texts():
        if text.channel == LETTER and not goes_out(form.kind, LETTER):
            continue
        sentence = problem_with(form.kind, text.channel, sending.FIELDS)
        if sentence is not None:
            raise Refused(sentence, field="channels")


@gate(Permission.RUN_SURVEYS)
def mailing(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """One message: its words, who was reached, and what can still be done about it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = actions.mailing(scope, mailing_id)
    round_ = found.contacts.round
    context = {
        "mailing": found,
        "round": round_,
        "title": f"{KINDS[found.kind]} by {WAYS[found.channel].lower()}",
        "row": row(mailing_queries.mailing_sent(scope, found), round_),
        "by_hand": by_hand(found),
    }
    return render(request, "workspace/outreach/mailing.html", context)


@gate(Permission.RUN_SURVEYS)
@require_POST
def cancel_mailing(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Take one message back, as far as it has not gone out."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    round_id = actions.mailing(scope, mailing_id).contacts.round_id
    try:
        gone = actions.cancel_mailing(scope, mailing_id=mailing_id)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mailing", mailing_id)
    messages.success(request, "The rest was taken back. Some had gone out." if gone else "Taken back. Nobody got it.")
    return redirect("mailings", round_id)


@gate(Permission.RUN_SURVEYS)
@require_POST
@never_cache
def download_letters(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """The letters that a council prints and posts itself, as a file for a mail merge."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    try:
        letters = sending.letters_to_post(scope, mailing_id=mailing_id, addresses=addresses())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mailing", mailing_id)
    text = io.StringIO()
    header = ["reference", "name", "address", "link", "stop link", "heading", "letter"]
    write_rows(text, header, [(x.reference, x.name, x.address, x.link, x.stop, x.subject, x.words) for x in letters])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="letters-{mailing_id}.csv"'
    return response
