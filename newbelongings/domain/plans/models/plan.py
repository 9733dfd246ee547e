"""The plan and its lines (Guide section 2.2)."""

from django.db import models
from django.db.models import F, Q

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.fields import AreaField

from .base import Editable
from .priorities import Priority


class Plan(Editable):
    """The improvement plan of one cycle: the elements that the Guide names in section 2.2."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="plan")
    aim = models.TextField()
    lead = models.CharField(max_length=120)
    agreed_on = models.DateField(null=True)
    definition = models.TextField(blank=True)
    governance = models.TextField(blank=True)
    sustaining = models.TextField(blank=True)


class Objective(Editable):
    """Something to achieve, with what success will mean, and the priorities it answers.

    One that is dropped leaves the plan and stays on record with its actions and the reason.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    success = models.TextField()
    measure = models.CharField(max_length=160, blank=True)
    baseline = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    area = AreaField()
    priorities = models.ManyToManyField(Priority, related_name="objectives", blank=True)
    dropped_on = models.DateField(null=True)
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_objective_at_a_position")]

    def __str__(self) -> str:
        return self.title


class DevelopmentArea(Editable):
    """Something that must change for an objective to be met; actions stand under it (Guide Appendix C)."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="development_areas")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Action(Editable):
    """One thing to be done for an objective: by whom, from when, by when.

    ``lead`` is named in words; ``owner`` is the account that may update it, where there is one; ``lead_email`` is where
    to reach a lead without an account. ``waits_for``: actions that must be done before it. ``copied_from``: the action
    of an earlier plan that it carries on.
    """

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="actions")
    lead_email = models.EmailField(blank=True)
    development_area = models.ForeignKey(
        DevelopmentArea, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    waits_for = models.ManyToManyField("self", symmetrical=False, related_name="holds_up", blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_on_in"
    )
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["ends", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="action_ends_after_start")]

    def __str__(self) -> str:
        return self.title


class Milestone(Editable):
    """A change that matters most; 10 to 15 a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=160)
    due = models.DateField()

    class Meta:
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class KeyFact(models.Model):
    """A fact about care leavers here that the plan rests on, with where it is from and the day it is of."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="key_facts")
    words = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    as_of = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]


class SelfAssessment(Editable):
    """What the council does well and could do better on one promise of the Charter for Care Leavers."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="self_assessments")
    promise = models.CharField(max_length=10)
    well = models.TextField(blank=True)
    better = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "promise"], name="one_assessment_of_a_promise")]


class Resource(models.Model):
    """Staff, money or time that the plan needs, or a saving that is expected. ``pence`` where it is money."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        MONEY = "money", "Money"
        OTHER = "other", "Other"
        SAVING = "saving", "Saving"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="resources")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.SET_NULL, related_name="resources")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField(max_length=200)
    pence = models.BigIntegerField(null=True)
    secured = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "pk"]


class Coverage(models.Model):
    """That a commitment of section 2.2 (``plan_commitments.json``) is met by an objective, or why it is not."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="coverage")
    commitment = models.CharField(max_length=10)
    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="coverage")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "commitment", "objective"], name="covered_once_by_an_objective")
        ]
