"""Pages for care leavers: no account, no cookie."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"newbelongings.web.public.{subject}.urls"))
    for subject in ("council", "reporting", "hearing", "survey", "stop", "update", "vote", "member", "offline")
]
