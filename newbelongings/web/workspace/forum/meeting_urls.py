"""One meeting: its agenda, who is asked, what came of it, its notes."""

from django.urls import path

from . import agenda, attendance, meetings, notes

_ONE = "listen/forum/meetings/<int:meeting_id>/"
_ITEM = "listen/forum/agenda/<int:item_id>/"

urlpatterns = [
    path("listen/forum/meetings/plan/", meetings.plan_meeting, name="plan_meeting"),
    path("listen/forum/meetings/thanks/", meetings.thanks, name="thanks"),
    path("listen/forum/meetings/thanks/<int:thanks_id>/strike/", attendance.strike_thanks, name="strike_thanks"),
    path(_ONE, meetings.meeting, name="meeting"),
    path(f"{_ONE}move/", meetings.move_meeting, name="move_meeting"),
    path(f"{_ONE}call-off/", meetings.call_off_meeting, name="call_off_meeting"),
    path(f"{_ONE}invite/", meetings.invite_members, name="invite_members"),
    path(f"{_ONE}calendar.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("listen/forum/invitations/<int:invitation_id>/told/", meetings.tell_member, name="tell_member"),
    path(f"{_ONE}agenda/add/", agenda.add_agenda_item, name="add_agenda_item"),
    path(f"{_ITEM}move/", agenda.move_agenda_item, name="move_agenda_item"),
    path(f"{_ITEM}remove/", agenda.remove_agenda_item, name="remove_agenda_item"),
    path(f"{_ITEM}show/", agenda.show_agenda_item, name="show_agenda_item"),
    path(f"{_ITEM}outcome/", agenda.write_outcome, name="write_outcome"),
    path(f"{_ITEM}done/", agenda.finish_action, name="finish_action"),
    path(f"{_ONE}write-up/", attendance.write_up_meeting, name="write_up_meeting"),
    path(f"{_ONE}came/", attendance.note_attendance, name="note_attendance"),
    path(f"{_ONE}thanks/", attendance.give_thanks, name="give_thanks"),
    path(f"{_ONE}notes/", notes.write_notes, name="write_notes"),
    path(f"{_ONE}notes/show/", notes.show_notes, name="show_notes"),
    path(f"{_ONE}notes/checked/", notes.confirm_notes, name="confirm_notes"),
    path(f"{_ONE}notes/publish/", notes.publish_notes, name="publish_notes"),
    path(f"{_ONE}notes/withdraw/", notes.withdraw_notes, name="withdraw_notes"),
]
