"""How the plan goes: updates, what proves them, and every change of what was planned."""

from django.db import models
from django.db.models import Q

from newbelongings.domain.accounts.models import Person
from newbelongings.domain.kernel.add_only import AddOnly
from newbelongings.domain.kernel.rag import Rag

from .plan import Action, Milestone, Plan


class Update(AddOnly):
    """Progress on one action or one milestone. Added, never edited."""

    NEVER = "An update is never changed or taken away. Add another one that says how it stands now."

    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="updates")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT, related_name="updates")
    rag = models.CharField(max_length=5, choices=Rag.choices)
    words = models.TextField()
    made_by = models.CharField(max_length=120)
    made_on = models.DateField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, milestone__isnull=True)
                | Q(action__isnull=True, milestone__isnull=False),
                name="update_of_one_thing",
            ),
        ]


class Evidence(models.Model):
    """A file that proves an update. It lies outside the web root under ``stored``; ``name`` is what it was called."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["pk"]


class PersonalLink(models.Model):
    """A link by which whoever leads an action updates it without signing in, and sees nothing else.

    Only the hash of its token is kept.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField()
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Change(models.Model):
    """One change of one field of a line of the plan: what it was, what it became, by whom and why.

    ``thing`` is ``plan``, ``objective``, ``development_area``, ``action`` or ``milestone``; dates are kept in
    ISO form, so that the old ones can be shown where a line was planned anew. ``version`` is the one of the line that
    the change made.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    thing = models.CharField(max_length=16)
    thing_id = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)
    field = models.CharField(max_length=30)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["plan", "thing", "thing_id"], name="changes_of_a_thing")]
