"""Replies: you said, we did."""

from django.urls import path

from . import checks, posters, reading, views

urlpatterns = [
    path("replies/", views.replies, name="replies"),
    path("replies/write/", views.write_reply, name="write_reply"),
    path("replies/reading/", reading.reading, name="reading"),
    path("replies/<int:reply_id>/", views.edit_reply, name="edit_reply"),
    path("replies/<int:reply_id>/publish/", views.publish_reply, name="publish_reply"),
    path("replies/<int:reply_id>/ask/", checks.ask_forum, name="ask_forum"),
    path("replies/<int:reply_id>/poster/", posters.reply_poster, name="reply_poster"),
    path("replies/newest-poster/", posters.newest_poster, name="newest_poster"),
    path("replies/checks/<int:check_id>/", checks.settle_check, name="settle_check"),
    path("replies/<int:reply_id>/withdraw/", views.withdraw_reply, name="withdraw_reply"),
]
