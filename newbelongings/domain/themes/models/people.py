"""What people say answers are about."""

from django.db import models
from django.utils import timezone

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.surveys.models import Answer, Round

from .codebook import Theme
from .fields import OfSegment, SentimentField


class CodingAct(models.Model):
    """One stroke of a person's hand: one answer coded, many accepted at once, a file brought in.

    ``before`` keeps what was said of these answers earlier, so that the stroke can be undone; ``earlier`` has its
    shape. ``confidence``: the least that was accepted. ``answers`` is how many the stroke was about.
    """

    class Kind(models.TextChoices):
        ONE = "one", "Read one answer"
        ACCEPTED = "accepted", "Accepted suggestions"
        IMPORTED = "imported", "Brought in from a file"
        SETTLED = "settled", "Settled between two coders"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="coding_acts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    actor = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answers = models.PositiveIntegerField()
    confidence = models.FloatField(null=True)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    @property
    def sure(self) -> int | None:
        """The least confidence that was accepted, of a hundred."""
        return None if self.confidence is None else round(100 * self.confidence)


class Reading(models.Model):
    """That a person has read one answer and said what it is about; perhaps nothing in the codebook."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="reading")
    reader = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    read_at = models.DateTimeField(default=timezone.now)
    sentiment = SentimentField()
    act = models.ForeignKey(CodingAct, null=True, on_delete=models.SET_NULL, related_name="readings")


class Coding(OfSegment):
    """A person's word that an answer, or a segment of it, is about a theme. What is settled between two coders is
    one of these; what each said alone is a ``JudgedTheme``."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    coder = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    coded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "theme", "start"], name="coded_once")]


class Quotation(models.Model):
    """Words a person has cleared to be quoted, kept apart from the answer they were taken from."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="quotations")
    words = models.TextField()
    cleared_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    cleared_on = models.DateField()
