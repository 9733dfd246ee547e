"""Files that prove an update, for those who may read the line they prove."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

from newbelongings.adapters.evidence_store import path_of
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.plans import updating
from newbelongings.web.parts.gate import ScopedRequest, gate


@gate(Permission.READ_PLAN, Permission.UPDATE_OWN_ACTIONS)
def download_evidence(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """One file, which a browser saves and never shows: what it holds came from outside."""
    row = updating.evidence(request.scope, evidence_id)
    path = path_of(row.stored)
    if not path.is_file():
        raise NotFound("This file is missing from the service's folder. Ask whoever sent it to send it again.")
    response = HttpResponse(path.read_bytes(), content_type=row.kind)
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    add_never_cache_headers(response)
    return response
