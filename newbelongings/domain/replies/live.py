"""Replies that stand: published, and not taken back."""

from django.db.models import QuerySet

from .models import Reply


def live() -> QuerySet[Reply]:
    """What stands, of every council."""
    return Reply.objects.filter(published_on__isnull=False, withdrawn_on__isnull=True)
