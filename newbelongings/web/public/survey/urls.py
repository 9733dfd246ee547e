from django.urls import path

from newbelongings.web.parts.stub import public_stub

urlpatterns = [
    path("s/<str:code>/", public_stub, name="start_survey"),
]
