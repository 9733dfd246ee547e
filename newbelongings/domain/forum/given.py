"""What is given of a member, in one piece from the page to the action."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GivenNeeds:
    """What somebody needs to take part. ``language`` is the interpreter's."""

    transport: bool = False
    childcare: bool = False
    interpreter: bool = False
    language: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class GivenMember:
    """Somebody who said yes on ``consented_on``; ``address`` is what their ``channel`` needs."""

    name: str
    consented_on: dt.date
    channel: str
    address: str = ""
    may_note_attendance: bool = False
    chair: bool = False
    account_id: int | None = None
    needs: GivenNeeds = GivenNeeds()
