"""A forum member's own page, by their link."""

from django.urls import path

from . import checks, leaving, meeting_views, monitor, views

urlpatterns = [
    path("f/<str:token>/", views.member_page, name="member_page"),
    path("f/<str:token>/check/<int:check_id>/", checks.say_of_draft, name="say_of_draft"),
    path("f/<str:token>/monitor/", monitor.member_monitor, name="member_monitor"),
    path("f/<str:token>/monitor/<int:issue_id>/", monitor.say_verdict, name="say_verdict"),
    path("f/<str:token>/meeting-<int:meeting_id>/coming/", meeting_views.answer_invitation, name="answer_invitation"),
    path(
        "f/<str:token>/meeting-<int:meeting_id>/agenda/", meeting_views.suggest_agenda_item, name="suggest_agenda_item"
    ),
    path("f/<str:token>/meeting-<int:meeting_id>/notes/", meeting_views.say_of_notes, name="say_of_notes"),
    path("f/<str:token>/meeting-<int:meeting_id>.ics", meeting_views.member_calendar, name="member_calendar"),
    path("f/<str:token>/leave/", leaving.leave_forum, name="leave_forum"),
]
