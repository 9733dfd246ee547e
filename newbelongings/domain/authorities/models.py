"""Councils, the clusters they share, the programme over them, and their yearly cycles."""

from django.db import models
from django.db.models import F, Q


class Authority(models.Model):
    """A council with children's services: the corporate parent.

    ``code`` is the three-digit local authority code of the Department for Education.
    """

    code = models.CharField(max_length=3, unique=True)
    ons_code = models.CharField(max_length=9, blank=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    imagined = models.BooleanField(default=False)
    hide_up_to = models.PositiveSmallIntegerField(default=5)
    mix_at_least = models.PositiveSmallIntegerField(default=10)
    helpline_name = models.CharField(max_length=120, blank=True)
    helpline_phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(hide_up_to__gte=4, hide_up_to__lte=20), name="hide_up_to_in_range"),
            models.CheckConstraint(condition=Q(mix_at_least__gte=5), name="mix_at_least_five"),
        ]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A national or regional team over many authorities."""

    name = models.CharField(max_length=120, unique=True)
    authorities = models.ManyToManyField(Authority, related_name="programmes")

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    """Two to six authorities that share plans and practice: neighbours, or alike (Guide section 3.3)."""

    name = models.CharField(max_length=120, unique=True)
    virtual = models.BooleanField(default=False)
    authorities = models.ManyToManyField(Authority, related_name="clusters")

    def __str__(self) -> str:
        return self.name


class Cycle(models.Model):
    """One run of the approach by one authority, usually a year, with its six steps (Guide section 2)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="one_cycle_of_a_number"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="cycle_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"Year {self.number}"
