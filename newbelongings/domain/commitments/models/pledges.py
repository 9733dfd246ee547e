"""The pledge: "you said, we promise to do", grouped by area, signed, and followed like milestones.

Source: A Guide to the New Belongings Approach (2016), section 4.3, the practice example from Bristol.
"""

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.forum.models import Forum, Issue
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.kernel.rag import Rag
from newbelongings.domain.themes.models import Theme

from .kept import Kept


class Pledge(models.Model):
    """What a council promises its care leavers, as one document. Once published its promises stay as they are.

    ``checked_with`` is the forum that read it before it was signed; None where none did.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="pledges")
    title = models.CharField(max_length=120)
    opening = models.TextField(blank=True)
    written_on = models.DateField()
    checked_with = models.ForeignKey(Forum, null=True, on_delete=models.PROTECT, related_name="pledges_checked")
    published_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(published_on__isnull=False), name="ended_only_if_published"
            ),
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(published_on__isnull=False, ended_on__isnull=True),
                name="one_pledge_stands_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PledgePromise(models.Model):
    """One promise: what care leavers said, what is promised, who stands behind it, and by when."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="promises")
    position = models.PositiveSmallIntegerField()
    area = AreaField()
    said = models.CharField(max_length=500)
    promise = models.CharField(max_length=500)
    stands_behind = models.CharField(max_length=120)
    due = models.DateField()
    themes = models.ManyToManyField(Theme, related_name="pledge_promises", blank=True)
    issues = models.ManyToManyField(Issue, related_name="pledge_promises", blank=True)

    class Meta:
        ordering = ["position", "pk"]


class PledgeUpdate(Kept):
    """How a promise stands, as a person judged it. Added, never edited."""

    promise = models.ForeignKey(PledgePromise, on_delete=models.PROTECT, related_name="updates")
    rag = models.CharField(max_length=5, choices=Rag.choices)
    words = models.TextField()
    made_by = models.CharField(max_length=120)
    made_on = models.DateField()

    class Meta:
        ordering = ["-made_on", "-pk"]


class PledgeSignature(Kept):
    """Somebody in a public post who put their name under a published pledge."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    signed_on = models.DateField()

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["pledge", "name", "office"], name="signs_once")]
