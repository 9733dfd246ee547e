"""Pages for those who look in from outside a council."""

from django.urls import path

from . import views

urlpatterns = [
    path("oversight/", views.oversight, name="oversight"),
]
