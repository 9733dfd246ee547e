"""One action, by the personal link in an email."""

from django.urls import path

from . import views

urlpatterns = [
    path("u/sent/", views.update_sent, name="update_sent"),
    path("u/<str:token>/", views.update_by_link, name="update_by_link"),
]
