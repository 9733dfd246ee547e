"""Audit lines and the outbox. Neither has a foreign key, so both outlive what they describe."""

from django.db import models


class AuditLine(models.Model):
    """Who did what, and when: written in the transaction of the action itself, never edited.

    Nothing in the service works by reading these. No line is ever written for a care leaver's
    response: its time would tell who said what (docs/adr/0004).
    """

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20)
    authority_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority_id", "at"])]


class OutboxMessage(models.Model):
    """A message that is due: written in the action's transaction, sent afterwards by a job.

    ``key`` makes it unique, so that doing a thing twice never writes to a person twice. ``template`` names one of
    the sender's own templates where there is one, and ``fields`` what goes into it. ``provider_id`` is what the
    sender calls the message, by which its receipt is asked for; ``receipt`` is that receipt, empty until it came.
    """

    key = models.CharField(max_length=120, unique=True)
    authority_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=10, choices=[("email", "Email"), ("text", "Text"), ("letter", "Letter")])
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    template = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    provider_id = models.CharField(max_length=64, blank=True)
    receipt = models.CharField(max_length=20, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "due_at"])]
