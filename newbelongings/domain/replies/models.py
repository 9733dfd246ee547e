"""You said, we did: what care leavers are told, joined to what they said and to what was done."""

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.plans.models import Action, Milestone
from newbelongings.domain.themes.models import Theme


class Reply(models.Model):
    """You said ..., we did / we are doing / we cannot, because ...

    ``title`` and ``said`` are in care leavers' words; ``said`` is a cleared quotation or a plain summary,
    never an answer copied by itself. A published reply is withdrawn, never edited and never deleted.

    ``people_said`` of ``people_asked`` are written down on the day of publication, when both may be shown.
    A count that moved with each new response would let two visits be subtracted (docs/adr/0009).
    """

    DID, DOING, CANNOT = "did", "doing", "cannot"
    STATES = [(DID, "We did it"), (DOING, "We are doing it"), (CANNOT, "We cannot")]

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="replies")
    title = models.CharField(max_length=120)
    area = AreaField()
    said = models.TextField()
    state = models.CharField(max_length=6, choices=STATES)
    answer = models.TextField()
    changed = models.TextField(blank=True)
    promised_by = models.DateField(null=True)
    promised_who = models.CharField(max_length=120, blank=True)
    themes = models.ManyToManyField(Theme, related_name="replies", blank=True)
    issues = models.ManyToManyField(Issue, related_name="replies", blank=True)
    actions = models.ManyToManyField(Action, related_name="replies", blank=True)
    milestones = models.ManyToManyField(Milestone, related_name="replies", blank=True)
    people_said = models.PositiveIntegerField(null=True)
    people_asked = models.PositiveIntegerField(null=True)
    written_on = models.DateField()
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(published_on__isnull=False),
                name="withdrawn_only_if_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title
