"""What themes amount to, and answers with codes from and to others."""

from django.urls import path

from . import compare_views, file_views, import_views, short_views

urlpatterns = [
    path("themes/files/", file_views.theme_files, name="theme_files"),
    path("themes/files/codebook/", file_views.export_codebook, name="export_codebook"),
    path("themes/files/codebook/in/", import_views.import_codebook, name="import_codebook"),
    path("themes/files/codebook/in/<str:upload>/", import_views.check_codebook, name="check_codebook"),
    path("themes/files/<int:round_id>/in/", import_views.import_codings, name="import_codings"),
    path("themes/files/<int:round_id>/in/<str:upload>/", import_views.map_codings, name="map_codings"),
    path("themes/files/<int:round_id>/in/<str:upload>/check/", import_views.check_codings, name="check_codings"),
    path("themes/files/<int:round_id>/in/<str:upload>/all/", import_views.bring_in_codings, name="bring_in_codings"),
    path("themes/files/<int:round_id>/", file_views.export_coded, name="export_coded"),
    path("themes/beside/", compare_views.themes_beside, name="themes_beside"),
    path("themes/by-group/", compare_views.themes_by_group, name="themes_by_group"),
    path("themes/in-short/", short_views.in_short, name="in_short"),
    path("themes/in-short/pdf/", short_views.in_short_pdf, name="in_short_pdf"),
    path("themes/since/", compare_views.themes_since, name="themes_since"),
]
