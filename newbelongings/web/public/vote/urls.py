"""A forum's dot-vote on a phone."""

from django.urls import path

from . import views

urlpatterns = [
    path("vote/", views.find_vote, name="find_vote"),
    path("vote/<str:code>/", views.cast_ballot, name="cast_ballot"),
    path("vote/<str:code>/sent/", views.ballot_cast, name="ballot_cast"),
]
