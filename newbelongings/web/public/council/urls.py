from django.urls import path

from newbelongings.web.parts.stub import public_stub

urlpatterns = [
    path("c/<slug:slug>/", public_stub, name="you_said_we_did"),
    path("", public_stub, name="front"),
    path("c/<slug:slug>/what-happens/", public_stub, name="what_happens"),
]
