"""Making packs."""

from django.db import transaction

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import queries
from .models import Pack
from .pack_content import content, fingerprint
from .pack_sources import facts_of


@transaction.atomic
def make_pack(scope: Scope, *, cycle_id: int) -> Pack:
    """Freeze what was said, promised, done and told in one cycle, as it stands today.

    Nobody can be found by subtracting an earlier pack from this one (between_packs); so packs of one
    cycle are made one after another.
    """
    scope.require(Permission.MAKE_PACKS)
    cycle = queries.own_cycle(scope, cycle_id)
    list(Cycle.objects.select_for_update().filter(pk=cycle.pk))
    held = content(facts_of(scope, cycle))
    pack = Pack.objects.create(
        authority=cycle.authority,
        cycle=cycle,
        made_by=held["made"]["by"],
        sha256=fingerprint(held),
        content=held,
    )
    audit.note(scope, "made_pack", pack, sha256=pack.sha256)
    return pack


@transaction.atomic
def note_download(scope: Scope, *, pack_id: int, kind: str) -> Pack:
    """Write down that a pack left the service as a file, and give the pack to draw it from."""
    pack = queries.pack(scope, pack_id)
    audit.note(scope, "downloaded_pack", pack, file=kind)
    return pack
