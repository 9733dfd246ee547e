"""The forum of care leavers: who meets, what they raise, where it went, who asked to hear (Guide section 2.3)."""

from .groups import EMAIL, LETTER, TEXT, Agreement, ChecklistMark, Forum, Member, MemberLink, SupportNeeds, Training
from .issues import BOARD, BODIES, FORUM, SERVICE, BoardDay, Decision, Handover, Issue, Referral, Verdict, VerdictVoice
from .meetings import AgendaItem, Attendance, Meeting, MeetingInvitation, NotesVoice, Thanks
from .public import Listener, Report
from .reach import PictureConsent, Post

__all__ = [
    "BOARD",
    "BODIES",
    "EMAIL",
    "FORUM",
    "LETTER",
    "SERVICE",
    "TEXT",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "BoardDay",
    "ChecklistMark",
    "Decision",
    "Forum",
    "Handover",
    "Issue",
    "Listener",
    "Meeting",
    "MeetingInvitation",
    "Member",
    "MemberLink",
    "NotesVoice",
    "PictureConsent",
    "Post",
    "Referral",
    "Report",
    "SupportNeeds",
    "Thanks",
    "Training",
    "Verdict",
    "VerdictVoice",
]
