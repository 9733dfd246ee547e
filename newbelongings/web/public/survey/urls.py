"""The survey and the forum's list: no account, no cookie, nothing kept until it is sent."""

from django.urls import path

from . import coming_back, forum, views

urlpatterns = [
    path("s/<str:code>/", views.start_survey, name="start_survey"),
    path("s/<str:code>/sent/", views.survey_sent, name="survey_sent"),
    path("i/<str:token>/", views.start_invited_survey, name="start_invited_survey"),
    path("back/", coming_back.come_back, name="come_back"),
    path("c/<slug:slug>/forum/join/", forum.forum_interest, name="forum_interest"),
    path("c/<slug:slug>/forum/join/sent/", forum.forum_interest_sent, name="forum_interest_sent"),
]
