"""Addresses of the plan: reading, writing, changing, updating."""

from django.urls import path

from . import carrying, check, editing, evidence, history, priorities, reminders, updating, views, writing
from .file_urls import urlpatterns as files
from .review_urls import urlpatterns as review

urlpatterns = [
    *files,
    *review,
    path("plan/", views.plan, name="plan"),
    path("plan/write/", writing.write_plan, name="write_plan"),
    path("plan/check/", check.check_plan, name="check_plan"),
    path("plan/edit/", editing.edit_plan, name="edit_plan"),
    path("plan/priorities/", priorities.priorities, name="priorities"),
    path("plan/priorities/most-said/", priorities.choose_most_said, name="choose_most_said"),
    path("plan/priorities/<int:priority_id>/move/", priorities.move_priority, name="move_priority"),
    path("plan/priorities/<int:priority_id>/ground/", priorities.ground_priority, name="ground_priority"),
    path(
        "plan/priorities/<int:priority_id>/grounds/<int:ground_id>/remove/",
        priorities.remove_ground,
        name="remove_ground",
    ),
    path("plan/priorities/new/", writing.choose_priority, name="choose_priority"),
    path("plan/priorities/<int:priority_id>/link/", editing.link_priority, name="link_priority"),
    path("plan/objectives/new/", writing.set_objective, name="set_objective"),
    path("plan/objectives/<int:objective_id>/edit/", editing.edit_objective, name="edit_objective"),
    path("plan/objectives/<int:objective_id>/link/", editing.link_objective, name="link_objective"),
    path("plan/objectives/<int:objective_id>/drop/", editing.drop_objective, name="drop_objective"),
    path("plan/actions/new/", writing.add_action, name="add_action"),
    path("plan/actions/<int:action_id>/", views.action, name="action"),
    path("plan/actions/<int:action_id>/edit/", editing.edit_action, name="edit_action"),
    path("plan/milestones/new/", writing.add_milestone, name="add_milestone"),
    path("plan/milestones/<int:milestone_id>/", views.milestone, name="milestone"),
    path("plan/milestones/<int:milestone_id>/edit/", editing.edit_milestone, name="edit_milestone"),
    path("plan/updates/new/", updating.add_update, name="add_update"),
    path("plan/actions/<int:action_id>/carry-over/", carrying.carry_over_action, name="carry_over_action"),
    path("plan/history/", history.plan_history, name="plan_history"),
    path("plan/reminders/", reminders.action_reminders, name="action_reminders"),
    path("plan/reminders/<int:action_id>/send/", reminders.send_reminder, name="send_reminder"),
    path("plan/evidence/<int:evidence_id>/", evidence.download_evidence, name="download_evidence"),
    path("actions/", updating.own_actions, name="own_actions"),
]
