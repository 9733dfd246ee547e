from django.urls import path

from . import coverage_views

urlpatterns = [
    path("listen/rounds/<int:round_id>/everyone/", coverage_views.everyone, name="everyone"),
]
