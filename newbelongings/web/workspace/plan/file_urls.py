"""Addresses of the plan in files."""

from django.urls import path

from . import file_views, import_views

urlpatterns = [
    path("plan/files/", file_views.export_plan, name="export_plan"),
    path("plan/files/<int:plan_id>/in/", import_views.import_plan, name="import_plan"),
    path("plan/files/<int:plan_id>/in/<str:upload>/", import_views.map_plan, name="map_plan"),
    path("plan/files/<int:plan_id>/in/<str:upload>/check/", import_views.bring_in_plan, name="bring_in_plan"),
]
