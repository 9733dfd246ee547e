"""The notes of a meeting: written, shown to the group, checked there, published."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from newbelongings.domain.forum import meeting_queries, noting, queries
from newbelongings.domain.forum.models import Meeting
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.identifying import point_out
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.replies.plain_words import read
from newbelongings.web.parts.asking import Ask, ask
from newbelongings.web.parts.gate import ScopedRequest, gate
from newbelongings.web.parts.marking import mark
from newbelongings.web.public.member.door import member_address

from .meeting_forms import ConfirmNotesForm, NotesForm, PublishNotesForm
from .meeting_pages import meeting_name
from .pressing import press


@gate(Permission.KEEP_FORUM)
def write_notes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Write the notes, with what members said of them and how hard they are to read beside."""
    found = queries.meeting(request.scope, meeting_id)
    form = NotesForm(request.POST or None, initial={"notes": found.notes})
    if request.method == "POST" and form.is_valid():
        try:
            noting.write_notes(request.scope, meeting_id=meeting_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The notes are kept. Nobody else sees them until you show them to the group.")
            return redirect(_notes(meeting_id))
    return render(request, "workspace/forum/write_notes.html", _looked_at(request, found, form))


def _looked_at(request: ScopedRequest, found: Meeting, form: NotesForm) -> dict[str, Any]:
    words = form.data.get("notes", "") if form.is_bound else found.notes
    return {
        "form": form,
        "name": meeting_name(found),
        "back": _notes(found.pk),
        "reading": read(words),
        "pieces": mark(words, [], point_out(words)),
        "names": bool(point_out(words)),
        "wrong": meeting_queries.notes_heard(request.scope, found).wrong,
    }


@gate(Permission.KEEP_FORUM)
@require_POST
def show_notes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Show them to the group."""
    done = "The group can read them now, and says on its pages whether they are right."
    to, address = _notes(meeting_id), member_address()
    return press(request, noting.show_notes, done=done, to=to, meeting_id=meeting_id, address=address)


@gate(Permission.KEEP_FORUM)
def confirm_notes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Say that the group has checked them."""
    found = queries.meeting(request.scope, meeting_id)
    page = Ask(
        title="The group has checked the notes",
        lead="On their pages, or because you read them together. Then the notes can be published.",
        button="They are checked",
        done="Checked. Now they can be published.",
        to=_notes(meeting_id),
        back_words=meeting_name(found),
    )
    return ask(
        request,
        ConfirmNotesForm(request.POST if request.method == "POST" else None),
        noting.confirm_notes,
        page,
        meeting_id=meeting_id,
    )


@gate(Permission.KEEP_FORUM)
def publish_notes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Look once more whether anybody is named, and publish."""
    found = queries.meeting(request.scope, meeting_id)
    form = PublishNotesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            noting.publish_notes(request.scope, meeting_id=meeting_id, **form.given())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Published. Anybody can read them on your public forum page.")
            return redirect(_notes(meeting_id))
    details = point_out(found.notes)
    context = {
        "form": form,
        "name": meeting_name(found),
        "back": _notes(meeting_id),
        "pieces": mark(found.notes, [], details),
        "names": bool(details),
    }
    return render(request, "workspace/forum/publish_notes.html", context)


@gate(Permission.KEEP_FORUM)
@require_POST
def withdraw_notes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Take them off the public page."""
    done = "Off the public page. They stay checked until you change them."
    return press(request, noting.withdraw_notes, done=done, to=_notes(meeting_id), meeting_id=meeting_id)


def _notes(meeting_id: int) -> str:
    return reverse("meeting", args=[meeting_id]) + "#notes"
