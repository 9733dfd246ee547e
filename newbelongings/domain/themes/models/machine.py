"""What a text model makes of answers, and the work of letting it read."""

from django.db import models

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.surveys.models import Answer, Round

from .codebook import Theme
from .fields import OfSegment, SentimentField


class MachineReading(models.Model):
    """What a text model made of one answer as a whole; there is one as soon as a model has read it.

    ``learnt_from``: how many answers that people of this council had read the model had learnt from; ``mark``: under
    which codebook and codings it was read, as in ``Learnt``. ``areas``: pairs of an area and
    its confidence, best first. ``aside``: why the answer is left to a person without a suggestion; empty where it
    is not. ``worth``: how much a person's word on it would teach (0 to 1, the greatest first on the desk). ``fit``:
    how well the best theme fits (0 to 1).
    """

    class Aside(models.TextChoices):
        LANGUAGE = "language", "In another language"
        NO_WORDS = "no_words", "Nothing to go by"
        PASTED = "pasted", "Looks pasted from elsewhere"

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="machine_reading")
    model = models.CharField(max_length=60)
    learnt_from = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8, blank=True)
    aside = models.CharField(max_length=8, choices=Aside.choices, blank=True)
    areas = models.JSONField(default=list)
    sentiment = SentimentField()
    sentiment_confidence = models.FloatField(default=0)
    sentiment_because = models.CharField(max_length=200, blank=True)
    worth = models.FloatField(default=0)
    fit = models.FloatField(default=0)


class Suggestion(OfSegment):
    """What a text model thinks an answer, or a segment of it, is about. Best first by ``rank``.

    ``said``: whether the model would code it so by itself; the others are offered for a person to choose from.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="suggestions")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="suggestions")
    rank = models.PositiveSmallIntegerField()
    confidence = models.FloatField()
    said = models.BooleanField(default=True)
    because = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=60)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["answer", "rank"], name="one_suggestion_of_a_rank")]


class AnswerVector(models.Model):
    """An answer as a model sees it: ``vector`` is numbers at half precision, of the width of ``model``.

    Kept so that learning from codings need not read the answers again. It says nothing the answer does not.
    """

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="vector")
    model = models.CharField(max_length=60)
    vector = models.BinaryField()


class Learnt(models.Model):
    """What a model has learnt from one cycle's codings; ``numbers`` is its own and nobody else reads it.

    ``codings``: from how many answers that people had read. ``mark`` is that of the codebook and the codings it was
    learnt from, and another as soon as either changes.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="learnt")
    model = models.CharField(max_length=60)
    codings = models.PositiveIntegerField()
    mark = models.CharField(max_length=32, blank=True)
    learnt_at = models.DateTimeField(auto_now=True)
    numbers = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "model"], name="learnt_once_by_a_model")]


class Batch(models.Model):
    """A stretch of a round's answers, ``first`` to ``last`` by their ids, for one worker to let the model read.

    A worker that claims it has it until ``claimed_until``; one that dies leaves it to the next.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="batches")
    model = models.CharField(max_length=60)
    first = models.UUIDField()
    last = models.UUIDField()
    answers = models.PositiveIntegerField()
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
