"""Make sense: the codebook, what it was found to say, and the coding desk."""

from django.urls import path

from . import judging, quoting, together, views
from .amount_urls import urlpatterns as amounts
from .desk_urls import urlpatterns as desk

urlpatterns = [
    *amounts,
    *desk,
    path("themes/", views.themes, name="themes"),
    path("themes/add/", views.add_theme, name="add_theme"),
    path("themes/<int:theme_id>/", views.theme, name="theme"),
    path("themes/<int:theme_id>/quote/", quoting.clear_quotation, name="clear_quotation"),
    path("themes/together/", together.together, name="together"),
    path("themes/together/add/<int:round_id>/", together.make_shared_sample, name="make_shared_sample"),
    path("themes/together/<int:sample_id>/", together.shared_sample, name="shared_sample"),
    path("themes/together/<int:sample_id>/read/", judging.judge_shared_answer, name="judge_shared_answer"),
    path("themes/together/<int:sample_id>/close/", together.close_shared_sample, name="close_shared_sample"),
    path("themes/together/<int:sample_id>/agreement/", together.agreement, name="agreement"),
    path("themes/together/<int:sample_id>/take-over/", together.take_over_agreed, name="take_over_agreed"),
    path("themes/together/<int:sample_id>/settle/", judging.settle_difference, name="settle_difference"),
]
