"""The starter codebook: themes under the ten areas, with phrases by which a text model knows them."""

import json
from importlib.resources import files

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Theme


@transaction.atomic
def ensure_codebook(scope: Scope, *, cycle_id: int) -> list[Theme]:
    """Give a cycle the starter codebook if it has no themes yet; returns its themes either way."""
    scope.require(Permission.CODE_ANSWERS)
    cycle = authorities.cycle(scope, cycle_id)
    themes = list(Theme.objects.filter(cycle=cycle))
    if themes:
        return themes
    data = json.loads(files(__package__).joinpath("data", "codebook.json").read_text("utf-8"))
    made = Theme.objects.bulk_create([Theme(cycle=cycle, **line) for line in data["themes"]])
    audit.note(scope, "began_codebook", cycle, themes=len(made), version=data["version"])
    return list(Theme.objects.filter(cycle=cycle))
