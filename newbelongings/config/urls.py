"""Every address. One word through the stack: URL name = view = action."""

from django.urls import include, path

urlpatterns = [
    path("", include("newbelongings.web.public.urls")),
    path("", include("newbelongings.web.parts.urls")),
    path("", include("newbelongings.web.workspace.urls")),
    path("", include("newbelongings.web.visiting.urls")),
]
handler400 = "newbelongings.web.parts.refusals.bad_request"
handler403 = "newbelongings.web.parts.refusals.forbidden"
handler404 = "newbelongings.web.parts.refusals.page_not_found"
handler500 = "newbelongings.web.parts.refusals.server_error"
