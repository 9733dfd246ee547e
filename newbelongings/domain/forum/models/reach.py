"""What was posted where and what came back, as counts; and whose picture may be shown until when."""

from django.db import models

from newbelongings.domain.authorities.models import Authority

from .groups import Forum, Member


class Post(models.Model):
    """Something the council posted for care leavers, and what came back as counts: None where nobody looked."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="posts")
    place = models.CharField(max_length=40)
    posted_on = models.DateField()
    about = models.CharField(max_length=200)
    link = models.URLField(max_length=300, blank=True)
    reached = models.PositiveIntegerField(null=True)
    reactions = models.PositiveIntegerField(null=True)
    shares = models.PositiveIntegerField(null=True)
    comments = models.PositiveIntegerField(null=True)
    messages = models.PositiveIntegerField(null=True)
    counted_on = models.DateField(null=True)

    class Meta:
        ordering = ["-posted_on", "-pk"]


class PictureConsent(models.Model):
    """That somebody may be shown in a picture, for what, and until when. Then, or once withdrawn, it is taken down.

    A picture may stay longer only by a new consent, which ``follows`` the one before.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="picture_consents")
    forum = models.ForeignKey(Forum, null=True, on_delete=models.PROTECT, related_name="picture_consents")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="picture_consents")
    picture = models.CharField(max_length=200)
    shown_where = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    taken_down_on = models.DateField(null=True)
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        ordering = ["ends_on", "pk"]
