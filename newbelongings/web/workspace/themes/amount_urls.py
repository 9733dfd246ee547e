"""What themes amount to, and answers with codes from and to others."""

from django.urls import path

from . import compare_views, file_views, short_views

urlpatterns = [
    path("themes/files/", file_views.theme_files, name="theme_files"),
    path("themes/files/codebook/", file_views.export_codebook, name="export_codebook"),
    path("themes/files/<int:round_id>/", file_views.export_coded, name="export_coded"),
    path("themes/by-group/", compare_views.themes_by_group, name="themes_by_group"),
    path("themes/in-short/", short_views.in_short, name="in_short"),
    path("themes/in-short/pdf/", short_views.in_short_pdf, name="in_short_pdf"),
    path("themes/since/", compare_views.themes_since, name="themes_since"),
]
