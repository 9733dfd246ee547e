"""Words that suggest somebody is in danger, and what was done about them. Nothing here leads to a response."""

import uuid

from django.db import models

from newbelongings.domain.authorities.models import Authority


class Concern(models.Model):
    """One answer whose words suggest danger, put before the safeguarding lead at once, without the rest.

    ``sealed`` holds the question and the words, encrypted with a key that is not in the database. The id is
    random, and the row has a day, which the duty to act needs, and no hour. ``settled`` says that a job has taken
    away what the database itself kept of the hour.
    """

    NEW, ACTED, NOTHING_TO_DO = "new", "acted", "nothing_to_do"
    STATES = [(NEW, "Open"), (ACTED, "We acted"), (NOTHING_TO_DO, "Read, nothing to do")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="concerns")
    came_on = models.DateField()
    sealed = models.BinaryField()
    state = models.CharField(max_length=20, choices=STATES, default=NEW)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["-came_on", "pk"]


class Step(models.Model):
    """What the safeguarding lead did about a concern: added, never edited."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="steps")
    taken_on = models.DateField()
    by = models.CharField(max_length=200)
    words = models.TextField()

    class Meta:
        ordering = ["pk"]
