"""You said, we did: what care leavers are told, joined to what they said and to what was done."""

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.forum.models import Forum, Issue, Meeting, Member
from newbelongings.domain.kernel.fields import AreaField
from newbelongings.domain.plans.models import Action, Milestone
from newbelongings.domain.themes.models import Theme


class Reply(models.Model):
    """You said ..., we did / we are doing / we cannot, because ...

    ``title`` and ``said`` are in care leavers' words; ``said`` is a cleared quotation or a plain summary,
    never an answer copied by itself. A published reply is withdrawn, never edited and never deleted.

    ``people_said`` of ``people_asked`` are written down on the day of publication, when both may be shown.
    A count that moved with each new response would let two visits be subtracted (docs/adr/0009).

    ``unchecked_because`` says why a forum did not read the draft before it was published, where none did.

    ``told_on`` is the day on which those who asked to hear were written to, ``told`` how many they were, and
    ``taken_back_on`` the day on which they were told that it was withdrawn.
    """

    DID, DOING, CANNOT = "did", "doing", "cannot"
    STATES = [(DID, "We did it"), (DOING, "We are doing it"), (CANNOT, "We cannot")]

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="replies")
    title = models.CharField(max_length=120)
    area = AreaField()
    said = models.TextField()
    state = models.CharField(max_length=6, choices=STATES)
    answer = models.TextField()
    changed = models.TextField(blank=True)
    promised_by = models.DateField(null=True)
    promised_who = models.CharField(max_length=120, blank=True)
    themes = models.ManyToManyField(Theme, related_name="replies", blank=True)
    issues = models.ManyToManyField(Issue, related_name="replies", blank=True)
    actions = models.ManyToManyField(Action, related_name="replies", blank=True)
    milestones = models.ManyToManyField(Milestone, related_name="replies", blank=True)
    people_said = models.PositiveIntegerField(null=True)
    people_asked = models.PositiveIntegerField(null=True)
    written_on = models.DateField()
    unchecked_because = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True)
    told = models.PositiveIntegerField(default=0)
    taken_back_on = models.DateField(null=True)

    class Meta:
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(published_on__isnull=False),
                name="withdrawn_only_if_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ForumCheck(models.Model):
    """A draft put before a forum, in the words of one ``edition``, before anybody outside may read it.

    Settled at a ``meeting`` or by what members said each for themselves. A draft changed since is another edition.
    """

    WAITING, AGREED, CHANGE = "waiting", "agreed", "change"
    OUTCOMES = [
        (WAITING, "Not settled yet"),
        (AGREED, "They understand it, and it is true"),
        (CHANGE, "They want it changed"),
    ]

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="checks")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="reply_checks")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="reply_checks")
    edition = models.CharField(max_length=32)
    asked_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=OUTCOMES, default=WAITING)
    people = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=500, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["asked_on", "pk"]


class CheckVoice(models.Model):
    """What one member said of a draft. When the member withdraws, what was said stays and the member goes."""

    CLEAR, UNCLEAR, UNTRUE = "clear", "unclear", "untrue"
    SAID = [(CLEAR, "I understand it"), (UNCLEAR, "I don't understand it"), (UNTRUE, "It isn't true")]

    check_of = models.ForeignKey(ForumCheck, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="voices")
    said = models.CharField(max_length=7, choices=SAID)
    words = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "member"], name="one_voice_of_a_member")]


class Reaction(models.Model):
    """How many people, in one week, said of a reply that it helped, not yet, or that it isn't true. Never who."""

    HELPED, NOT_YET, UNTRUE = "helped", "not_yet", "untrue"
    KINDS = [(HELPED, "This helped"), (NOT_YET, "Not yet"), (UNTRUE, "This isn't true")]

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=7, choices=KINDS)
    week = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "kind", "week"], name="one_count_a_week")]
