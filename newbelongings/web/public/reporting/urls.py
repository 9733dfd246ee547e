"""Raising something: no account, no cookie, nothing kept until it is sent."""

from django.urls import path

from . import views

urlpatterns = [
    path("c/<slug:slug>/tell-us/", views.report_issue, name="report_issue"),
    path("c/<slug:slug>/tell-us/sent/", views.issue_reported, name="issue_reported"),
]
