from django.urls import path

from newbelongings.web.parts.stub import stub

urlpatterns = [
    path("replies/", stub, name="replies"),
]
