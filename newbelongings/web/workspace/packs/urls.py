from django.urls import path

from newbelongings.web.parts.stub import stub

urlpatterns = [
    path("packs/", stub, name="packs"),
]
