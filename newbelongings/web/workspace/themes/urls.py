"""Make sense: the codebook, what it was found to say, and the coding desk."""

from django.urls import path

from . import quoting, views
from .amount_urls import urlpatterns as amounts
from .desk_urls import urlpatterns as desk
from .together_urls import urlpatterns as together

urlpatterns = [
    *amounts,
    *together,
    *desk,
    path("themes/", views.themes, name="themes"),
    path("themes/add/", views.add_theme, name="add_theme"),
    path("themes/<int:theme_id>/", views.theme, name="theme"),
    path("themes/<int:theme_id>/quote/", quoting.clear_quotation, name="clear_quotation"),
]
