"""Evidence packs: the list, making one, reading one, and its three files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from newbelongings.adapters.pack_files import TYPES, draw
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.evidence import actions, queries
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.web.parts.gate import ScopedRequest, gate

from .pages import file_name, made_words, pack_page, packs_page


@gate(Permission.READ_PACKS)
def packs(request: ScopedRequest) -> HttpResponse:
    """Every pack of the council."""
    found = list(queries.packs(request.scope))
    return render(request, "workspace/packs/packs.html", packs_page(request.scope, found))


@gate(Permission.MAKE_PACKS)
def make_pack(request: ScopedRequest) -> HttpResponse:
    """Make a pack of the present year. By a button only."""
    if request.method != "POST":
        return redirect("packs")
    cycle = authorities.current_cycle(request.scope)
    made = actions.make_pack(request.scope, cycle_id=cycle.pk)
    messages.success(request, made_words(made))
    return redirect("pack", pack_id=made.pk)


@gate(Permission.READ_PACKS)
def pack(request: ScopedRequest, pack_id: int) -> HttpResponse:
    """One pack and its files."""
    found = queries.pack(request.scope, pack_id)
    return render(request, "workspace/packs/pack.html", pack_page(request.scope, found))


@gate(Permission.READ_PACKS)
@never_cache
def download_pack(request: ScopedRequest, pack_id: int, kind: str) -> HttpResponse:
    """One file of a pack, drawn from what was frozen on its day."""
    if kind not in TYPES:
        raise NotFound("A pack comes as PDF, spreadsheet or JSON. Choose one of the three on its page.")
    found = actions.note_download(request.scope, pack_id=pack_id, kind=kind)
    response = HttpResponse(draw(kind, found.content, found.sha256), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{file_name(found, kind)}"'
    return response
