"""The coding desk, and the codebook with its changes."""

from django.urls import path

from . import codebook, desk, desk_accept, desk_acts, desk_grid, desk_how_well

urlpatterns = [
    path("themes/code/<int:round_id>/", desk.code_answer, name="code_answer"),
    path("themes/code/<int:round_id>/undo/", desk.undo_coding, name="undo_coding"),
    path("themes/code/<int:round_id>/done/", desk_acts.coding_acts, name="coding_acts"),
    path("themes/code/<int:round_id>/grid/", desk_grid.code_grid, name="code_grid"),
    path("themes/code/<int:round_id>/accept/", desk_accept.accept_suggestions, name="accept_suggestions"),
    path("themes/code/<int:round_id>/how-well/", desk_how_well.how_well, name="how_well"),
    path("themes/codebook/", codebook.codebook, name="codebook"),
    path("themes/codebook/merge/", codebook.merge_themes, name="merge_themes"),
    path("themes/codebook/history/", codebook.theme_changes, name="theme_changes"),
    path("themes/codebook/history/<int:change_id>/undo/", codebook.undo_theme_change, name="undo_theme_change"),
    path("themes/<int:theme_id>/split/", codebook.split_theme, name="split_theme"),
]
