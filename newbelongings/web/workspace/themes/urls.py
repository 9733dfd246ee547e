"""Make sense: the codebook, what it was found to say, and the coding desk."""

from django.urls import path

from . import compare_views, desk, quoting, views

urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/add/", views.add_theme, name="add_theme"),
    path("themes/by-group/", compare_views.themes_by_group, name="themes_by_group"),
    path("themes/since/", compare_views.themes_since, name="themes_since"),
    path("themes/<int:theme_id>/", views.theme, name="theme"),
    path("themes/<int:theme_id>/quote/", quoting.clear_quotation, name="clear_quotation"),
    path("themes/code/<int:round_id>/", desk.code_answer, name="code_answer"),
]
