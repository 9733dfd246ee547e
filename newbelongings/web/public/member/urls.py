"""A forum member's own page, by their link."""

from django.urls import path

from . import checks, monitor, views

urlpatterns = [
    path("f/<str:token>/", views.member_page, name="member_page"),
    path("f/<str:token>/check/<int:check_id>/", checks.say_of_draft, name="say_of_draft"),
    path("f/<str:token>/monitor/", monitor.member_monitor, name="member_monitor"),
    path("f/<str:token>/monitor/<int:issue_id>/", monitor.say_verdict, name="say_verdict"),
]
