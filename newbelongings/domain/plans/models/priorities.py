"""What was chosen to work on, with its reasons, and the dot-votes by which a forum chooses."""

from django.db import models

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Issue
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.themes.models import Theme


class Priority(models.Model):
    """What care leavers and the council chose to work on. Its reasons are the themes and issues it answers."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="priorities")
    rank = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    area = AreaField()
    chosen_by = models.CharField(max_length=120, blank=True)
    chosen_on = models.DateField()
    themes = models.ManyToManyField(Theme, related_name="priorities", blank=True)
    issues = models.ManyToManyField(Issue, related_name="priorities", blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["cycle", "rank"], name="one_priority_of_a_rank")]

    def __str__(self) -> str:
        return self.title


class Ground(models.Model):
    """A reason for a priority that is no theme and no issue: a rating or an indicator, with where it stands."""

    class Kind(models.TextChoices):
        RATING = "rating", "A rating"
        INDICATOR = "indicator", "A number"

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="grounds")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.CharField(max_length=200)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]


class Vote(models.Model):
    """A dot-vote of a forum session: each who takes part has ``dots`` dots to give. ``code`` opens it on phones.

    Who gave which dots is never written: only how many each choice has.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="votes")
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=120)
    dots = models.PositiveSmallIntegerField(default=3)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]


class Choice(models.Model):
    """One thing to vote for: a theme or an issue, as it was called on the day, and how many dots it has.

    ``dots`` came by phone and are only ever added to; ``hands`` were counted in the room and may be put right.
    """

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="choices")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="voted_on")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="voted_on")
    title = models.CharField(max_length=120)
    dots = models.PositiveIntegerField(default=0)
    hands = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]


class Ballot(models.Model):
    """That a ballot of a vote was used: the hash of a token from a phone, so that nobody votes twice. It holds no
    choice and no time."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    token_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "token_hash"], name="one_ballot_of_a_token")]
