"""The front page, and each council's own."""

from django.urls import path

from . import answers, feed, forum_views, pictures, pledge_views, views

urlpatterns = [
    path("", views.front, name="front"),
    path("c/<slug:slug>/", views.you_said_we_did, name="you_said_we_did"),
    path("c/<slug:slug>/feed.xml", feed.reply_feed, name="reply_feed"),
    path("c/<slug:slug>/answers/<int:reply_id>/", answers.public_reply, name="public_reply"),
    path("c/<slug:slug>/answers/<int:reply_id>/picture.png", pictures.reply_picture, name="reply_picture"),
    path("c/<slug:slug>/answers/<int:reply_id>/react/", answers.react, name="react"),
    path("c/<slug:slug>/answers/<int:reply_id>/thanks/", answers.reacted, name="reacted"),
    path("c/<slug:slug>/what-happens/", views.what_happens, name="what_happens"),
    path("c/<slug:slug>/pledge/", pledge_views.pledge, name="pledge"),
    path("c/<slug:slug>/pledge/file/", pledge_views.pledge_file, name="pledge_file"),
    path("c/<slug:slug>/forum/", forum_views.public_forum, name="public_forum"),
]
