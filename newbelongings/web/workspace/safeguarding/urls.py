"""Concerns: for the safeguarding lead alone."""

from django.urls import path

from . import views

urlpatterns = [
    path("concerns/", views.concerns, name="concerns"),
    path("concerns/<uuid:concern_id>/", views.act_on_concern, name="act_on_concern"),
]
