from django.urls import path

from newbelongings.web.parts.stub import stub

urlpatterns = [
    path("plan/", stub, name="plan"),
    path("actions/", stub, name="own_actions"),
]
