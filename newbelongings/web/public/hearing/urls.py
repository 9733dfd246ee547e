"""Asking to be told, saying that it was oneself who asked, and saying stop."""

from django.urls import path

from . import views

urlpatterns = [
    path("c/<slug:slug>/hear/", views.hear, name="hear"),
    path("c/<slug:slug>/hear/asked/", views.asked_to_hear, name="asked_to_hear"),
    path("h/<str:token>/yes/", views.confirm_hearing, name="confirm_hearing"),
    path("h/<str:token>/", views.stop_hearing, name="stop_hearing"),
]
