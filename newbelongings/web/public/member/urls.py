"""A forum member's own page, by their link."""

from django.urls import path

from . import checks, views

urlpatterns = [
    path("f/<str:token>/", views.member_page, name="member_page"),
    path("f/<str:token>/check/<int:check_id>/", checks.say_of_draft, name="say_of_draft"),
]
