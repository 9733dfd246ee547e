"""What care leavers do in the council's work (Guide section 3.2, figure 3), and what they were paid for it."""

from django.db import models
from django.db.models import Q

from newbelongings.domain.authorities.models import Authority, Cycle

from .kept import Kept


class RoleReport(Kept):
    """How one of the ten roles stands in a year. The latest of a role stands; earlier ones are its history.

    ``hours`` is of all of them together; ``rate_pence`` is for one hour of one person.
    """

    PAID = [
        ("wage", "Paid a wage or fee"),
        ("voucher", "Vouchers"),
        ("expenses", "Expenses only"),
        ("unpaid", "Not paid"),
    ]

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="role_reports")
    role = models.CharField(max_length=4)
    people = models.PositiveIntegerField()
    hours = models.PositiveIntegerField()
    paid = models.CharField(max_length=10, choices=PAID)
    rate_pence = models.PositiveIntegerField(null=True)
    training = models.CharField(max_length=400, blank=True)
    changed = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    noted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["on", "id"]


class Payment(Kept):
    """One line of the payment record. It holds no name and nothing of a bank: ``reference`` leads to those in the
    council's finance system. ``number`` runs without a gap within a council. A line that ``undoes`` another has its
    amount and hours with the other sign. ``mark`` is that of the form it came from: sent twice, it is one payment."""

    KINDS = [
        ("pay", "Pay or fee"),
        ("voucher", "Voucher"),
        ("expenses", "Expenses"),
        ("training", "Cost of training"),
    ]

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="payments")
    number = models.PositiveIntegerField()
    on = models.DateField()
    role = models.CharField(max_length=4)
    reference = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    amount_pence = models.IntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    approved_by = models.CharField(max_length=120)
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    because = models.CharField(max_length=400, blank=True)
    mark = models.UUIDField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "mark"], name="one_payment_of_a_mark"),
            models.UniqueConstraint(fields=["authority", "number"], name="one_payment_of_a_number"),
            models.CheckConstraint(
                condition=Q(undoes__isnull=True, amount_pence__gt=0) | Q(undoes__isnull=False, amount_pence__lt=0),
                name="only_an_undoing_payment_is_negative",
            ),
        ]
