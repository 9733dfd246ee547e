"""Priorities with their reasons, and the plan that answers them (Guide section 2.2)."""

from newbelongings.domain.kernel.rag import Rag

from .base import Editable
from .plan import (
    Action,
    Coverage,
    DevelopmentArea,
    KeyFact,
    Milestone,
    Objective,
    Plan,
    Resource,
    SelfAssessment,
)
from .priorities import Ballot, Choice, Ground, Priority, Vote
from .progress import Change, Evidence, PersonalLink, Update
from .review import Comment, PlanShare, PlanVersion
from .running import Notice

__all__ = [
    "Action",
    "Ballot",
    "Change",
    "Choice",
    "Comment",
    "Coverage",
    "DevelopmentArea",
    "Editable",
    "Evidence",
    "Ground",
    "KeyFact",
    "Milestone",
    "Notice",
    "Objective",
    "PersonalLink",
    "Plan",
    "PlanShare",
    "PlanVersion",
    "Priority",
    "Rag",
    "Resource",
    "SelfAssessment",
    "Update",
    "Vote",
]
