"""Everything that is written down here, in one place to find it."""

from .leading import close_commitment, make_commitment, note_readiness, record_contact, strike_contact
from .offers import add_offer, end_offer, record_take_up
from .payments import download_payments, record_payment, undo_payment
from .pledged import end_pledge, publish_pledge, sign_pledge, update_promise
from .pledging import add_promise, change_pledge, change_promise, move_promise, remove_promise, write_pledge
from .protocols import agree_protocol, end_protocol, remind_of_reviews, review_protocol
from .roles import report_role

__all__ = [
    "add_offer",
    "add_promise",
    "agree_protocol",
    "change_pledge",
    "change_promise",
    "close_commitment",
    "download_payments",
    "end_offer",
    "end_pledge",
    "end_protocol",
    "make_commitment",
    "move_promise",
    "note_readiness",
    "publish_pledge",
    "record_contact",
    "record_payment",
    "record_take_up",
    "remind_of_reviews",
    "remove_promise",
    "report_role",
    "review_protocol",
    "sign_pledge",
    "strike_contact",
    "undo_payment",
    "update_promise",
    "write_pledge",
]
