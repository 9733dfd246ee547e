"""Members of a forum: what is kept of them, who may read it, and that nothing but counts stays of who withdraws."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import CASCADE, SET_NULL

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.forum import actions, letters, links, member_queries, members, queries
from newbelongings.domain.forum.models import Attendance, Member, MemberLink, PictureConsent, SupportNeeds
from newbelongings.domain.forum.striking import struck
from newbelongings.domain.kernel import outbox
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.identifying import says_more_than_a_first_name
from newbelongings.domain.kernel.models import AuditLine, OutboxMessage
from newbelongings.domain.kernel.permissions import Permission, Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.domain.outreach import welcoming
from newbelongings.domain.replies.models import CheckVoice, ForumCheck
from newbelongings.domain.surveys import actions as surveys
from newbelongings.domain.surveys import queries as survey_queries
from tests.answering import days_ago, publish
from tests.forum_members_world import forum_of, given_member, member_of

PAGE = "https://example.org/f/{token}/"
LEADS_TO_THEM = ("zephy", "900456", "900 456", "tigrinya", "quiet corner")


@pytest.fixture
def forum(world):
    return forum_of(world)


def _whole_database() -> str:
    """Every value of every row of every table."""
    return "\n".join(str(row) for model in apps.get_models() for row in model._base_manager.values()).lower()


class TestWhatIsKept:
    def test_a_member_with_what_they_need(self, world, forum):
        member_of(world, forum, chair=True)
        (kept,) = member_queries.members(world.as_bob, forum.pk)
        assert (kept.name, kept.address, kept.chair, kept.needs.language) == ("Zephy", "07700 900456", True, "Tigrinya")

    @pytest.mark.parametrize("name", ["Jay", "Mary-Ann", "Big Sam", "Sam T", "Jay2", "Zofia", "ዮናስ", "Rainy Day"])
    def test_what_people_go_by(self, name):
        assert not says_more_than_a_first_name(name)

    @pytest.mark.parametrize(
        "name",
        [
            "Sam Taylor",
            "Okafor, Kit",
            "Mr Okafor",
            "kit okafor",
            "07700 900123",
            "jay@example.org",
            "RA1 1AA",
            "Ash 3 May",
        ],
    )
    def test_what_says_who_they_are_is_refused(self, world, forum, name):
        with pytest.raises(Refused, match="first name or a nickname only"):
            member_of(world, forum, name)

    @pytest.mark.parametrize(
        ("channel", "typed", "kept"),
        [
            ("email", " jay@example.org ", "jay@example.org"),
            ("text", "07700-900-123", "07700 900123"),
            ("phone", "01632 960 001", "01632 960001"),
            ("letter", "1 High Street\nRavensmere", "1 High Street\nRavensmere"),
            ("in_person", "", ""),
        ],
    )
    def test_the_address_fits_the_channel(self, world, forum, channel, typed, kept):
        assert member_of(world, forum, channel=channel, address=typed).address == kept

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": "  "}, "name"),
            ({"consented_on": days_ago(-1)}, "consented_on"),
            ({"consented_on": dt.date(206, 5, 1)}, "consented_on"),
            ({"channel": "pigeon"}, "channel"),
            ({"channel": "email"}, "address"),
            ({"address": "01632 960001"}, "address"),
            ({"channel": "letter", "address": "Ravensmere"}, "address"),
            ({"channel": "phone", "address": ""}, "address"),
            ({"account_id": 10**6}, "account"),
        ],
    )
    def test_what_does_not_fit_is_refused_at_its_field(self, world, forum, changed, field):
        with pytest.raises(Refused) as refused:
            members.add_member(world.as_bob, forum_id=forum.pk, given=given_member(**({"name": "Zephy"} | changed)))
        assert refused.value.field == field
        assert not Member.objects.exists()

    def test_one_of_a_name_in_a_forum(self, world, forum):
        member_of(world, forum)
        member_of(world, forum_of(world, "Far away", group="far"))
        with pytest.raises(Refused, match="called that already"):
            member_of(world, forum, "zephy")

    def test_an_account_of_a_forum_member_of_this_council(self, world, forum):
        theirs = world.people[Role.FORUM_MEMBER]
        assert member_of(world, forum, account_id=theirs.pk).account == theirs
        with pytest.raises(Refused):
            member_of(world, forum, "Kit", account_id=world.alice.pk)

    def test_nothing_is_half_changed(self, world, forum):
        member = member_of(world, forum)
        with pytest.raises(Refused):
            members.change_member(world.as_bob, member_id=member.pk, given=given_member("Kit", channel="email"))
        assert member_queries.member(world.as_bob, member.pk).name == "Zephy"


class TestWhoMayRead:
    @pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COLLEAGUE, Role.SYSTEM, Role.PUBLIC)])
    def test_nobody_but_the_worker(self, world, forum, role):
        member = member_of(world, forum)
        scope = world.scope(world.people[role])
        for ask in (
            lambda: member_queries.members(scope, forum.pk),
            lambda: member_queries.member(scope, member.pk),
            lambda: survey_queries.forum_interests(scope),
            lambda: members.add_member(scope, forum_id=forum.pk, given=given_member("Kit")),
            lambda: members.withdraw_member(scope, member_id=member.pk),
            lambda: members.show_link(scope, member_id=member.pk),
        ):
            with pytest.raises(NotAllowed):
                ask()

    def test_the_next_council_finds_nobody_also_its_worker(self, world, forum):
        member = member_of(world, forum)
        dan = accounts.add_person(
            world.as_system(world.aldersea), email="dan@example.org", name="Dan", role=Role.COLLEAGUE, password="x" * 14
        )
        scope = world.scope(dan)
        assert scope.may(Permission.KEEP_MEMBERS)
        with pytest.raises(NotFound):
            member_queries.member(scope, member.pk)
        with pytest.raises(NotFound):
            members.withdraw_member(scope, member_id=member.pk)
        with pytest.raises(NotFound):
            member_queries.members(scope, forum.pk)

    def test_the_lead_sees_counts_with_small_ones_hidden(self, world, forum):
        for number in range(8):
            needs = given_member().needs if number < 7 else type(given_member().needs)()
            member_of(world, forum, f"Kit {number}", needs=needs)
        counts = member_queries.member_counts(world.as_alice)[forum.pk]
        assert (counts.members, counts.left) == (8, 0)
        assert counts.transport is HIDDEN, "seven of eight says that one does not"
        assert member_queries.member_counts(world.as_charlie) == {}


class TestLinks:
    def test_a_link_goes_by_their_channel_once(self, world, forum):
        member = member_of(world, forum)
        members.send_link(world.as_bob, member_id=member.pk, address=PAGE)
        with pytest.raises(Refused, match="on its way"):
            members.send_link(world.as_bob, member_id=member.pk, address=PAGE)
        message = OutboxMessage.objects.get(template="forum")
        assert (message.channel, message.to) == ("text", "07700 900456")
        token = message.body.partition("/f/")[2].partition("/")[0]
        assert links.linked_member(public_scope(), token) == member
        members.close_links(world.as_bob, member_id=member.pk)
        with pytest.raises(NotFound):
            links.linked_member(public_scope(), token)

    def test_who_is_told_in_person_is_handed_it(self, world, forum):
        member = member_of(world, forum, channel="phone", address="01632 960001")
        with pytest.raises(Refused, match="by a person"):
            members.send_link(world.as_bob, member_id=member.pk, address=PAGE)
        token = members.show_link(world.as_bob, member_id=member.pk)
        assert links.linked_member(public_scope(), token) == member
        assert token not in _whole_database()

    def test_what_waits_follows_to_a_new_address(self, world, forum):
        member = member_of(world, forum)
        members.send_link(world.as_bob, member_id=member.pk, address=PAGE)
        moved = given_member(channel="email", address="z@example.org")
        members.change_member(world.as_bob, member_id=member.pk, given=moved)
        assert OutboxMessage.objects.values_list("channel", "to").get() == ("email", "z@example.org")
        members.change_member(world.as_bob, member_id=member.pk, given=given_member(channel="in_person", address=""))
        assert OutboxMessage.objects.values_list("receipt", "to").get() == (outbox.WITHDRAWN, "")


def test_who_asked_becomes_a_member_and_the_asking_is_forgotten(world, forum):
    surveys.record_forum_interest(public_scope(), authority_id=world.ravensmere.pk, name="Zephy", contact="07700900456")
    asked = survey_queries.forum_interests(world.as_bob).get()
    with pytest.raises(Refused):
        welcoming.welcome(
            world.as_bob, interest_id=asked.pk, forum_id=forum.pk, given=given_member("Zephy", channel="email")
        )
    assert survey_queries.forum_interests(world.as_bob).exists(), "what is refused forgets nobody"
    welcoming.welcome(world.as_bob, interest_id=asked.pk, forum_id=forum.pk, given=given_member("Zephy"))
    assert not survey_queries.forum_interests(world.as_bob).exists()
    with pytest.raises(NotFound):
        welcoming.welcome(world.as_bob, interest_id=asked.pk, forum_id=forum.pk, given=given_member("Kit"))
    assert Member.objects.count() == 1


class TestWithdrawal:
    @pytest.fixture
    def member(self, world, forum):
        """A member in everything that can hold one: links, messages sent and waiting, a meeting, a picture, notes."""
        member = member_of(world, forum)
        other = member_of(world, forum, "Kit", address="07700 900999", needs=type(given_member().needs)())
        meeting = actions.hold_meeting(
            world.as_bob, forum_id=forum.pk, date=days_ago(3), attended=9, notes="Zephy brought cake. ZEPHY's idea."
        )
        for one in (member, other):
            Attendance.objects.create(meeting=meeting, member=one)
        meeting.agenda.create(position=1, title="Cake", added_by="worker", outcome="action", who="Zephy")
        meeting.invitations.create(member=member, channel="text", invited_on=today(), message_key="x")
        members.send_link(world.as_bob, member_id=member.pk, address=PAGE)
        system = world.as_system()
        sent = outbox.claim_next(system)
        outbox.mark_sent(system, message_id=sent.pk, provider_id="provider-4711")
        for one in (member, other):
            letters.write_to_member(world.as_bob, one, occasion="meeting-9", subject="We meet", words=f"Hi {one.name}")
        PictureConsent.objects.create(
            authority=forum.authority, forum=forum, member=member, picture="Zephy with cake", shown_where="Site",
            people=1, given_on=days_ago(9), ends_on=days_ago(-90),
        )  # fmt: skip
        return member

    def _leaves_only_counts(self, world, forum):
        left = _whole_database()
        for known in (*LEADS_TO_THEM, "provider-4711"):
            assert known not in left, known
        assert not MemberLink.objects.exists()
        assert Member.objects.get().name == "Kit" and SupportNeeds.objects.count() == 1
        (line,) = queries.meeting_lines(world.as_bob)
        assert line.attended == 9, "how many came stays"
        assert Attendance.objects.get().member.name == "Kit"
        forum.refresh_from_db()
        assert forum.members_left == 1
        picture = PictureConsent.objects.get()
        assert (picture.member, picture.withdrawn_on) == (None, today())
        assert outbox.waiting_keys(world.as_system()) == [f"meeting-9-to-member-{Member.objects.get().pk}"]

    def test_by_the_worker_nothing_but_the_counts_stays(self, world, forum, member):
        for known in LEADS_TO_THEM[:2]:
            assert known in _whole_database()
        keys = members.withdraw_member(world.as_bob, member_id=member.pk)
        assert len(keys) == 2 and all(key.endswith(letters.of_member(member.pk)) for key in keys)
        self._leaves_only_counts(world, forum)
        with pytest.raises(NotFound):
            members.withdraw_member(world.as_bob, member_id=member.pk)

    def test_by_themselves_with_their_own_link(self, world, forum, member):
        token = members.show_link(world.as_bob, member_id=member.pk)
        members.leave_forum(public_scope(), token)
        self._leaves_only_counts(world, forum)
        with pytest.raises(NotFound):
            members.leave_forum(public_scope(), token)

    def test_whatever_comes_to_lead_to_a_member_lets_go_of_them(self):
        holds = [relation for relation in Member._meta.related_objects if relation.on_delete not in (CASCADE, SET_NULL)]
        assert holds == []

    def test_what_they_said_of_a_draft_stays_and_they_go(self, world, forum):
        member = member_of(world, forum)
        reply = publish(world)
        check = ForumCheck.objects.create(reply=reply, forum=forum, asked_on=today())
        voice = CheckVoice.objects.create(check_of=check, member=member, said="clear", said_on=today())
        members.withdraw_member(world.as_bob, member_id=member.pk)
        voice.refresh_from_db()
        assert voice.member is None and voice.said == "clear"

    def test_no_audit_line_says_who(self, world, forum, member):
        members.change_member(world.as_bob, member_id=member.pk, given=given_member())
        members.show_link(world.as_bob, member_id=member.pk)
        members.close_links(world.as_bob, member_id=member.pk)
        members.withdraw_member(world.as_bob, member_id=member.pk)
        lines = AuditLine.objects.filter(verb__contains="member")
        assert set(lines.values_list("verb", flat=True)) == {
            "added_member", "changed_member", "sent_member_link", "showed_member_link", "closed_member_links",
            "member_left",
        }  # fmt: skip
        assert set(lines.values_list("kind", "subject_id")) == {("forum.forum", str(forum.pk))}
        assert not any(known in str(list(AuditLine.objects.values())).lower() for known in LEADS_TO_THEM)

    @pytest.mark.parametrize(
        ("name", "text", "left"),
        [
            ("Jay", "Jay and Jayden, and JAY’s bag", "[a name] and Jayden, and [a name]’s bag"),
            ("Will", "We Will meet. Will it rain?", "We Will meet. Will it rain?"),
            ("Will", "will", "[a name]"),
            ("jay", "jay said Jay", "[a name] said [a name]"),
        ],
    )
    def test_a_name_goes_out_of_notes_and_a_word_stays(self, name, text, left):
        assert struck(text, name) == left
