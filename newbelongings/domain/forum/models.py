"""The forum of care leavers: its meetings, the issues they raise, what was decided (Guide section 2.3)."""

from django.db import models

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.fields import AreaField


class Forum(models.Model):
    """A group of care leavers who meet and are heard by the council."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="forums")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_forum_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting of a forum. Attendance is a number; who came is nobody's business here."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    attended = models.PositiveSmallIntegerField(null=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["-date"]
        constraints = [models.UniqueConstraint(fields=["forum", "date"], name="one_meeting_a_day")]


class Issue(models.Model):
    """Something care leavers raised, in their words.

    ``title`` stands on the public page until there is an answer. ``words`` do so only where ``quotable``:
    the group agreed, and a person looked for names in them.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="issues")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="issues")
    title = models.CharField(max_length=120)
    words = models.TextField()
    quotable = models.BooleanField(default=False)
    area = AreaField()
    raised_on = models.DateField()

    class Meta:
        ordering = ["-raised_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What was decided about an issue, by whom. Added, never edited."""

    FORUM, SERVICE, BOARD = "forum", "service", "board"
    BODIES = [(FORUM, "The forum"), (SERVICE, "The service"), (BOARD, "The corporate parenting board")]

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=10, choices=BODIES)
    words = models.TextField()
    decided_on = models.DateField()

    class Meta:
        ordering = ["decided_on", "id"]
