"""What has been shown of a year before today: by its earlier packs, and by replies with a count."""

from dataclasses import dataclass

from django.db.models import Count

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.replies.models import Reply

from .between_packs import Published, PublishedRow
from .earlier_packs import shown_counts, shown_rows
from .models import Pack
from .references import reference


@dataclass(frozen=True)
class ShownBefore:
    """Counts by reference (``T-3``, ``S-1``) and whole rows by question (``S-1.4``), oldest first."""

    counts: dict[str, list[Published]]
    rows: dict[str, list[PublishedRow]]


def shown_before(cycle: Cycle) -> ShownBefore:
    """Read it; three statements."""
    contents = list(Pack.objects.filter(cycle=cycle).order_by("made_at", "pk").values_list("content", flat=True))
    counts = shown_counts(contents)
    for theme_id, count in _counts_in_replies(cycle):
        earlier = [*counts.get(reference("theme", theme_id), []), count]
        counts[reference("theme", theme_id)] = sorted(earlier, key=lambda each: each.on)
    return ShownBefore(counts, shown_rows(contents))


def _counts_in_replies(cycle: Cycle) -> list[tuple[int, Published]]:
    """The counts that replies showed on the day they were published, where they are of one theme for certain."""
    told = Reply.objects.filter(cycle=cycle, people_said__isnull=False, published_on__isnull=False)
    alone = told.annotate(n=Count("themes")).filter(n=1).order_by("published_on").prefetch_related("themes")
    return [
        (theme.pk, Published(each.people_said, HIDDEN if each.people_asked is None else each.people_asked, day))
        for each in alone
        for theme in each.themes.all()
        for day in [each.published_on]
        if each.people_said is not None and day is not None
    ]
