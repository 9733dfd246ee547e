"""The codebook and what answers were found to say. The machine's suggestion and a person's coding
never share a row."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.surveys.models import Answer


class Theme(models.Model):
    """A line of one cycle's codebook, under an area. ``examples`` are short phrases in our own words
    by which the text model recognises it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="themes")
    slug = models.SlugField()
    area = AreaField()
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["area", "name"]
        constraints = [models.UniqueConstraint(fields=["cycle", "slug"], name="one_theme_of_a_slug")]

    def __str__(self) -> str:
        return self.name


class Suggestion(models.Model):
    """What a text model thinks an answer is about. Best first by ``rank`` (1 to 3)."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="suggestions")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="suggestions")
    rank = models.PositiveSmallIntegerField()
    confidence = models.FloatField()
    because = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=60)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["answer", "rank"], name="one_suggestion_of_a_rank")]


class Reading(models.Model):
    """That a person has read one answer and said what it is about; perhaps nothing in the codebook."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="reading")
    reader = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    read_at = models.DateTimeField(auto_now=True)


class Coding(models.Model):
    """A person's word that an answer is about a theme."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    coder = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    coded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "theme"], name="coded_once")]


class Quotation(models.Model):
    """Words a person has cleared to be quoted, kept apart from the answer they were taken from."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="quotations")
    words = models.TextField()
    cleared_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    cleared_on = models.DateField()
