"""Pages for those who look in from outside a council."""

from django.urls import path

from . import shared_plans, views

urlpatterns = [
    path("oversight/", views.oversight, name="oversight"),
    path("shared-plans/", shared_plans.shared_plans, name="shared_plans"),
    path("shared-plans/<int:plan_id>/", shared_plans.shared_plan, name="shared_plan"),
    path("shared-plans/<int:plan_id>/comment/", shared_plans.comment_on_shared_plan, name="comment_on_shared_plan"),
]
