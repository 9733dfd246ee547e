"""What every line of a plan has in common."""

from django.db import models


class Editable(models.Model):
    """Something that two people may change at once. ``version`` goes up by one with every change, and a
    change names the version it was made from; whoever changed it last is kept so that the second can be told."""

    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
