"""Packs: evidence frozen on a day, with a hash by which anyone can tell that it is unchanged."""

from django.db import models

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.add_only import AddOnly


class Pack(AddOnly):
    """A frozen, dated, hashed set of exhibits. ``content`` is what pack.json holds; the PDF and the
    spreadsheet are drawn from it, so all three say the same."""

    NEVER = "A pack is frozen on its day. Make a new one instead."

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="packs")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="packs")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"Pack of {self.made_at:%Y-%m-%d}"
