from django.urls import path

from newbelongings.web.parts.stub import stub

urlpatterns = [
    path("replies/", stub, name="replies"),
    path("replies/write/", stub, name="write_reply"),
    path("replies/<int:reply_id>/", stub, name="edit_reply"),
    path("replies/<int:reply_id>/publish/", stub, name="publish_reply"),
    path("replies/<int:reply_id>/withdraw/", stub, name="withdraw_reply"),
]
