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
    """A versioned questionnaire. Shipped ones belong to no authority. Frozen once a round uses it.

    ``base`` is the standard one that a council has added a question or two to.
    """

    slug = models.SlugField()
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT)
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="extended")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"], condition=Q(authority=None), name="one_instrument_of_a_version"
            ),
            models.UniqueConstraint(
                fields=["authority", "slug", "version"], name="one_instrument_of_a_version_at_a_council"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Question(models.Model):
    """One question of an instrument, in its order. ``area`` where every answer to it is about one area.

    Every kind that is not open is answered by one of its options: a scale has eleven, called ``0`` to ``10``.
    ``origin`` is the standard question that this one is, word for word, so that councils stay comparable.
    ``condition`` says when it is asked (see ``routing``), ``ends`` what 0 and 10 of a scale mean. A ``private``
    question is one for which a helper hands the device over. ``easy`` and ``picture`` are for the Easy Read layout.
    """

    ONE, MANY, THREE_THINGS, LONG_TEXT = "one", "many", "three_things", "long_text"
    SCALE, YES_NO, AGE_BAND = "scale", "yes_no", "age_band"
    KINDS = [
        (ONE, "One choice"),
        (MANY, "Several choices"),
        (THREE_THINGS, "Three things"),
        (LONG_TEXT, "Long text"),
        (SCALE, "0 to 10"),
        (YES_NO, "Yes, no, not sure"),
        (AGE_BAND, "Age band"),
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
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    condition = models.JSONField(default=dict, blank=True)
    ends = models.JSONField(default=list, blank=True)
    private = models.BooleanField(default=False)
    easy = models.TextField(blank=True)
    picture = models.CharField(max_length=40, blank=True)

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

    There is no time of answering: with it, the order of responses would tell who said what. The token can be made
    again from ``seed`` and the service's own secret (``codes.invitation_token``), so that a reminder carries the
    same link; from the database alone it cannot.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    label = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    seed = models.CharField(max_length=32, default="")
    answered = models.BooleanField(default=False)


class SealedResponse(models.Model):
    """A submitted response waiting in the ballot box, encrypted, until enough others lie beside it.

    It says the week and the answers, all sealed and padded to one size; its id is never used again.
    ``compartment`` is the part of the box it lies in (see ``mixtures``). ``code_hash`` is there where the person
    asked for a code to change their mind with; such a response waits until the round closes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sealed")
    compartment = models.CharField(max_length=12, default="alone")
    code_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  unique where there is one
    sealed = models.BinaryField()


class Draft(models.Model):
    """A survey to finish later, locked with a code that only the respondent holds.

    ``code_hash`` finds it and cannot be turned back into the code; ``locked`` opens with the code alone, not with
    any secret of the service. Deleted when it is sent, and when the round closes.
    """

    code_hash = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="drafts")
    locked = models.BinaryField()


class KeyedSheet(models.Model):
    """A paper sheet that one person has keyed and a second has still to key, sealed meanwhile.

    ``number`` stands on the sheet. Once both agree the answers go into the ballot box and only the number stays,
    so that no sheet is keyed twice; ``sealed`` is empty then.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="keyed_sheets")
    number = models.CharField(max_length=20)
    keyed_by = models.BigIntegerField(null=True)
    sealed = models.BinaryField(blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_sheet_of_a_number")]


class GroupSession(models.Model):
    """A meeting at which a group answered: one voice each, or one answer that they agreed on.

    ``people`` is how many took part. Nothing leads from it to a response.
    """

    VOICES, AGREED = "voices", "agreed"
    KINDS = [(VOICES, "Each for themselves"), (AGREED, "One answer we agreed on")]

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="group_sessions")
    kind = models.CharField(max_length=10, choices=KINDS)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    people = models.PositiveSmallIntegerField()


class SpentForm(models.Model):
    """That a form was sent, so that sending it again changes nothing. Holds a hash of a random number
    which only the respondent's page knew; it leads to no one and to no response."""

    form_hash = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE)


class Response(models.Model):
    """What one person said (or one group, where ``way`` says so).

    ``week`` is a Monday: for responses from the ballot box the latest week among those mixed together, for
    imported ones the week they came with. ``way`` and ``interpreter`` are kept only as far as enough others of the
    same mixture share them (see ``mixtures``): one telephone call among nine online answers would stand out.
    An open link is never told from an invitation. ``interpreter`` is None where nothing is kept about it.
    """

    ONLINE, PAPER, TELEPHONE, FACE_TO_FACE, GROUP = "online", "paper", "telephone", "face_to_face", "group"
    GROUP_AGREED, HELPED, NOT_KEPT, IMPORT = "group_agreed", "helped", "not_kept", "import"
    WAYS = [
        (ONLINE, "Online, on their own"),
        (PAPER, "On paper"),
        (TELEPHONE, "By telephone"),
        (FACE_TO_FACE, "Face to face"),
        (GROUP, "In a group, each for themselves"),
        (GROUP_AGREED, "One answer that a group agreed on"),
        (HELPED, "With somebody’s help, or on paper"),
        (NOT_KEPT, "Not kept, too few to mix"),
        (IMPORT, "Imported"),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="responses")
    week = models.DateField()
    way = models.CharField(max_length=12, choices=WAYS)
    interpreter = models.BooleanField(null=True)


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


class AnswerCount(models.Model):
    """How many people of a round chose one option: kept beside the answers, for pages that show a hundred thousand.

    ``option`` is its id, or 0 for all who chose anything in the question. What a group agreed on is not counted.
    """

    key = models.CharField(max_length=60, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answer_counts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    option = models.BigIntegerField()
    people = models.PositiveIntegerField()


class ForumInterest(models.Model):
    """ "Yes, contact me": sent by another form to another table, with no key to any response."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="forum_interests")
    name = models.CharField(max_length=60)
    contact = models.CharField(max_length=120)
    week = models.DateField()
