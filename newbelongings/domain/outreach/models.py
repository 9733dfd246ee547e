"""Who is to be asked, how each was tried, and who is still missing. Never what anybody said.

A ``Contact`` leads to its ``Invitation``, which proves "may answer, once"; neither leads to a response
(docs/adr/0004). Dates of birth are turned into age bands while a file is read, and never kept.
"""

from django.db import models
from django.db.models import Q

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.surveys.models import Invitation, Round

CHANNELS = [("email", "Email"), ("text", "Text"), ("letter", "Letter"), ("phone", "Phone call"), ("visit", "Visit")]


class ContactList(models.Model):
    """The care leavers whom one round is for, as the council's own records name them.

    ``kept_for`` is how many days after the round has closed the contacts are kept; ``forgotten_on`` is the day on
    which a job took names, contacts and references away. ``source`` says where the list came from.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="contact_list")
    source = models.CharField(max_length=200, blank=True)
    kept_for = models.PositiveSmallIntegerField(default=90)
    forgotten_on = models.DateField(null=True)


class Contact(models.Model):
    """One care leaver to be asked. Everything here comes from the council's records, not from an answer.

    The characteristics are names of groups (``characteristics.py``), empty where not known. ``chosen`` says that
    the sample took this person. Once forgotten, only the characteristics stay.
    """

    contacts = models.ForeignKey(ContactList, on_delete=models.CASCADE, related_name="people")
    reference = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.TextField(blank=True)
    language = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=20, blank=True)
    do_not_contact = models.BooleanField(default=False)
    adviser = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    age_band = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=30, blank=True)
    area = models.CharField(max_length=60, blank=True)
    disability = models.CharField(max_length=20, blank=True)
    uasc = models.CharField(max_length=20, blank=True)
    out_of_area = models.CharField(max_length=20, blank=True)
    in_custody = models.CharField(max_length=20, blank=True)
    chosen = models.BooleanField(default=False)
    # No constraint in the database: the opening of a ballot box takes invitations out and puts them back.
    invitation = models.OneToOneField(
        Invitation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="contact"
    )

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["contacts", "reference"], name="one_contact_of_a_reference"),
        ]


class Sample(models.Model):
    """Who of a list is asked, drawn so that anybody can draw it again.

    ``seed`` and ``size`` with the list give the same people; ``strata`` names the characteristics it was
    divided by. ``everyone`` needs neither.
    """

    EVERYONE, RANDOM, STRATIFIED = "everyone", "random", "stratified"
    METHODS = [
        (EVERYONE, "Everyone"),
        (RANDOM, "A random sample"),
        (STRATIFIED, "A random sample from each group"),
    ]

    contacts = models.OneToOneField(ContactList, on_delete=models.CASCADE, related_name="sample")
    method = models.CharField(max_length=12, choices=METHODS)
    seed = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField()
    strata = models.JSONField(default=list)
    drawn_on = models.DateField()


class Mailing(models.Model):
    """One message to everybody of the sample who can be reached by a channel: an invitation or a reminder.

    ``send_on`` is the day on which a job sends it; ``sent_on`` the day on which it did. A reminder goes only to
    those who have not answered. ``words`` is the council's own text with placeholders such as ((link)).
    """

    INVITATION, REMINDER = "invitation", "reminder"
    KINDS = [(INVITATION, "Invitation"), (REMINDER, "Reminder")]

    contacts = models.ForeignKey(ContactList, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=12, choices=KINDS)
    channel = models.CharField(max_length=10, choices=CHANNELS[:3])
    subject = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    send_on = models.DateField()
    sent_on = models.DateField(null=True)

    class Meta:
        ordering = ["send_on", "pk"]


class Attempt(models.Model):
    """One try to reach one person, and what came of it.

    ``message_key`` names the outbox message, whose receipt tells the outcome of emails, texts and letters.
    """

    SENT, REACHED, NO_ANSWER, OUT_OF_DATE, REFUSED, FAILED = (
        "sent",
        "reached",
        "no_answer",
        "out_of_date",
        "refused",
        "failed",
    )
    OUTCOMES = [
        (SENT, "Sent, not known yet"),
        (REACHED, "Reached"),
        (NO_ANSWER, "No answer"),
        (OUT_OF_DATE, "Address or number out of date"),
        (REFUSED, "Did not want to"),
        (FAILED, "Could not be sent"),
    ]

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="attempts")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    made_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    mailing = models.ForeignKey(Mailing, null=True, on_delete=models.SET_NULL, related_name="attempts")
    message_key = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "mailing"], condition=Q(mailing__isnull=False), name="one_attempt_of_a_mailing"
            )
        ]


class Goal(models.Model):
    """How many in every hundred of one group the council wants to hear from in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="goals")
    characteristic = models.CharField(max_length=20)
    group = models.CharField(max_length=60)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "characteristic", "group"], name="one_goal_of_a_group"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="goal_is_a_percentage"),
        ]


class PopulationCount(models.Model):
    """How many care leavers of one group there are, from the council's SSDA903 return: a count and no person."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="population_counts")
    characteristic = models.CharField(max_length=20)
    group = models.CharField(max_length=60)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "characteristic", "group"], name="one_count_of_a_group")
        ]
