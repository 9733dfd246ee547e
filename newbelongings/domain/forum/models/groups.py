"""Groups of care leavers who meet, who is in them, and what they agreed with the council (Guide section 2.3)."""

from django.db import models

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.add_only import AddOnly

EMAIL, TEXT, LETTER, PHONE, IN_PERSON = "email", "text", "letter", "phone", "in_person"
# The first three are messages that the service sends; the others are for the worker to do.
CHANNELS = [
    (EMAIL, "Email"),
    (TEXT, "Text message"),
    (LETTER, "Letter"),
    (PHONE, "A phone call"),
    (IN_PERSON, "In person"),
]


class Forum(models.Model):
    """A group of care leavers who meet and are heard by the council. ``members_left`` is all that stays of those
    who withdrew."""

    EVERYONE, IN_CARE, LEAVING, OLDER, FAR = "everyone", "in_care", "leaving", "older", "far"
    GROUPS = [
        (EVERYONE, "Everyone who is leaving or has left care"),
        (IN_CARE, "Those still in care"),
        (LEAVING, "Those of 16 and over who are leaving"),
        (OLDER, "Older care leavers"),
        (FAR, "Those who live far away"),
    ]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="forums")
    name = models.CharField(max_length=120)
    group = models.CharField(max_length=10, choices=GROUPS, default=EVERYONE)
    members_left = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_forum_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Agreement(AddOnly):
    """How the council and one forum agreed to work together. A new one is added; the old ones stay."""

    NEVER = "An agreement stays as it was made. Add the new one."

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="agreements")
    words = models.TextField()
    agreed_on = models.DateField()

    class Meta:
        ordering = ["-agreed_on", "-pk"]


class ChecklistMark(models.Model):
    """One thing of the setting-up checklist that stands. ``item`` is its key in the checklist's file."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="checklist_marks")
    item = models.CharField(max_length=40)
    words = models.CharField(max_length=300, blank=True)
    marked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forum", "item"], name="one_mark_of_an_item")]


class Training(models.Model):
    """Training that members had: for the forum, for interviewing, for chairing. How many came, never who."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="trainings")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    people = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["-held_on", "-pk"]


class Member(models.Model):
    """Somebody in a forum, by first name or nickname only, because they said yes on ``consented_on``.

    Readable by whoever may keep members, and by nobody else. Who withdraws is deleted, with their needs, links,
    invitations and attendances; the counts stay (docs/adr/0031). ``account`` is theirs where they have one.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=40)
    consented_on = models.DateField()
    may_note_attendance = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    address = models.CharField(max_length=254, blank=True)
    chair = models.BooleanField(default=False)
    account = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="forum_memberships")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["forum", "name"], name="one_member_of_a_name")]


class SupportNeeds(models.Model):
    """What a member needs to take part. Nothing about why."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="needs")
    transport = models.BooleanField(default=False)
    childcare = models.BooleanField(default=False)
    interpreter = models.BooleanField(default=False)
    language = models.CharField(max_length=40, blank=True)
    other = models.CharField(max_length=200, blank=True)


class MemberLink(models.Model):
    """A member's own way into their forum's page, without an account. Only a hash of it is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
