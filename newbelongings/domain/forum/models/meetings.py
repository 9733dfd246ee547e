"""Meetings of a forum: when and how, what is on the agenda and what came of each item."""

from django.db import models
from django.db.models import Q

from .groups import CHANNELS, Forum, Member
from .issues import Decision, Issue


class Meeting(models.Model):
    """One meeting of a forum. Attendance is a number; who came is kept only of those who agreed.

    The notes go to the group first (``notes_shown_on``), are checked there, and then may be published. ``version``
    counts up with each move, so that a calendar and a second message know a moved meeting from the one before.
    """

    IN_PERSON, PHONE, ONLINE, ON_THE_MOVE = "in_person", "phone", "online", "on_the_move"
    WAYS = [
        (IN_PERSON, "In person"),
        (PHONE, "By phone"),
        (ONLINE, "Online"),
        (ON_THE_MOVE, "On the move"),
    ]

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    way = models.CharField(max_length=12, choices=WAYS, default=IN_PERSON)
    place = models.CharField(max_length=120, blank=True)
    joining = models.CharField(max_length=300, blank=True)
    version = models.PositiveSmallIntegerField(default=0)
    called_off_on = models.DateField(null=True)
    attended = models.PositiveSmallIntegerField(null=True)
    notes = models.TextField(blank=True)
    notes_shown_on = models.DateField(null=True)
    notes_checked_on = models.DateField(null=True)
    notes_published_on = models.DateField(null=True)

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "date"], condition=Q(called_off_on__isnull=True), name="one_meeting_a_day"
            ),
            models.CheckConstraint(
                condition=Q(notes_published_on__isnull=True) | Q(notes_checked_on__isnull=False),
                name="notes_published_only_if_checked",
            ),
        ]


class AgendaItem(models.Model):
    """One thing on the agenda, and what came of it. Whoever of the group put it there is not kept.

    ``held`` while its words may name somebody and nobody at the council has looked: the group does not see it yet.
    ``follows`` is the item of an earlier meeting whose action is asked after here. ``issue`` is what it is about,
    or, where the outcome is an issue, what was raised.
    """

    WORKER, MEMBER, FOLLOW_UP = "worker", "member", "follow_up"
    ADDED_BY = [(WORKER, "The council"), (MEMBER, "A member"), (FOLLOW_UP, "From last time")]
    INFORMATION, DECISION, ACTION, ISSUE = "information", "decision", "action", "issue"
    OUTCOMES = [
        (INFORMATION, "Information"),
        (DECISION, "A decision"),
        (ACTION, "An action"),
        (ISSUE, "An issue raised"),
    ]

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    added_by = models.CharField(max_length=10, choices=ADDED_BY)
    held = models.BooleanField(default=False)
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="agenda_items")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="agenda_item")
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)
    outcome_words = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "pk"]


class Attendance(models.Model):
    """That a member who agreed to it came. The number who came is the meeting's, and stays when this goes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attends_once")]


class Thanks(models.Model):
    """What was given to those who came: how many people, and how much in all in pence where it was money."""

    KINDS = [
        ("payment", "Payment"),
        ("voucher", "Voucher"),
        ("travel", "Travel"),
        ("childcare", "Childcare"),
        ("meal", "A meal"),
        ("other", "Something else"),
    ]

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="thanks")
    kind = models.CharField(max_length=10, choices=KINDS)
    people = models.PositiveSmallIntegerField()
    pence = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class MeetingInvitation(models.Model):
    """That one member was asked to one meeting, how, and whether they are coming.

    ``told_on`` is when a message was written, or when a person told them; None while somebody still has to, because
    no message reaches them or because the meeting was moved since.
    """

    COMING, CANNOT = "coming", "cannot"
    ANSWERS = [(COMING, "Coming"), (CANNOT, "Cannot come")]

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    invited_on = models.DateField()
    message_key = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=ANSWERS, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="invited_once")]


class NotesVoice(models.Model):
    """What one member said of the notes of a meeting. When the member withdraws, what was said stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes_voices")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="notes_voices")
    right = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="one_notes_voice_of_a_member")]
