"""The codebook as those who keep it see it: each line with how much was coded to it."""

from django.db.models import Count, QuerySet

from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys.models import Answer

from .models import Theme
from .queries import themes


def codebook_lines(scope: Scope, cycle_id: int) -> QuerySet[Theme]:
    """The living themes of a cycle, by area and name, with ``answers`` coded to each.

    The numbers are as they are, small or not: they are for those who read the answers themselves.
    """
    scope.require(Permission.CODE_ANSWERS)
    return themes(scope, cycle_id).annotate(answers=Count("codings__answer", distinct=True))


def answers_to_split(scope: Scope, theme: Theme, *, most: int) -> tuple[list[Answer], int]:
    """At most ``most`` of the answers coded to a theme, one of each wording, and how many wordings there are.

    Each has ``ids``: the answers with these words.
    """
    scope.require(Permission.CODE_ANSWERS)
    found: dict[str, Answer] = {}
    coded = Answer.objects.filter(codings__theme=theme, response__round__authority_id=scope.authority)
    for answer in coded.select_related("question").distinct().order_by("pk"):
        first = found.setdefault(answer.text, answer)
        first.ids = [*getattr(first, "ids", []), answer.pk]  # type: ignore[attr-defined]
    return list(found.values())[:most], len(found)
