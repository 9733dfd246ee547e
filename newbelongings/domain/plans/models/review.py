"""A plan before others: what was submitted, what they said, what was agreed."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.kernel.add_only import AddOnly

from .plan import Plan


class PlanVersion(AddOnly):
    """The plan frozen on a day, submitted for review or agreed. ``content`` is the whole of it (``content.py``), and
    ``sha256`` that of its canonical JSON."""

    NEVER = "A version of the plan is frozen on its day. Change the plan, and submit it again."

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


class PlanShare(models.Model):
    """That a council lets its cluster read the last version of a plan, and comment on it."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="share")
    shared_by = models.CharField(max_length=120)
    shared_on = models.DateField()


class Comment(models.Model):
    """What a critical friend, a cluster colleague or a colleague said of a line, and the answer to it.

    ``thing`` and ``thing_id`` name the line as in ``Change``; ``title`` is what it was called when this was said.
    ``told_on``: the day on which the leads were written to about it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    thing = models.CharField(max_length=16)
    thing_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200, default="")
    words = models.TextField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    said_name = models.CharField(max_length=160)
    said_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["said_at", "pk"]
