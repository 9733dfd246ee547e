"""Agreements with partners, each with its next review; and what the community offers, with how much was taken up."""

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.fields import AreaField

from .kept import Kept


class Protocol(models.Model):
    """An agreement with a partner. ``next_review`` follows from the last review and ``review_every`` (months).

    ``reminded`` says which reminder of that review has gone out. An ended one is kept.
    """

    PARTNERS = [
        ("housing", "Housing"),
        ("jobcentre", "Jobcentre"),
        ("health", "Health"),
        ("police", "Police"),
        ("education", "Schools, colleges and universities"),
        ("justice", "Probation, prisons and courts"),
        ("council", "Another part of the council"),
        ("area", "Another council"),
        ("voluntary", "Charity or community group"),
        ("other", "Somebody else"),
    ]
    NOT_YET, BEFORE, LATE = "", "before", "late"
    REMINDED = [(NOT_YET, "Not yet"), (BEFORE, "Before it was due"), (LATE, "When it was late")]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="protocols")
    kind = models.CharField(max_length=10, choices=PARTNERS)
    partner = models.CharField(max_length=120)
    words = models.CharField(max_length=400)
    area = AreaField()
    link = models.CharField(max_length=400, blank=True)
    agreed_on = models.DateField()
    review_every = models.PositiveSmallIntegerField()
    next_review = models.DateField(db_index=True)
    reminded = models.CharField(max_length=10, choices=REMINDED, blank=True)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["next_review", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(review_every__gte=1, review_every__lte=60), name="review_within_5_years")
        ]

    def __str__(self) -> str:
        return self.partner


class Review(Kept):
    """One review of a protocol: what was found, and whether it was changed. The log of a protocol."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    words = models.CharField(max_length=1000)
    reviewed_by = models.CharField(max_length=120)
    review_every = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-on", "-id"]


class Offer(models.Model):
    """A job, place, mentor, ticket, skill, thing or sum that an employer or a community group offers."""

    KINDS = [
        ("job", "Job"),
        ("apprentice", "Apprenticeship"),
        ("experience", "Work experience"),
        ("mentor", "Mentor"),
        ("ticket", "Ticket"),
        ("skill", "Skill"),
        ("item", "Item"),
        ("money", "Money"),
    ]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=120)
    giver = models.CharField(max_length=120)
    area = AreaField()
    places = models.PositiveIntegerField()
    starts = models.DateField()
    until = models.DateField(null=True)
    contact = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["area", "starts", "id"]

    def __str__(self) -> str:
        return self.title


class TakeUp(Kept):
    """How many places of an offer were taken up by a day. A number; who took them is nobody's business here.

    A negative number puts right one that was too high; the sum is never below zero. ``mark`` is that of the form it
    came from: sent twice, it is one entry.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="take_ups")
    on = models.DateField()
    places = models.IntegerField()
    mark = models.UUIDField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["offer", "mark"], name="one_take_up_of_a_mark")]
