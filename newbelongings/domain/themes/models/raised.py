"""What a survey said, brought to the forum as an issue, so that it gets a path and an answer like any other."""

from django.db import models

from newbelongings.domain.forum.models import Issue

from .codebook import Theme


class RaisedTheme(models.Model):
    """That an issue was raised from a theme. The forum does not know: it is asked from here."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="raised")
    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="raised_from")
