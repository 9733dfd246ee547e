"""The forum: meetings, issues and decisions."""

from django.urls import include, path

from . import board_days, issues, members, monitor, one_forum, setting_up, views

urlpatterns = [
    path("", include("newbelongings.web.workspace.forum.meeting_urls")),
    path("", include("newbelongings.web.workspace.forum.report_urls")),
    path("listen/forum/", views.forum, name="forum"),
    path("listen/forum/start/", views.start_forum, name="start_forum"),
    path("listen/forum/meetings/add/", views.hold_meeting, name="hold_meeting"),
    path("listen/forum/issues/", issues.issues, name="issues"),
    path("listen/forum/issues/add/", issues.raise_issue, name="raise_issue"),
    path("listen/forum/issues/from/<int:theme_id>/", issues.raise_from_theme, name="raise_from_theme"),
    path("listen/forum/issues/<int:issue_id>/", issues.issue, name="issue"),
    path("listen/forum/issues/<int:issue_id>/take-up/", issues.take_up, name="take_up"),
    path("listen/forum/issues/<int:issue_id>/hand-over/", issues.hand_over, name="hand_over"),
    path("listen/forum/issues/<int:issue_id>/decide/", issues.decide, name="decide"),
    path("listen/forum/issues/<int:issue_id>/refer/", issues.refer, name="refer"),
    path("listen/forum/issues/<int:issue_id>/verdict/", monitor.record_verdict, name="record_verdict"),
    path("listen/forum/monitor/", monitor.forum_monitor, name="forum_monitor"),
    path("listen/forum/monitor/word/", monitor.forum_monitor_file, name="forum_monitor_file"),
    path("listen/forum/board/", board_days.board_days, name="board_days"),
    path("listen/forum/board/add/", board_days.add_board_day, name="add_board_day"),
    path("listen/forum/board/<int:board_day_id>/", board_days.board_day, name="board_day"),
    path("listen/forum/board/<int:board_day_id>/word/", board_days.board_day_file, name="board_day_file"),
    path("listen/forum/board/<int:board_day_id>/present/", board_days.present, name="present"),
    path("listen/forum/board/brought/<int:referral_id>/", issues.decide_referral, name="decide_referral"),
    path("listen/forum/<int:forum_id>/", one_forum.one_forum, name="one_forum"),
    path("listen/forum/<int:forum_id>/change/", setting_up.change_forum, name="change_forum"),
    path("listen/forum/<int:forum_id>/agreement/", setting_up.add_agreement, name="add_agreement"),
    path("listen/forum/<int:forum_id>/checklist/", setting_up.keep_checklist, name="keep_checklist"),
    path("listen/forum/<int:forum_id>/training/", setting_up.record_training, name="record_training"),
    path("listen/forum/<int:forum_id>/members/add/", members.add_member, name="add_member"),
    path("listen/forum/members/<int:member_id>/", members.change_member, name="change_member"),
    path("listen/forum/members/<int:member_id>/withdraw/", members.withdraw_member, name="withdraw_member"),
    path("listen/forum/members/<int:member_id>/send-link/", members.send_member_link, name="send_member_link"),
    path("listen/forum/members/<int:member_id>/show-link/", members.show_member_link, name="show_member_link"),
    path("listen/forum/members/<int:member_id>/close-links/", members.close_member_links, name="close_member_links"),
    path("listen/forum/asked/<uuid:interest_id>/", members.welcome, name="welcome"),
    path("listen/forum/asked/<uuid:interest_id>/forget/", members.forget_forum_interest, name="forget_forum_interest"),
    path("", include("newbelongings.web.workspace.forum.reach_urls")),
]
