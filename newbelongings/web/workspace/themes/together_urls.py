"""Two readers of the same answers, and what no theme fits."""

from django.urls import path

from . import emerging, judging, together

urlpatterns = [
    path("themes/emerging/", emerging.emerging, name="emerging"),
    path("themes/emerging/<int:emerging_id>/", emerging.make_emerging_theme, name="make_emerging_theme"),
    path("themes/emerging/<int:emerging_id>/leave/", emerging.leave_emerging, name="leave_emerging"),
    path("themes/together/", together.together, name="together"),
    path("themes/together/add/<int:round_id>/", together.make_shared_sample, name="make_shared_sample"),
    path("themes/together/<int:sample_id>/", together.shared_sample, name="shared_sample"),
    path("themes/together/<int:sample_id>/read/", judging.judge_shared_answer, name="judge_shared_answer"),
    path("themes/together/<int:sample_id>/close/", together.close_shared_sample, name="close_shared_sample"),
    path("themes/together/<int:sample_id>/agreement/", together.agreement, name="agreement"),
    path("themes/together/<int:sample_id>/take-over/", together.take_over_agreed, name="take_over_agreed"),
    path("themes/together/<int:sample_id>/settle/", judging.settle_difference, name="settle_difference"),
]
