"""Fields that several kinds of row share."""

from django.db import models


class Sentiment(models.TextChoices):
    """How an answer speaks of what it is about."""

    POSITIVE = "positive", "Positive"
    NEGATIVE = "negative", "Negative"
    MIXED = "mixed", "Mixed"
    ADVICE = "advice", "Advice"


class SentimentField(models.CharField):  # type: ignore[type-arg]
    """One of ``Sentiment``; empty where nobody has said."""

    def __init__(self, **kwargs: object) -> None:
        kwargs |= {"max_length": 8, "choices": Sentiment.choices, "blank": True, "default": ""}
        super().__init__(**kwargs)  # type: ignore[arg-type]


class OfSegment(models.Model):
    """A row about ``answer.text[start:end]``; both are 0 where it is about the whole answer."""

    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
