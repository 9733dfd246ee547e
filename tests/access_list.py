"""The access list: every address of the service by name, and who may open it.

It is written by hand and on purpose knows nothing of permissions: `tests/repository/test_access_list.py`
opens each address as everybody and holds the code against this list. A new address is one line here.
Ids come from `tests/full_world.py`, by the name that the address gives them.
"""

from dataclasses import dataclass

from newbelongings.domain.kernel.permissions import Role

R = Role
LEAD = frozenset({R.LEAD})
WORKER = frozenset({R.COLLEAGUE})
STAFF = frozenset({R.LEAD, R.COLLEAGUE})
ADVISERS = STAFF | {R.ADVISER}
BOARD_TOO = STAFF | {R.BOARD}
RESULTS = BOARD_TOO | {R.ADVISER, R.CRITICAL_FRIEND}
PLAN_READERS = RESULTS | {R.CLUSTER}
COMMENTERS = STAFF | {R.CRITICAL_FRIEND, R.CLUSTER}
PROGRAMME = frozenset({R.PROGRAMME})
INSPECTED = BOARD_TOO | {R.INSPECTOR}
OWNERS = frozenset({R.OWNER, R.ADVISER})
HELPERS = STAFF | {R.ADVISER}
SAFEGUARDING = frozenset({R.SAFEGUARDING})
SIGNED_IN = frozenset(role for role in R if role not in (R.PUBLIC, R.SYSTEM))
EVERYBODY = SIGNED_IN | {R.PUBLIC}


@dataclass(frozen=True)
class Entry:
    """Who may open one address, and what a GET gives them: a ``page``, a ``file``, or only a ``button``.

    A button is an address that only a POST may use: a GET changes nothing and leads back to a page, or is
    refused as the wrong method. ``query`` is put behind the address: ``action=action_id`` asks for the world's action.
    """

    roles: frozenset[Role]
    gives: str = "page"
    query: str = ""


def page(roles: frozenset[Role], query: str = "") -> Entry:
    return Entry(roles, "page", query)


def button(roles: frozenset[Role]) -> Entry:
    return Entry(roles, "button")


def file(roles: frozenset[Role], query: str = "") -> Entry:
    return Entry(roles, "file", query)


