"""The first page of a council, and the places where its thread is broken."""

from django.urls import path

from . import views

urlpatterns = [
    path("home/", views.home, name="home"),
    path("home/start/", views.start_cycle, name="start_cycle"),
    path("home/breaks/<str:kind>/", views.breaks, name="breaks"),
]
