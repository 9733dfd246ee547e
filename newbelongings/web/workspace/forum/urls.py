"""The forum: meetings, issues and decisions."""

from django.urls import path

from . import views

urlpatterns = [
    path("listen/forum/", views.forum, name="forum"),
    path("listen/forum/start/", views.start_forum, name="start_forum"),
    path("listen/forum/meetings/add/", views.hold_meeting, name="hold_meeting"),
    path("listen/forum/meetings/<int:meeting_id>/", views.write_up_meeting, name="write_up_meeting"),
    path("listen/forum/issues/add/", views.raise_issue, name="raise_issue"),
    path("listen/forum/issues/<int:issue_id>/", views.issue, name="issue"),
    path("listen/forum/issues/<int:issue_id>/decide/", views.decide, name="decide"),
]
