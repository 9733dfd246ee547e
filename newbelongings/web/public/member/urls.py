"""A forum member's own page, by their link."""

from django.urls import path

from . import views

urlpatterns = [path("f/<str:token>/", views.member_page, name="member_page")]
