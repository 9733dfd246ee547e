"""What leaders promised, what partners agreed and offer, and what care leavers do in the council's work."""

from .leadership import OFFICES, Commitment, LeaderContact, Outcome, Readiness
from .partners import Offer, Protocol, Review, TakeUp
from .pledges import Pledge, PledgePromise, PledgeSignature, PledgeUpdate
from .roles import Payment, RoleReport

__all__ = [
    "OFFICES",
    "Commitment",
    "LeaderContact",
    "Offer",
    "Outcome",
    "Payment",
    "Pledge",
    "PledgePromise",
    "PledgeSignature",
    "PledgeUpdate",
    "Protocol",
    "Readiness",
    "Review",
    "RoleReport",
    "TakeUp",
]
