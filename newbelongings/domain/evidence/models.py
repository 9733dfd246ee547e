"""Packs: evidence frozen on a day, with a hash by which anyone can tell that it is unchanged."""

from typing import Any, NoReturn

from django.db import models

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.errors import Refused

FROZEN = "A pack is frozen on its day. Make a new one instead."


class FrozenPacks(models.QuerySet["Pack"]):
    """Packs can be added and read, and nothing else."""

    def update(self, **fields: Any) -> NoReturn:
        raise Refused(FROZEN)

    def delete(self) -> NoReturn:
        raise Refused(FROZEN)


class Pack(models.Model):
    """A frozen, dated, hashed set of exhibits. ``content`` is what pack.json holds; the PDF and the
    spreadsheet are drawn from it, so all three say the same."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="packs")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="packs")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    objects = FrozenPacks.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"Pack of {self.made_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(FROZEN)
