"""The starter codebook: themes under the ten areas, with phrases by which a text model knows them."""

import json
from collections.abc import Sequence
from importlib.resources import files

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Theme


@transaction.atomic
def ensure_codebook(scope: Scope, *, cycle_id: int) -> list[Theme]:
    """Give a cycle the starter codebook if it has no themes yet; returns its living themes either way."""
    scope.require(Permission.CODE_ANSWERS)
    cycle = authorities.cycle(scope, cycle_id)
    themes = list(Theme.objects.filter(cycle=cycle))
    if themes:
        return [theme for theme in themes if theme.retired_on is None]
    data = json.loads(files(__package__).joinpath("data", "codebook.json").read_text("utf-8"))
    made = Theme.objects.bulk_create([Theme(cycle=cycle, **line) for line in data["themes"]])
    audit.note(scope, "began_codebook", cycle, themes=len(made), version=data["version"])
    return list(Theme.objects.filter(cycle=cycle))


def make_theme(cycle: Cycle, name: str, area: str, *, description: str = "", examples: Sequence[str] = ()) -> Theme:
    """A new line of a cycle's codebook. A retired theme may have had the same name; a living one may not."""
    name, stem = name.strip(), slugify(name)[:45]
    if not stem:
        raise Refused("Give the theme a name in a few words.", field="name")
    same = Q(slug=stem) | Q(name__iexact=name)
    if Theme.objects.filter(same, cycle=cycle, retired_on=None).exists():
        raise Refused("There is a theme of this name already. Use that one, or choose another name.", field="name")
    taken = set(Theme.objects.filter(cycle=cycle, slug__startswith=stem).values_list("slug", flat=True))
    slug = next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
    return Theme.objects.create(
        cycle=cycle, slug=slug, area=area, name=name, description=description.strip(), examples=list(examples)
    )
