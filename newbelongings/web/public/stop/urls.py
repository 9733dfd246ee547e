"""Saying stop: the link in every message."""

from django.urls import path

from . import views

urlpatterns = [path("stop/<str:token>/", views.stop, name="stop")]
