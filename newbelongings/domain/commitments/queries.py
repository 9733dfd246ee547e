"""Everything that can be asked here, in one place to find it."""

from .leading_queries import commitment, commitments, contacts, late_commitments, meetings, readiness
from .offer_queries import offer, offers, offers_summary, take_ups
from .payment_queries import by_month, payment, payments
from .pledge_queries import late_promises, pledge, pledges, promise, public_pledge, published_pledges, standing_pledge
from .protocol_queries import due_reviews, protocol, protocols
from .role_queries import roles, roles_summary

__all__ = [
    "by_month",
    "commitment",
    "commitments",
    "contacts",
    "due_reviews",
    "late_commitments",
    "late_promises",
    "meetings",
    "offer",
    "offers",
    "offers_summary",
    "payment",
    "payments",
    "pledge",
    "pledges",
    "promise",
    "protocol",
    "protocols",
    "public_pledge",
    "published_pledges",
    "readiness",
    "roles",
    "roles_summary",
    "standing_pledge",
    "take_ups",
]
