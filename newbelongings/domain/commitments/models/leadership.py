"""Readiness at the outset, and what the chief executive, the leader and councillors promised and did.

Sources: A Guide to the New Belongings Approach (2016), sections 1.1, 2.5 and 2.6. The people named here hold a
public post, and are named as the council typed them. No care leaver is.
"""

from typing import Final

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Authority, Cycle

from .kept import Kept

CHIEF_EXECUTIVE, LEADER, COUNCILLOR = "chief_executive", "leader", "councillor"
OFFICES: Final = [(CHIEF_EXECUTIVE, "Chief executive"), (LEADER, "Leader"), (COUNCILLOR, "Councillor")]


class Readiness(Kept):
    """Whether one thing that the approach needs from the outset is there. The latest of an item stands."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="readiness")
    item = models.CharField(max_length=4)
    ready = models.BooleanField()
    office = models.CharField(max_length=80)
    name = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    words = models.CharField(max_length=400)
    link = models.CharField(max_length=400, blank=True)
    noted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["on", "id"]


class Commitment(Kept):
    """What a leader promised, in their own words, and by when.

    ``line`` says which of the Guide's ways to contribute it is. ``times`` is how often they promised to meet care
    leavers in the year, where it is a promise of that kind.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="commitments")
    office = models.CharField(max_length=20, choices=OFFICES)
    name = models.CharField(max_length=120)
    line = models.CharField(max_length=4)
    words = models.CharField(max_length=400)
    promised_on = models.DateField()
    due = models.DateField()
    times = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.words


class Outcome(Kept):
    """Whether a promise was kept, with the evidence. The latest stands."""

    KEPT, NOT_KEPT, WITHDRAWN = "kept", "not_kept", "withdrawn"
    STATES = [(KEPT, "Kept"), (NOT_KEPT, "Not kept"), (WITHDRAWN, "Taken back")]

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="outcomes")
    state = models.CharField(max_length=10, choices=STATES)
    words = models.CharField(max_length=400)
    link = models.CharField(max_length=400, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]


class LeaderContact(models.Model):
    """A day on which a leader met care leavers. Whom they met is nobody's business here."""

    KINDS = [
        ("forum", "Forum"),
        ("visit", "Visit"),
        ("lunch", "Lunch"),
        ("board", "Board meeting"),
        ("other", "Something else"),
    ]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="leader_contacts")
    office = models.CharField(max_length=20, choices=OFFICES)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=KINDS)
    on = models.DateField()
    struck_on = models.DateField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "office", "name", "kind", "on"],
                condition=Q(struck_on__isnull=True),
                name="one_contact_of_a_kind_a_day",
            )
        ]
