"""The council's own pages, one folder a subject."""

from django.urls import include, path

SUBJECTS = [
    "home",
    "listen",
    "helped",
    "instruments",
    "outreach",
    "offline",
    "safeguarding",
    "forum",
    "themes",
    "plan",
    "commitments",
    "content",
    "vote",
    "replies",
    "board",
    "packs",
]
urlpatterns = [path("", include(f"newbelongings.web.workspace.{subject}.urls")) for subject in SUBJECTS]
