"""What came by the public page."""

from django.urls import path

from . import reports

urlpatterns = [
    path("listen/forum/reports/", reports.reports, name="reports"),
    path("listen/forum/reports/spam/", reports.decline_spam, name="decline_spam"),
    path("listen/forum/reports/<uuid:report_id>/", reports.accept_report, name="accept_report"),
    path("listen/forum/reports/<uuid:report_id>/join/", reports.join_report, name="join_report"),
    path("listen/forum/reports/<uuid:report_id>/decline/", reports.decline_report, name="decline_report"),
    path("listen/forum/reports/<uuid:report_id>/not-spam/", reports.not_spam, name="not_spam"),
]
