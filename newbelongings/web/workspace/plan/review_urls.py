"""Addresses of the plan before others: versions and comments."""

from django.urls import path

from . import comment_views, version_views

urlpatterns = [
    path("plan/versions/", version_views.plan_versions, name="plan_versions"),
    path("plan/versions/<int:version_id>/", version_views.plan_version, name="plan_version"),
    path("plan/versions/difference/", version_views.plan_difference, name="plan_difference"),
    path("plan/versions/submit/", version_views.submit_plan, name="submit_plan"),
    path("plan/versions/agree/", version_views.agree_plan, name="agree_plan"),
    path("plan/versions/share/", version_views.share_plan, name="share_plan"),
    path("plan/versions/stop-sharing/", version_views.stop_sharing_plan, name="stop_sharing_plan"),
    path("plan/comments/", comment_views.plan_comments, name="plan_comments"),
    path("plan/comments/new/", comment_views.comment_on_plan, name="comment_on_plan"),
    path("plan/comments/<int:comment_id>/answer/", comment_views.answer_comment, name="answer_comment"),
]
