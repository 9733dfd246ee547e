from django.urls import path

from . import coverage_views, mailing_views

urlpatterns = [
    path("listen/rounds/<int:round_id>/everyone/", coverage_views.everyone, name="everyone"),
    path("listen/rounds/<int:round_id>/messages/", mailing_views.mailings, name="mailings"),
    path("listen/rounds/<int:round_id>/messages/invite/", mailing_views.plan_invitation, name="plan_invitation"),
    path("listen/rounds/<int:round_id>/messages/remind/", mailing_views.plan_reminders, name="plan_reminders"),
    path("listen/messages/<int:mailing_id>/", mailing_views.mailing, name="mailing"),
    path("listen/messages/<int:mailing_id>/take-back/", mailing_views.cancel_mailing, name="cancel_mailing"),
    path("listen/messages/<int:mailing_id>/letters/", mailing_views.download_letters, name="download_letters"),
]
