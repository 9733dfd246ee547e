"""What care leavers raised, and its path: raised, taken up, with somebody, decided. `replies` knows the answer."""

from django.db import models

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.add_only import AddOnly
from newbelongings.domain.kernel.fields import AreaField

from .groups import Forum, Member

FORUM, SERVICE, BOARD = "forum", "service", "board"
BODIES = [(FORUM, "The forum"), (SERVICE, "The service"), (BOARD, "The corporate parenting board")]


class Issue(models.Model):
    """Something care leavers raised, in their words.

    ``title`` stands on the public page until there is an answer. ``words`` do so only where ``quotable``:
    the group agreed, and a person looked for names in them. ``source`` is the way it came.
    """

    MEETING, WORKER, PAPER, PUBLIC, THEME = "meeting", "worker", "paper", "public", "theme"
    SOURCES = [
        (MEETING, "At a meeting"),
        (WORKER, "To a worker"),
        (PAPER, "On paper"),
        (PUBLIC, "On the public page"),
        (THEME, "From a theme of the survey"),
    ]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="issues")
    meeting = models.ForeignKey("forum.Meeting", null=True, on_delete=models.PROTECT, related_name="issues")
    source = models.CharField(max_length=8, choices=SOURCES, default=WORKER)
    title = models.CharField(max_length=120)
    words = models.TextField()
    quotable = models.BooleanField(default=False)
    area = AreaField()
    raised_on = models.DateField()

    class Meta:
        ordering = ["-raised_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Handover(AddOnly):
    """A step of an issue's path: somebody took it up, or it went to a service or the board. ``holder`` is by name
    or office who has it from that day."""

    NEVER = "A step stays as it was made. Add the next one."
    TAKEN_UP, WITH = "taken_up", "with"
    STEPS = [(TAKEN_UP, "Taken up"), (WITH, "With")]

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="handovers")
    step = models.CharField(max_length=8, choices=STEPS)
    body = models.CharField(max_length=10, choices=BODIES)
    holder = models.CharField(max_length=120)
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["on", "pk"]


class Decision(models.Model):
    """What was decided about an issue, by whom. Added, never edited."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey("forum.Meeting", null=True, on_delete=models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=10, choices=BODIES)
    words = models.TextField()
    decided_on = models.DateField()

    class Meta:
        ordering = ["decided_on", "id"]


class BoardDay(models.Model):
    """A meeting of the corporate parenting board to which the forum brings something.

    ``presentation`` where the forum presents there itself, as it should twice a year; ``presented`` says what.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="board_days")
    date = models.DateField()
    presentation = models.BooleanField(default=False)
    presented = models.TextField(blank=True)

    class Meta:
        ordering = ["-date"]
        constraints = [models.UniqueConstraint(fields=["authority", "date"], name="one_board_a_day")]


class Referral(models.Model):
    """That an issue goes to the board: on which day, with which paper, what is asked, and what it decided."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="referrals")
    board_day = models.ForeignKey(BoardDay, on_delete=models.PROTECT, related_name="referrals")
    paper = models.CharField(max_length=200)
    asks = models.TextField()
    referred_on = models.DateField()
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="referral")

    class Meta:
        ordering = ["referred_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "board_day"], name="referred_once_a_board")]


class Verdict(AddOnly):
    """What members of a forum think came of an issue, as they said it together: how many, and in which words."""

    NEVER = "What members said stays as they said it. Add what they say now."
    YES, SOME, NO, TOO_SOON = "yes", "some", "no", "too_soon"
    CHANGES = [
        (YES, "Yes, it changed things"),
        (SOME, "It changed a little"),
        (NO, "No, nothing changed"),
        (TOO_SOON, "Too soon to say"),
    ]

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="verdicts")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="verdicts")
    change = models.CharField(max_length=10, choices=CHANGES)
    words = models.CharField(max_length=500, blank=True)
    people = models.PositiveSmallIntegerField()
    said_on = models.DateField()

    class Meta:
        ordering = ["said_on", "pk"]


class VerdictVoice(models.Model):
    """What one member thinks came of an issue, in one of four answers and without words. Said again, the last stands.

    When the member withdraws, what was said stays and the member goes.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="voices")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="verdict_voices")
    change = models.CharField(max_length=10, choices=Verdict.CHANGES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "member"], name="one_verdict_of_a_member")]
