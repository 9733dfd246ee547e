"""Addresses of posts and pictures; under the forum."""

from django.urls import path

from . import pictures, reach

urlpatterns = [
    path("listen/forum/reach/", reach.reach, name="reach"),
    path("listen/forum/reach/add/", reach.record_post, name="record_post"),
    path("listen/forum/reach/sharing/", reach.sharing, name="sharing"),
    path("listen/forum/reach/<int:post_id>/", reach.count_post, name="count_post"),
    path("listen/forum/reach/<int:post_id>/remove/", reach.remove_post, name="remove_post"),
    path("listen/forum/pictures/", pictures.pictures, name="pictures"),
    path("listen/forum/pictures/add/", pictures.give_consent, name="give_consent"),
    path("listen/forum/pictures/<int:consent_id>/extend/", pictures.extend_consent, name="extend_consent"),
    path("listen/forum/pictures/<int:consent_id>/withdraw/", pictures.withdraw_consent, name="withdraw_consent"),
    path("listen/forum/pictures/<int:consent_id>/take-down/", pictures.take_down, name="take_down"),
]
