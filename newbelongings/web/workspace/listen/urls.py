from django.urls import path

from . import import_views, views

urlpatterns = [
    path("listen/", views.listen, name="listen"),
    path("listen/open/", views.open_round, name="open_round"),
    path("listen/rounds/<int:round_id>/", views.round, name="round"),
    path("listen/rounds/<int:round_id>/longer/", views.extend_round, name="extend_round"),
    path("listen/rounds/<int:round_id>/invite/", views.invite, name="invite"),
    path("listen/rounds/<int:round_id>/links/", views.download_links, name="download_links"),
    path("listen/rounds/<int:round_id>/export/", views.export_responses, name="export_responses"),
    path("listen/rounds/<int:round_id>/import/", import_views.import_responses, name="import_responses"),
    path("listen/rounds/<int:round_id>/import/<str:upload>/", import_views.map_columns, name="map_columns"),
    path("listen/rounds/<int:round_id>/import/<str:upload>/check/", import_views.check_import, name="check_import"),
    path("listen/rounds/<int:round_id>/import/<str:upload>/bring-in/", import_views.bring_in, name="bring_in"),
]
