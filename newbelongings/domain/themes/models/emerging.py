"""Groups of answers that no theme fits."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.surveys.models import Answer, Round

from .codebook import Theme


class Emerging(models.Model):
    """A group of answers that no theme of the codebook fits, with a name proposed from their own words.

    It becomes a theme only when a person says so.
    """

    class State(models.TextChoices):
        OPEN = "open", "To be looked at"
        MADE = "made", "Made a theme"
        LEFT = "left", "Left"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="emerging")
    name = models.CharField(max_length=120)
    words = models.JSONField(default=list)
    model = models.CharField(max_length=60)
    found_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=4, choices=State.choices, default=State.OPEN)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="emerged_from")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class EmergingAnswer(models.Model):
    """An answer of such a group; ``closeness`` is 1 at its middle."""

    emerging = models.ForeignKey(Emerging, on_delete=models.CASCADE, related_name="answers")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="emerging")
    closeness = models.FloatField()

    class Meta:
        ordering = ["-closeness"]
        constraints = [models.UniqueConstraint(fields=["emerging", "answer"], name="once_in_a_group")]
