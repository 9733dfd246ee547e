"""The codebook: its lines, and what became of them."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.fields import AreaField


class Theme(models.Model):
    """A line of one cycle's codebook, under an area. ``examples`` are short phrases in our own words
    by which the text model recognises it. A theme that was merged or split away is ``retired_on`` that day: nobody
    codes to it any more, and ``ThemeDescent`` says what it became."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="themes")
    slug = models.SlugField()
    area = AreaField()
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    examples = models.JSONField(default=list)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["area", "name"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="one_theme_of_a_slug")]

    def __str__(self) -> str:
        return self.name


class ThemeChange(models.Model):
    """One split or merge of themes. ``moved`` keeps what is needed to take it back."""

    class Kind(models.TextChoices):
        SPLIT = "split", "Split"
        MERGE = "merge", "Merged"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="theme_changes")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-pk"]


class ThemeDescent(models.Model):
    """That by one change ``old`` became ``new``, or part of it."""

    change = models.ForeignKey(ThemeChange, on_delete=models.CASCADE, related_name="descents")
    old = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="came_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "old", "new"], name="one_descent_of_a_change")]
