"""Raised on the public page: held until a person has read it, spam apart, danger told at once, words wiped."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from newbelongings.domain.forum import moderating, report_queries, reporting
from newbelongings.domain.forum.models import Issue, Listener, Report
from newbelongings.domain.forum.spam import looks_like_spam
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.identifying import StillTelling, stand_in
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.replies import queries as replies
from newbelongings.domain.safeguarding import queries as safeguarding
from tests.answering import issue_of
from tests.public_forum_world import DANGER, EMAIL, MOBILE, NAMED, WORDS, accepted, by_anybody, report_of


def _waiting(world):
    return [report.words for report in report_queries.waiting_reports(world.as_alice)]


def _spam(world):
    return [report.words for report in report_queries.probable_spam(world.as_alice)]


def _issues(world):
    return [owed.title for owed in replies.owed(public_scope(), world.ravensmere.pk)]


def test_what_was_raised_waits_for_a_person_and_then_owes_an_answer_from_the_day_it_came(world):
    report = report_of(world, area="A7")
    Report.objects.update(received_on=today() - dt.timedelta(days=4))
    assert (_waiting(world), _issues(world)) == ([WORDS], [])
    issue = accepted(world, report)
    assert (issue.source, issue.raised_on) == (Issue.PUBLIC, today() - dt.timedelta(days=4))
    assert (_waiting(world), _issues(world)) == ([], ["Letters that frighten"])
    report.refresh_from_db()
    assert (report.words, report.area, report.issue) == ("", "", issue)


def test_no_line_is_written_of_who_wrote_when(world):
    report_of(world, contact=EMAIL)
    before = AuditLine.objects.count()
    assert not AuditLine.objects.filter(verb__contains="report").exists()
    moderating.decline_report(world.as_bob, report_id=Report.objects.get().pk, reason="elsewhere")
    assert AuditLine.objects.count() == before + 1
    assert EMAIL not in str(list(AuditLine.objects.values()))
    assert WORDS not in str(list(AuditLine.objects.values()))


@pytest.mark.parametrize("words", ["", "   ", "\x00", "a" * 2001])
def test_nothing_and_far_too_much_are_refused_at_their_field(world, words):
    with pytest.raises(Refused) as refusal:
        report_of(world, words)
    assert refusal.value.field == "words"
    assert Report.objects.count() == 0


@pytest.mark.parametrize("contact", ["kai", "kai@", "020 7946 0000", "two@example.org, three@example.org", "1"])
def test_what_cannot_be_written_to_is_refused_and_nothing_is_kept(world, contact):
    with pytest.raises(Refused) as refusal:
        report_of(world, contact=contact)
    assert refusal.value.field == "contact"
    assert Report.objects.count() == Listener.objects.count() == 0


def test_the_same_words_twice_are_one_report_and_one_listener(world):
    report_of(world, contact=EMAIL)
    report_of(world, f"  {WORDS.upper()} ", contact=EMAIL)
    report_of(world, contact=MOBILE)
    assert _waiting(world) == [WORDS]
    assert set(Listener.objects.values_list("channel", "address")) == {("email", EMAIL), ("text", MOBILE)}


@pytest.mark.parametrize(
    "words",
    [
        "Cheap loans at http://loans.example/apply",
        "see www.example.org now",
        "best pills cheap-pills.shop",
        "WHY DOES NOBODY EVER ANSWER THE TELEPHONE HERE",
        "aaaaaaaaaaaaaaaaaaaaaaa",
        "buy " * 20,
        "!!!! ???? 12345",
        "x" * 70,
    ],
)
def test_what_looks_like_spam_is_held_apart_and_not_dropped(world, words):
    report_of(world, words)
    assert (_waiting(world), _spam(world)) == ([], [words.strip()])


@pytest.mark.parametrize(
    "words", [WORDS, NAMED, "PA never rings", "Write to me at kai@gmail.com", "نريد غرفة دافئة", "OK", "more money £££"]
)
def test_ordinary_words_are_not_taken_for_spam(words):
    assert not looks_like_spam(words)


@given(st.text(max_size=2000))
def test_any_text_at_all_is_judged(words):
    assert looks_like_spam(words) in (True, False)


def test_a_field_nobody_sees_was_filled_in_so_a_person_looks_and_may_say_it_is_none(world):
    reporting.report_issue(by_anybody(world), words=WORDS, trapped=True)
    report = report_queries.probable_spam(world.as_alice).get()
    moderating.not_spam(world.as_alice, report_id=report.pk)
    assert (_waiting(world), _spam(world)) == ([WORDS], [])


def test_all_spam_that_was_seen_goes_at_once_and_what_was_not_seen_stays(world):
    seen = [report_of(world, f"see www.example.org {n}", contact=EMAIL) for n in range(3)]
    report_of(world, "see www.example.org later")
    real = report_of(world)
    ids = [report.pk for report in seen] + [real.pk]
    assert moderating.decline_spam(world.as_bob, report_ids=ids) == 3
    assert (_waiting(world), _spam(world)) == ([WORDS], ["see www.example.org later"])
    assert Listener.objects.count() == 0


def test_when_nobody_reads_no_more_is_taken_in(world, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_WAITING", 2)
    report_of(world, "one thing")
    report_of(world, "see www.example.org")
    report_of(world, "another thing")
    with pytest.raises(Refused, match="keep them"):
        report_of(world, "a third thing")
    assert len(_waiting(world)) == 2


@pytest.mark.parametrize("contact", ["", MOBILE])
def test_words_of_danger_go_before_the_safeguarding_lead_with_the_number_only_if_it_was_left(world, contact):
    report_of(world, f"The hostel. {DANGER}", contact=contact)
    lead = world.scope(world.people[Role.SAFEGUARDING])
    said = safeguarding.said(lead, safeguarding.concerns(lead).get())
    assert (said.question, said.contact) == ("What should change?", contact)
    assert DANGER in said.words
    assert _waiting(world) == [f"The hostel. {DANGER}"]


def test_danger_is_told_once_and_again_only_with_a_new_number(world):
    lead = world.scope(world.people[Role.SAFEGUARDING])
    for contact in ("", "", MOBILE, MOBILE):
        report_of(world, DANGER, contact=contact)
    assert safeguarding.concerns(lead).count() == 2


def test_danger_that_looks_like_spam_is_told_too(world):
    report_of(world, f"{DANGER.upper()} {DANGER.upper()} www.example.org")
    lead = world.scope(world.people[Role.SAFEGUARDING])
    assert safeguarding.concerns(lead).count() == len(_spam(world)) == 1


def test_a_title_with_a_name_in_it_is_held_until_a_person_says_it_is_fine(world):
    report = report_of(world, NAMED)
    with pytest.raises(StillTelling) as refusal:
        accepted(world, report, title="Tamsin Okafor never rings")
    assert refusal.value.field == "title"
    assert "Tamsin Okafor" in refusal.value.sentence
    assert (_waiting(world), _issues(world)) == ([NAMED], [])
    accepted(world, report, title="Tamsin Okafor never rings", may_stay=True)
    assert _issues(world) == ["Tamsin Okafor never rings"]


def test_words_may_stand_on_the_page_only_without_a_name_or_when_a_person_says_so(world):
    report = report_of(world, NAMED)
    with pytest.raises(StillTelling) as refusal:
        accepted(world, report, words=NAMED, quotable=True)
    assert refusal.value.field == "words"
    issue = accepted(world, report, words=stand_in(NAMED), quotable=True)
    assert "Tamsin" not in issue.words
    assert "Kestrel" not in issue.words
    other = accepted(world, report_of(world, f"{NAMED} Still."), title="Nobody rings", words=NAMED)
    assert not other.quotable


def test_a_report_may_be_one_more_voice_and_its_listeners_move_once(world):
    issue = issue_of(world.as_alice)
    for n, contact in enumerate([EMAIL, EMAIL, MOBILE]):
        report = report_of(world, f"{WORDS} {n}", contact=contact)
        moderating.join_report(world.as_bob, report_id=report.pk, issue_id=issue.pk)
    assert sorted(issue.listeners.values_list("address", flat=True)) == [MOBILE, EMAIL]
    assert Listener.objects.filter(report__isnull=False).count() == 0
    assert list(Report.objects.values_list("words", "issue")) == [("", issue.pk)] * 3


def test_the_second_of_two_moderators_gets_one_sentence_and_changes_nothing(world):
    report = report_of(world)
    accepted(world, report)
    for late in (
        lambda: accepted(world, report, title="Another"),
        lambda: moderating.decline_report(world.as_bob, report_id=report.pk, reason="spam"),
        lambda: moderating.join_report(world.as_bob, report_id=report.pk, issue_id=Issue.objects.get().pk),
        lambda: moderating.not_spam(world.as_bob, report_id=report.pk),
    ):
        with pytest.raises(Refused) as refusal:
            late()
        assert refusal.value.sentence == moderating.SETTLED
    assert _issues(world) == ["Letters that frighten"]
    assert Report.objects.get().state == Report.ACCEPTED


@pytest.mark.parametrize("given", [{"reason": ""}, {"reason": "because"}, {"reason": "other"}])
def test_declining_needs_a_reason(world, given):
    report = report_of(world)
    with pytest.raises(Refused):
        moderating.decline_report(world.as_alice, report_id=report.pk, **given)
    assert _waiting(world) == [WORDS]


def test_declined_words_are_nobodys_any_more(world):
    report = report_of(world, NAMED)
    moderating.decline_report(world.as_alice, report_id=report.pk, reason="names")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM forum_report")
        assert "Okafor" not in str(cursor.fetchall())


def test_another_council_and_other_roles_see_and_settle_nothing(world):
    report = report_of(world)
    assert not report_queries.waiting_reports(world.as_charlie).exists()
    with pytest.raises(NotFound):
        moderating.decline_report(world.as_charlie, report_id=report.pk, reason="spam")
    issue = issue_of(world.as_charlie)
    with pytest.raises(NotFound):
        moderating.join_report(world.as_alice, report_id=report.pk, issue_id=issue.pk)
    for role in (Role.ADVISER, Role.BOARD, Role.SAFEGUARDING, Role.OWNER):
        scope = world.scope(world.people[role])
        with pytest.raises(NotAllowed):
            report_queries.waiting_reports(scope)
        with pytest.raises(NotAllowed):
            moderating.decline_report(scope, report_id=report.pk, reason="spam")
        with pytest.raises(NotAllowed):
            reporting.report_issue(scope, words="x")
    assert Report.objects.get().state == Report.WAITING
