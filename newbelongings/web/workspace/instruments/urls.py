from django.urls import path

from . import file_views, question_views, views

_ONE = "instruments/<int:instrument_id>/"
_QUESTION = f"{_ONE}questions/<slug:name>/"

urlpatterns = [
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/start/", views.start_instrument, name="start_instrument"),
    path("instruments/file/", file_views.bring_in_instrument, name="bring_in_instrument"),
    path("instruments/file/<str:instrument_file>/", file_views.check_instrument, name="check_instrument"),
    path(f"{_ONE}xlsform/", file_views.download_instrument, name="download_instrument"),
    path(_ONE, views.instrument, name="instrument"),
    path(f"{_ONE}title/", views.edit_instrument, name="edit_instrument"),
    path(f"{_ONE}preview/", views.preview_instrument, name="preview_instrument"),
    path(f"{_ONE}version/", views.start_version, name="start_version"),
    path(f"{_ONE}delete/", views.delete_instrument, name="delete_instrument"),
    path(f"{_ONE}add-question/", question_views.add_question, name="add_question"),
    path(_QUESTION, question_views.change_question, name="change_question"),
    path(f"{_QUESTION}who/", question_views.set_condition, name="set_condition"),
    path(f"{_QUESTION}move/", question_views.move_question, name="move_question"),
    path(f"{_QUESTION}remove/", question_views.remove_question, name="remove_question"),
]
