"""Two people who read the same answers, each alone, and what they settled on."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.surveys.models import Answer, Question, Round

from .codebook import Theme
from .fields import OfSegment, SentimentField


class SharedSample(models.Model):
    """Answers of a round, drawn by ``seed``, that two people code independently.

    ``question`` where only its answers were drawn. ``with_suggestions``: whether the two see the machine's. Once it
    is closed both judgements may be seen, and neither changes any more; ``closed_by`` is empty where that came about
    because both had read everything.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="shared_samples")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="+")
    with_suggestions = models.BooleanField(default=False)
    seed = models.BigIntegerField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]


class SharedAnswer(models.Model):
    """One answer of a shared sample; ``settled_at`` once there is one word on what it is about."""

    sample = models.ForeignKey(SharedSample, on_delete=models.CASCADE, related_name="shared")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="shared")
    place = models.PositiveIntegerField()
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["sample", "answer"], name="shared_once_in_a_sample")]


class Judgement(models.Model):
    """What one of the two said an answer is about, alone; no theme is an answer too."""

    shared = models.ForeignKey(SharedAnswer, on_delete=models.CASCADE, related_name="judgements")
    coder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now=True)
    sentiment = SentimentField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shared", "coder"], name="one_judgement_of_a_coder")]


class JudgedTheme(OfSegment):
    """A theme of a judgement."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="judged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "theme", "start"], name="judged_once")]
