from django.urls import path

from . import group_views, help_views, paper_views

urlpatterns = [
    path("ask/", help_views.ask, name="ask"),
    path("listen/rounds/<int:round_id>/help/", help_views.help_answer, name="help_answer"),
    path("listen/rounds/<int:round_id>/help/sent/", help_views.helped_sent, name="helped_sent"),
    path("listen/rounds/<int:round_id>/group/", group_views.group_sessions, name="group_sessions"),
    path("listen/rounds/<int:round_id>/group/<int:session_id>/", group_views.group_session, name="group_session"),
    path(
        "listen/rounds/<int:round_id>/group/<int:session_id>/answer/",
        group_views.answer_in_group,
        name="answer_in_group",
    ),
    path("listen/rounds/<int:round_id>/group/<int:session_id>/next/", group_views.next_person, name="next_person"),
    path("listen/rounds/<int:round_id>/poster/", paper_views.poster, name="poster"),
    path("listen/rounds/<int:round_id>/qr/", paper_views.qr_code, name="qr_code"),
    path("listen/rounds/<int:round_id>/paper/", paper_views.paper, name="paper"),
    path("listen/rounds/<int:round_id>/paper/questions/", paper_views.questionnaire, name="questionnaire"),
    path("listen/rounds/<int:round_id>/paper/sheet/", paper_views.key_sheet, name="key_sheet"),
    path("listen/rounds/<int:round_id>/paper/discard/", paper_views.discard_keying, name="discard_keying"),
]
