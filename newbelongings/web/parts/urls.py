"""Pages that belong to no subject: signing in, the gallery, how things work."""

from django.urls import path

from . import accounts, pages

urlpatterns = [
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("join/<str:token>/", accounts.accept_invitation, name="accept_invitation"),
    path("account/", accounts.account, name="account"),
    path("account/choose/", accounts.choose_membership, name="choose_membership"),
    path("people/", accounts.people, name="people"),
    path("people/invite/", accounts.invite_person, name="invite_person"),
    path("people/<int:membership_id>/remove/", accounts.remove_person, name="remove_person"),
    path("gallery/", pages.gallery, name="gallery"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("small-numbers/", pages.small_numbers, name="small_numbers"),
]
