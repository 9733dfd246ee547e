from django.urls import path

from . import views

urlpatterns = [
    path("ask/offline/", views.offline, name="offline"),
    path("ask/offline/rounds/<int:round_id>/take/", views.take_offline, name="take_offline"),
]
