"""The app on an adviser's device. Its service worker reaches no further than ``/ask/offline/device/``."""

from django.urls import path

from . import views

urlpatterns = [
    path("ask/offline/device/", views.offline_device, name="offline_device"),
    path("ask/offline/device/worker.js", views.offline_worker, name="offline_worker"),
    path("ask/offline/device/manifest.webmanifest", views.offline_manifest, name="offline_manifest"),
    path("ask/offline/send/", views.send_offline, name="send_offline"),
]
