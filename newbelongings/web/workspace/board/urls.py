"""Addresses of the board page."""

from django.urls import path

from . import views

urlpatterns = [
    path("board/", views.board_page, name="board_page"),
    path("board/<str:kind>/", views.board_file, name="board_file"),
]