ACCESS: dict[str, Entry] = {
    # Doors and pages that belong to no subject
    "sign_in": page(EVERYBODY),
    "sign_out": button(SIGNED_IN),
    "accept_invitation": page(EVERYBODY),
    "account": page(SIGNED_IN),
    "choose_membership": button(SIGNED_IN),
    "people": page(LEAD),
    "invite_person": page(LEAD),
    "remove_person": button(LEAD),
    "gallery": page(SIGNED_IN),
    "accessibility": page(EVERYBODY),
    "small_numbers": page(SIGNED_IN),
    # Care leavers
    "front": page(EVERYBODY),
    "you_said_we_did": page(EVERYBODY),
    "what_happens": page(EVERYBODY),
    "pledge": page(EVERYBODY),
    "pledge_file": file(EVERYBODY),
    "public_forum": page(EVERYBODY),
    "reply_feed": file(EVERYBODY),
    "public_reply": page(EVERYBODY),
    "reply_picture": file(EVERYBODY),
    "react": button(EVERYBODY),
    "reacted": page(EVERYBODY),
    "start_survey": page(EVERYBODY),
    "start_invited_survey": page(EVERYBODY),
    "survey_sent": page(EVERYBODY),
    "come_back": page(EVERYBODY),
    "report_issue": page(EVERYBODY),
    "issue_reported": page(EVERYBODY),
    "hear": page(EVERYBODY),
    "asked_to_hear": page(EVERYBODY),
    "confirm_hearing": page(EVERYBODY),
    "stop_hearing": page(EVERYBODY),
    "forum_interest": page(EVERYBODY),
    "forum_interest_sent": page(EVERYBODY),
    "stop": page(EVERYBODY),
    "find_vote": page(EVERYBODY),
    "cast_ballot": page(EVERYBODY),
    "ballot_cast": page(EVERYBODY),
    # A forum member's own page, by their link
    "member_page": page(EVERYBODY),
    "say_of_draft": page(EVERYBODY),
    # Whoever leads an action, by the link in their email
    "update_by_link": page(EVERYBODY),
    "update_sent": page(EVERYBODY),
    # An adviser's device without a signal
    "offline": page(ADVISERS),
    "take_offline": button(ADVISERS),
    "offline_device": page(EVERYBODY),
    "offline_worker": file(EVERYBODY),
    "offline_manifest": file(EVERYBODY),
    "send_offline": button(EVERYBODY),
    # Home
    "home": page(BOARD_TOO),
    "breaks": page(BOARD_TOO),
    "start_cycle": page(STAFF),
    # Surveys, under Listen
    "listen": page(STAFF),
    "open_round": page(STAFF),
    "round": page(STAFF),
    "extend_round": page(STAFF),
    "invite": page(STAFF),
    "download_links": button(STAFF),
    "export_responses": page(STAFF),
    "import_responses": page(STAFF),
    "map_columns": page(STAFF),
    "check_import": page(STAFF),
    "bring_in": button(STAFF),
    # Messages to care leavers, under Listen
    "mailings": page(STAFF),
    "plan_invitation": page(STAFF),
    "plan_reminders": page(STAFF),
    "mailing": page(STAFF),
    "cancel_mailing": button(STAFF),
    "download_letters": button(STAFF),
    # Questionnaires, under Listen
    "instruments": page(STAFF),
    "start_instrument": page(STAFF),
    "instrument": page(STAFF),
    "bring_in_instrument": page(STAFF),
    "check_instrument": page(STAFF),
    "download_instrument": file(STAFF),
    "edit_instrument": page(STAFF),
    "preview_instrument": page(STAFF),
    "start_version": button(STAFF),
    "delete_instrument": page(STAFF),
    "add_question": page(STAFF, "kind=question_kind"),
    "change_question": page(STAFF),
    "set_condition": page(STAFF, "on=earlier_question"),
    "move_question": button(STAFF),
    "remove_question": page(STAFF),
    # Answering with help, on paper and in a group
    "ask": page(ADVISERS),
    "help_answer": page(ADVISERS),
    "helped_sent": page(ADVISERS),
    "group_sessions": page(ADVISERS),
    "group_session": page(ADVISERS),
    "answer_in_group": page(ADVISERS),
    "next_person": page(ADVISERS),
    "poster": file(STAFF),
    "qr_code": file(STAFF),
    "paper": page(STAFF),
    "questionnaire": file(STAFF),
    "key_sheet": page(STAFF),
    "discard_keying": button(STAFF),
    # Is it everyone? Under Listen
    "everyone": page(RESULTS),
    "compare_rounds": page(RESULTS),
    "weigh_results": page(STAFF),
    "count_population": page(STAFF),
    "set_goal": page(STAFF),
    "drop_goal": button(STAFF),
    # Who to ask, under a survey
    "contacts": page(STAFF),
    "upload_contacts": page(STAFF),
    "map_contacts": page(STAFF),
    "check_contacts": page(STAFF, "c0=reference_column"),
    "bring_in_contacts": button(STAFF),
    "draw_sample": page(STAFF),
    "keep_contacts": page(STAFF),
    "own_people": page(HELPERS),
    "people_to_ask": page(HELPERS),
    "record_attempt": page(HELPERS),
    "leave_alone": button(STAFF),
    # Help now
    "concerns": page(SAFEGUARDING),
    "act_on_concern": page(SAFEGUARDING),
    # The forum, under Listen
    "forum": page(BOARD_TOO),
    "start_forum": page(STAFF),
    "hold_meeting": page(STAFF),
    "write_up_meeting": page(STAFF),
    "issues": page(BOARD_TOO),
    "raise_issue": page(STAFF),
    "raise_from_theme": page(STAFF),
    "issue": page(BOARD_TOO),
    "take_up": page(STAFF),
    "hand_over": page(STAFF),
    "decide": page(STAFF),
    "refer": page(STAFF),
    "board_days": page(BOARD_TOO),
    "add_board_day": page(STAFF),
    "board_day": page(BOARD_TOO),
    "board_day_file": file(BOARD_TOO),
    "present": page(STAFF),
    "decide_referral": page(STAFF),
    # One forum and its members, under the forum
    "one_forum": page(BOARD_TOO),
    "add_agreement": page(STAFF),
    "keep_checklist": page(STAFF),
    "record_training": page(STAFF),
    "add_member": page(WORKER),
    "change_member": page(WORKER),
    "withdraw_member": page(WORKER),
    "send_member_link": button(WORKER),
    "show_member_link": button(WORKER),
    "close_member_links": button(WORKER),
    "welcome": page(WORKER),
    "forget_forum_interest": button(WORKER),
    # Make sense
    "themes": page(RESULTS),
    "theme": page(RESULTS),
    "themes_by_group": page(RESULTS),
    "themes_since": page(RESULTS),
    "themes_beside": page(RESULTS),
    "theme_files": page(STAFF),
    "export_coded": page(STAFF),
    "export_codebook": file(STAFF),
    "import_codebook": page(STAFF),
    "check_codebook": page(STAFF),
    "import_codings": page(STAFF),
    "map_codings": page(STAFF),
    "check_codings": page(STAFF, "c0=first_column"),
    "bring_in_codings": button(STAFF),
    "in_short": page(RESULTS),
    "in_short_pdf": file(RESULTS),
    "add_theme": page(STAFF),
    "clear_quotation": page(STAFF),
    "code_answer": page(STAFF),
    "undo_coding": button(STAFF),
    "coding_acts": page(STAFF),
    "code_grid": page(STAFF),
    "accept_suggestions": page(STAFF, "least=least"),
    "how_well": page(STAFF),
    "codebook": page(STAFF),
    "merge_themes": page(STAFF, "theme=theme_id"),
    "split_theme": page(STAFF),
    "theme_changes": page(STAFF),
    "undo_theme_change": button(STAFF),
    "emerging": page(STAFF),
    "make_emerging_theme": page(STAFF),
    "leave_emerging": button(STAFF),
    "together": page(STAFF),
    "make_shared_sample": page(LEAD),
    "shared_sample": page(STAFF),
    "judge_shared_answer": page(STAFF),
    "close_shared_sample": button(STAFF),
    "agreement": page(STAFF),
    "take_over_agreed": button(STAFF),
    "settle_difference": page(STAFF),
    # Act
    "plan": page(PLAN_READERS),
    "priorities": page(PLAN_READERS),
    "choose_most_said": page(STAFF),
    "move_priority": button(STAFF),
    "ground_priority": page(STAFF),
    "remove_ground": button(STAFF),
    "open_vote": page(STAFF),
    "vote": page(STAFF),
    "count_hands": page(STAFF),
    "close_vote": button(STAFF),
    "confirm_vote": page(STAFF),
    "check_plan": page(PLAN_READERS),
    "plan_parts": page(STAFF),
    "write_part": page(STAFF),
    "key_facts": page(STAFF),
    "add_key_fact": page(STAFF),
    "draw_key_fact": button(STAFF),
    "remove_key_fact": button(STAFF),
    "self_assessment": page(STAFF),
    "assess_promise": page(STAFF),
    "plan_coverage": page(PLAN_READERS),
    "cover_commitment": page(STAFF),
    "plan_resources": page(STAFF),
    "add_resource": page(STAFF),
    "secure_resource": button(STAFF),
    "remove_resource": button(STAFF),
    "measure_objective": page(STAFF),
    "development_areas": page(STAFF),
    "add_development_area": page(STAFF),
    "edit_development_area": page(STAFF),
    "remove_development_area": button(STAFF),
    "plan_brief": page(PLAN_READERS),
    "plan_delivery": page(PLAN_READERS),
    "write_plan": page(STAFF),
    "edit_plan": page(STAFF),
    "choose_priority": page(STAFF),
    "link_priority": page(STAFF),
    "set_objective": page(STAFF),
    "edit_objective": page(STAFF),
    "link_objective": page(STAFF),
    "drop_objective": page(STAFF),
    "add_action": page(STAFF),
    "action": page(PLAN_READERS | OWNERS),
    "edit_action": page(STAFF),
    "add_milestone": page(STAFF),
    "milestone": page(PLAN_READERS),
    "edit_milestone": page(STAFF),
    "add_update": page(STAFF | OWNERS, "action=action_id"),
    "carry_over_action": page(STAFF),
    "plan_history": page(PLAN_READERS),
    "action_reminders": page(STAFF),
    "send_reminder": button(STAFF),
    "download_evidence": file(PLAN_READERS | OWNERS),
    "own_actions": page(STAFF | OWNERS),
    "plan_versions": page(PLAN_READERS),
    "plan_version": page(PLAN_READERS),
    "plan_difference": page(PLAN_READERS, "from=version_id"),
    "submit_plan": button(STAFF),
    "agree_plan": page(STAFF),
    "share_plan": button(STAFF),
    "stop_sharing_plan": button(STAFF),
    "plan_comments": page(COMMENTERS),
    "comment_on_plan": page(COMMENTERS),
    "answer_comment": page(STAFF),
    "shared_plans": page(COMMENTERS),
    "shared_plan": page(COMMENTERS),
    "comment_on_shared_plan": page(COMMENTERS),
    "export_plan": page(PLAN_READERS),
    "import_plan": page(STAFF),
    "map_plan": page(STAFF),
    "bring_in_plan": page(STAFF),
    "board_page": page(BOARD_TOO),
    "board_file": file(BOARD_TOO),
    # Promises and partners, under Act
    "commitments": page(BOARD_TOO),
    "readiness": page(BOARD_TOO),
    "note_readiness": page(STAFF),
    "leaders": page(BOARD_TOO),
    "make_commitment": page(STAFF),
    "close_commitment": page(STAFF),
    "record_contact": page(STAFF),
    "strike_contact": button(STAFF),
    "pledges": page(BOARD_TOO),
    "write_pledge": page(STAFF),
    "own_pledge": page(BOARD_TOO),
    "change_pledge": page(STAFF),
    "add_promise": page(STAFF),
    "change_promise": page(STAFF),
    "move_promise": button(STAFF),
    "remove_promise": button(STAFF),
    "publish_pledge": page(STAFF),
    "sign_pledge": page(STAFF),
    "update_promise": page(STAFF),
    "end_pledge": page(STAFF),
    "protocols": page(BOARD_TOO),
    "agree_protocol": page(STAFF),
    "protocol": page(BOARD_TOO),
    "review_protocol": page(STAFF),
    "end_protocol": page(STAFF),
    "offers": page(BOARD_TOO),
    "add_offer": page(STAFF),
    "offer": page(BOARD_TOO),
    "record_take_up": page(STAFF),
    "end_offer": page(STAFF),
    "roles": page(BOARD_TOO),
    "report_role": page(STAFF),
    "payments": page(LEAD),
    "record_payment": page(LEAD),
    "undo_payment": page(LEAD),
    "download_payments": file(LEAD),
    # Answer
    "replies": page(STAFF),
    "write_reply": page(STAFF),
    "edit_reply": page(STAFF),
    "publish_reply": page(STAFF),
    "ask_forum": button(STAFF),
    "settle_check": page(STAFF),
    "withdraw_reply": page(STAFF),
    "reply_poster": file(STAFF),
    "newest_poster": file(STAFF),
    # Prove
    "packs": page(INSPECTED),
    "make_pack": button(LEAD),
    "pack": page(INSPECTED),
    "download_pack": file(INSPECTED),
    # Visitors
    "oversight": page(PROGRAMME),
}
