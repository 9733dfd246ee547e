"""Instruments, rounds, who was asked, and what was said: the last two never joined.

``Response`` and ``Answer`` hold no key, time or order that leads to an ``Invitation``;
see docs/adr/0004 for what each column would otherwise give away.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from newbelongings.domain.authorities.models import Authority, Cycle
from newbelongings.domain.kernel.fields import AreaField


class Instrument(models.Model):
    """A versioned questionnaire. Shipped ones belong to no authority. Frozen once a round uses it."""

    slug = models.SlugField()
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="one_instrument_of_a_version")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Question(models.Model):
    """One question of an instrument, in its order. ``area`` where every answer to it is about one area."""

    ONE, MANY, THREE_THINGS, LONG_TEXT = "one", "many", "three_things", "long_text"
    KINDS = [
        (ONE, "One choice"),
        (MANY, "Several choices"),
        (THREE_THINGS, "Three things"),
        (LONG_TEXT, "Long text"),
    ]
    OPEN = (THREE_THINGS, LONG_TEXT)

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="questions")
    name = models.SlugField()
    number = models.CharField(max_length=5)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.TextField()
    short = models.CharField(max_length=80)
    hint = models.TextField(blank=True)
    ideas = models.JSONField(default=list)
    note = models.TextField(blank=True)
    area = AreaField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "name"], name="one_question_of_a_name"),
            models.UniqueConstraint(fields=["instrument", "position"], name="one_question_at_a_position"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is answered in the person's own words."""
        return self.kind in self.OPEN


class Option(models.Model):
    """One choice under a question. ``other`` opens a line for the person's own words."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    name = models.SlugField()
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    other = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question", "name"], name="one_option_of_a_name")]


class Round(models.Model):
    """An instrument put to an authority's care leavers in a window (Guide section 2.1, Appendix B).

    ``code`` is the short public address of its open link. ``population`` is how many care leavers
    there are to ask, typed by the lead.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="rounds")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="rounds")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rounds")
    slug = models.SlugField()
    title = models.CharField(max_length=120)
    code = models.CharField(max_length=12, unique=True)
    opens = models.DateField()
    closes = models.DateField()
    open_link = models.BooleanField(default=True)
    mix_at_least = models.PositiveSmallIntegerField(default=10)
    population = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-opens"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="one_round_of_a_slug"),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="round_closes_after_opening"),
            models.CheckConstraint(condition=Q(mix_at_least__gte=5), name="round_mixes_at_least_five"),
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """Who was asked. The link proves "may answer, once"; ``answered`` counts towards the response rate.

    There is no time of answering: with it, the order of responses would tell who said what.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    label = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    answered = models.BooleanField(default=False)


class SealedResponse(models.Model):
    """A submitted response waiting in the ballot box, encrypted, until enough others lie beside it.

    It says the week and the answers, all sealed and padded to one size; its id is never used again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sealed")
    sealed = models.BinaryField()


class SpentForm(models.Model):
    """That a form was sent, so that sending it again changes nothing. Holds a hash of a random number
    which only the respondent's page knew; it leads to no one and to no response."""

    form_hash = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE)


class Response(models.Model):
    """What one person said.

    ``week`` is a Monday: for responses from the ballot box the latest week among those mixed together, for
    imported ones the week they came with. ``way`` does not tell an open link from an invitation: one invited
    person among nine others would stand out.
    """

    ONLINE, IMPORT = "online", "import"
    WAYS = [(ONLINE, "Online"), (IMPORT, "Imported")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="responses")
    week = models.DateField()
    way = models.CharField(max_length=12, choices=WAYS)


class Answer(models.Model):
    """One answer: an option, or words. ``position`` counts the three things of a question from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(Option, null=True, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(option__isnull=False) | ~Q(text=""), name="answer_says_something"),
        ]


class ForumInterest(models.Model):
    """ "Yes, contact me": sent by another form to another table, with no key to any response."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="forum_interests")
    name = models.CharField(max_length=60)
    contact = models.CharField(max_length=120)
    week = models.DateField()
