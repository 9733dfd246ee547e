from django.urls import path

from . import compare_views, coverage_views, list_views, mailing_views, people_views

urlpatterns = [
    path("listen/rounds/<int:round_id>/everyone/", coverage_views.everyone, name="everyone"),
    path("listen/rounds/<int:round_id>/everyone/count/", coverage_views.count_population, name="count_population"),
    path("listen/rounds/<int:round_id>/everyone/goal/", coverage_views.set_goal, name="set_goal"),
    path("listen/rounds/<int:round_id>/compare/<int:other_id>/", compare_views.compare_rounds, name="compare_rounds"),
    path("listen/rounds/<int:round_id>/everyone/weights/", coverage_views.weigh_results, name="weigh_results"),
    path("listen/goals/<int:goal_id>/drop/", coverage_views.drop_goal, name="drop_goal"),
    path("listen/rounds/<int:round_id>/messages/", mailing_views.mailings, name="mailings"),
    path("listen/rounds/<int:round_id>/messages/invite/", mailing_views.plan_invitation, name="plan_invitation"),
    path("listen/rounds/<int:round_id>/messages/remind/", mailing_views.plan_reminders, name="plan_reminders"),
    path("listen/messages/<int:mailing_id>/", mailing_views.mailing, name="mailing"),
    path("listen/messages/<int:mailing_id>/take-back/", mailing_views.cancel_mailing, name="cancel_mailing"),
    path("listen/messages/<int:mailing_id>/letters/", mailing_views.download_letters, name="download_letters"),
    path("listen/rounds/<int:round_id>/contacts/", list_views.contacts, name="contacts"),
    path("listen/rounds/<int:round_id>/contacts/upload/", list_views.upload_contacts, name="upload_contacts"),
    path("listen/rounds/<int:round_id>/contacts/upload/<str:upload>/", list_views.map_contacts, name="map_contacts"),
    path(
        "listen/rounds/<int:round_id>/contacts/upload/<str:upload>/check/",
        list_views.check_contacts,
        name="check_contacts",
    ),
    path(
        "listen/rounds/<int:round_id>/contacts/upload/<str:upload>/bring-in/",
        list_views.bring_in_contacts,
        name="bring_in_contacts",
    ),
    path("listen/rounds/<int:round_id>/contacts/sample/", list_views.draw_sample, name="draw_sample"),
    path("listen/rounds/<int:round_id>/contacts/keep/", list_views.keep_contacts, name="keep_contacts"),
    path("listen/rounds/<int:round_id>/contacts/people/", people_views.people_to_ask, name="people_to_ask"),
    path("people-to-ask/", people_views.own_people, name="own_people"),
    path("people-to-ask/<int:contact_id>/", people_views.record_attempt, name="record_attempt"),
    path("people-to-ask/<int:contact_id>/leave-alone/", people_views.leave_alone, name="leave_alone"),
]
