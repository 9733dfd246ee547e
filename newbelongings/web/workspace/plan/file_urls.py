"""Addresses of the plan in files."""

from django.urls import path

from . import file_views

urlpatterns = [
    path("plan/files/", file_views.export_plan, name="export_plan"),
]
