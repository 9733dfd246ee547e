"""What came by the public page, before a person has looked at it, and who asked to hear."""

import uuid

from django.db import models

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.fields import AreaField

from .issues import Issue


class Report(models.Model):
    """Something raised on the public page by somebody whom nobody knows, held until a person has read it.

    Its key is random and it keeps a day, no time. Once it is settled its words go: those that became an issue are
    the issue's, and the others are nobody's. ``spam`` holds it apart from the others; ``because`` is why it was not
    taken up, one of ``declining.REASONS`` or a sentence to whoever wrote it.
    """

    WAITING, ACCEPTED, DECLINED = "waiting", "accepted", "declined"
    STATES = [(WAITING, "To be read"), (ACCEPTED, "An issue now"), (DECLINED, "Not taken up")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reports")
    words = models.TextField(blank=True)
    area = AreaField(blank=True)
    received_on = models.DateField()
    spam = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    settled_on = models.DateField(null=True)
    because = models.CharField(max_length=200, blank=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="reports")

    class Meta:
        ordering = ["received_on", "pk"]


class Listener(models.Model):
    """Somebody who asked to hear: what came of one report or issue, or every new answer (of one area, if any).

    Kept for telling them and for nothing else. It holds no name. Who has had enough is deleted. ``told_on`` is the day
    of the latest message to them.
    """

    EMAIL, TEXT = "email", "text"
    CHANNELS = [(EMAIL, "Email"), (TEXT, "Text message")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="listeners")
    channel = models.CharField(max_length=5, choices=CHANNELS)
    address = models.CharField(max_length=254)
    report = models.ForeignKey(Report, null=True, on_delete=models.CASCADE, related_name="listeners")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.CASCADE, related_name="listeners")
    every_answer = models.BooleanField(default=False)
    area = AreaField(blank=True)
    asked_on = models.DateField()
    confirmed = models.BooleanField(default=False)
    told_on = models.DateField(null=True)
