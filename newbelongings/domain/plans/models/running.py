"""What was sent to those who lead actions."""

from django.db import models
from django.db.models import Q

from .plan import Action, Plan


class Notice(models.Model):
    """One email about the plan, or one action within such an email.

    ``reason`` is why an action was named (``soon``, ``late``, ``stale``, ``asked``); it is empty where a digest lists
    an action that needs no word. ``message_key`` is the key of the message in the outbox.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", "Reminder"
        DIGEST = "digest", "Weekly list"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="notices")
    action = models.ForeignKey(Action, null=True, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=8, blank=True)
    sent_to = models.EmailField()
    to_name = models.CharField(max_length=120)
    by_name = models.CharField(max_length=120)
    sent_on = models.DateField()
    message_key = models.CharField(max_length=120)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["message_key", "action"], name="an_action_once_in_a_message"),
            models.UniqueConstraint(
                fields=["message_key"], condition=Q(action__isnull=True), name="a_message_once_without_an_action"
            ),
        ]
