"""Evidence packs."""

from django.urls import path

from . import views

urlpatterns = [
    path("packs/", views.packs, name="packs"),
    path("packs/make/", views.make_pack, name="make_pack"),
    path("packs/<int:pack_id>/", views.pack, name="pack"),
    path("packs/<int:pack_id>/<str:kind>/", views.download_pack, name="download_pack"),
]
