"""What may be done, and who may do it: roles as data, each with a sentence of English.

The roles are those of the design's table of people. Nothing else in the code names a role
to decide something: it asks for a permission.
"""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may do."""

    READ_THREAD = "read_thread"
    RUN_SURVEYS = "run_surveys"
    HELP_ANSWER = "help_answer"
    READ_CONCERNS = "read_concerns"
    READ_ANSWERS = "read_answers"
    CODE_ANSWERS = "code_answers"
    SEE_RESULTS = "see_results"
    KEEP_FORUM = "keep_forum"
    KEEP_MEMBERS = "keep_members"
    READ_PLAN = "read_plan"
    EDIT_PLAN = "edit_plan"
    COMMENT_ON_PLAN = "comment_on_plan"
    UPDATE_ACTIONS = "update_actions"
    UPDATE_OWN_ACTIONS = "update_own_actions"
    READ_COMMITMENTS = "read_commitments"
    KEEP_COMMITMENTS = "keep_commitments"
    KEEP_PAYMENTS = "keep_payments"
    WRITE_REPLIES = "write_replies"
    MAKE_PACKS = "make_packs"
    READ_PACKS = "read_packs"
    MANAGE_PEOPLE = "manage_people"
    OVERSEE = "oversee"
    # Never given to a signed-in person:
    ANSWER_SURVEYS = "answer_surveys"
    SPEAK_UP = "speak_up"
    RUN_THE_SERVICE = "run_the_service"


class Role(StrEnum):
    """Who somebody is for one authority (or, for the programme team, for none)."""

    LEAD = "lead"
    COLLEAGUE = "colleague"
    ADVISER = "adviser"
    SAFEGUARDING = "safeguarding"
    OWNER = "owner"
    BOARD = "board"
    CRITICAL_FRIEND = "critical_friend"
    CLUSTER = "cluster"
    FORUM_MEMBER = "forum_member"
    PROGRAMME = "programme"
    INSPECTOR = "inspector"
    PUBLIC = "public"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role as data: its name, what it is for in one sentence, and what it may do."""

    role: Role
    name: str
    sentence: str
    permissions: frozenset[Permission]


def _card(role: Role, name: str, sentence: str, *permissions: Permission) -> RoleCard:
    return RoleCard(role, name, sentence, frozenset(permissions))


P = Permission
_LEAD = (
    P.READ_THREAD,
    P.RUN_SURVEYS,
    P.HELP_ANSWER,
    P.READ_ANSWERS,
    P.CODE_ANSWERS,
    P.SEE_RESULTS,
    P.KEEP_FORUM,
    P.READ_PLAN,
    P.EDIT_PLAN,
    P.COMMENT_ON_PLAN,
    P.UPDATE_ACTIONS,
    P.READ_COMMITMENTS,
    P.KEEP_COMMITMENTS,
    P.KEEP_PAYMENTS,
    P.WRITE_REPLIES,
    P.MAKE_PACKS,
    P.READ_PACKS,
    P.MANAGE_PEOPLE,
)

ROLES: dict[Role, RoleCard] = {
    card.role: card
    for card in (
        _card(
            Role.LEAD,
            "Programme lead",
            "Runs the year for one council: survey, forum, plan, replies and evidence.",
            *_LEAD,
        ),
        _card(
            Role.COLLEAGUE,
            "Participation worker",
            "Reads and codes answers, keeps the forum and who is in it, and writes replies. Brings nobody in, and sees "
            "no payment.",
            *(p for p in _LEAD if p not in (P.MANAGE_PEOPLE, P.MAKE_PACKS, P.KEEP_PAYMENTS)),
            P.KEEP_MEMBERS,
        ),
        _card(
            Role.ADVISER,
            "Personal adviser",
            "Helps young people answer, sees results with small numbers hidden, and updates their own actions.",
            P.HELP_ANSWER,
            P.SEE_RESULTS,
            P.READ_PLAN,
            P.UPDATE_OWN_ACTIONS,
        ),
        _card(
            Role.SAFEGUARDING,
            "Safeguarding lead",
            "Reads single answers that suggest somebody is in danger, and writes down what was done; nothing else.",
            P.READ_CONCERNS,
        ),
        _card(
            Role.OWNER,
            "Action owner",
            "Updates their own actions, and sees nothing else.",
            P.UPDATE_OWN_ACTIONS,
        ),
        _card(
            Role.BOARD,
            "Chief executive, leader or board member",
            "Reads what was said, what was promised and what is late; never raw answers.",
            P.READ_THREAD,
            P.SEE_RESULTS,
            P.READ_PLAN,
            P.READ_COMMITMENTS,
            P.READ_PACKS,
        ),
        _card(
            Role.CRITICAL_FRIEND,
            "Critical friend",
            "Reads the plan and the results with small numbers hidden, and comments on any line; never raw answers.",
            P.SEE_RESULTS,
            P.READ_PLAN,
            P.COMMENT_ON_PLAN,
        ),
        _card(
            Role.CLUSTER,
            "Cluster colleague",
            "Reads the plans that a council shares with its cluster, and comments on them.",
            P.READ_PLAN,
            P.COMMENT_ON_PLAN,
        ),
        _card(
            Role.FORUM_MEMBER,
            "Forum member",
            "A care leaver who takes part in the forum: raises issues and sees what came of them.",
        ),
        _card(
            Role.PROGRAMME,
            "National programme team",
            "Sees all councils side by side with small numbers hidden; never raw answers.",
            P.OVERSEE,
        ),
        _card(
            Role.INSPECTOR,
            "Inspector",
            "Opens frozen evidence packs, and nothing else.",
            P.READ_PACKS,
        ),
        _card(
            Role.PUBLIC,
            "Somebody without an account",
            "Answers a survey, raises something, reads what the council has published and says whether it helped.",
            P.ANSWER_SURVEYS,
            P.SPEAK_UP,
        ),
        _card(
            Role.SYSTEM,
            "The service itself",
            "Jobs, commands and the demonstration, which act for nobody in particular.",
            *Permission,
        ),
    )
}
