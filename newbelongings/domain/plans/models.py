"""Priorities with their reasons, and the plan that answers them (Guide section 2.2)."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.themes.models import Theme


class Editable(models.Model):
    """Something that two people may change at once. ``version`` goes up by one with every change, and a
    change names the version it was made from; whoever changed it last is kept so that the second can be told."""

    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Priority(models.Model):
    """What care leavers and the council chose to work on. Its reasons are the themes and issues it answers."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priorities")
    rank = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    area = AreaField()
    chosen_by = models.CharField(max_length=120, blank=True)
    chosen_on = models.DateField()
    themes = models.ManyToManyField(Theme, related_name="priorities", blank=True)
    issues = models.ManyToManyField(Issue, related_name="priorities", blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["cycle", "rank"], name="one_priority_of_a_rank")]

    def __str__(self) -> str:
        return self.title


class Plan(Editable):
    """The improvement plan of one cycle."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="plan")
    aim = models.TextField()
    lead = models.CharField(max_length=120)
    agreed_on = models.DateField(null=True)


class Objective(Editable):
    """Something to achieve, with what success will mean, and the priorities it answers.

    One that is dropped leaves the plan and stays on record with its actions and the reason.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    success = models.TextField()
    area = AreaField()
    priorities = models.ManyToManyField(Priority, related_name="objectives", blank=True)
    dropped_on = models.DateField(null=True)
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_objective_at_a_position")]

    def __str__(self) -> str:
        return self.title


class Action(Editable):
    """One thing to be done for an objective: by whom, from when, by when. ``lead`` is named in words;
    ``owner`` is the account that may update it, where there is one."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="actions")
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


class Rag(models.TextChoices):
    """How a thing stands, as a person judged it."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    DONE = "done", "Done"


NEVER_CHANGED = "An update is never changed or taken away. Add another one that says how it stands now."


class UpdateQuerySet(models.QuerySet["Update"]):
    """Updates, guarded against the ways around ``Update.save``."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Refused(NEVER_CHANGED)

    def delete(self) -> NoReturn:
        raise Refused(NEVER_CHANGED)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(NEVER_CHANGED)


class Update(models.Model):
    """Progress on one action or one milestone. Added, never edited."""

    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="updates")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT, related_name="updates")
    rag = models.CharField(max_length=5, choices=Rag.choices)
    words = models.TextField()
    made_by = models.CharField(max_length=120)
    made_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, milestone__isnull=True)
                | Q(action__isnull=True, milestone__isnull=False),
                name="update_of_one_thing",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new update; raises ``Refused`` for one that is already written."""
        if not self._state.adding:
            raise Refused(NEVER_CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Always raises ``Refused``."""
        raise Refused(NEVER_CHANGED)
