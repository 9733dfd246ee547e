"""A plan before others: what was submitted, what they said, what was agreed."""

from django.db import models

from newbelongings.domain.accounts.models import Person

from .plan import Plan


class PlanVersion(models.Model):
    """The plan frozen on a day, submitted for review or agreed. ``content`` is the whole of it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Submitted for review"
        AGREED = "agreed", "Agreed"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_of_a_number")]


class Comment(models.Model):
    """What a critical friend, a cluster colleague or a colleague said of a line, and the answer to it.

    ``thing`` and ``thing_id`` name the line as in ``Change``.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    thing = models.CharField(max_length=16)
    thing_id = models.PositiveBigIntegerField()
    words = models.TextField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    said_name = models.CharField(max_length=160)
    said_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_at", "pk"]
