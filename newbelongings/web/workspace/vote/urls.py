"""A forum's dot-vote: opened, shown on one screen, closed, and confirmed."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan/votes/new/", views.open_vote, name="open_vote"),
    path("plan/votes/<int:vote_id>/", views.vote, name="vote"),
    path("plan/votes/<int:vote_id>/hands/", views.count_hands, name="count_hands"),
    path("plan/votes/<int:vote_id>/close/", views.close_vote, name="close_vote"),
    path("plan/votes/<int:vote_id>/confirm/", views.confirm_vote, name="confirm_vote"),
]
