"""Everything that is written down here, in one place to find it."""

from .leading import close_commitment, make_commitment, note_readiness, record_contact, strike_contact
from .offers import add_offer, end_offer, record_take_up
from .payments import download_payments, record_payment, undo_payment
from .protocols import agree_protocol, end_protocol, remind_of_reviews, review_protocol
from .roles import report_role

__all__ = [
    "add_offer",
    "agree_protocol",
    "close_commitment",
    "download_payments",
    "end_offer",
    "end_protocol",
    "make_commitment",
    "note_readiness",
    "record_contact",
    "record_payment",
    "record_take_up",
    "remind_of_reviews",
    "report_role",
    "review_protocol",
    "strike_contact",
    "undo_payment",
]
