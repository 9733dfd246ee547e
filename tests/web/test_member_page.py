"""A forum member's own page: by their link, and by nothing else."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from newbelongings.domain.forum import actions, meetings, noting
from newbelongings.domain.forum.models import Forum
from newbelongings.domain.kernel.dates import today
from newbelongings.web.public.member import door
from newbelongings.web.public.member.meeting import SENT_AN_HOUR
from tests.meetings_world import HERE, held, join, planned


@pytest.fixture
def forum(world) -> Forum:
    return actions.start_forum(world.as_bob, name="Ravensmere care leavers’ forum")


def page_of(token: str) -> str:
    return reverse("member_page", args=[token])


class TestTheDoor:
    def test_it_greets_by_the_name_they_chose_and_says_when_the_forum_meets(self, client, world, forum):
        meeting = actions.hold_meeting(world.as_bob, forum_id=forum.pk, date=today() + dt.timedelta(days=9))
        _, token = join(forum.pk, "<b>Kit</b>")
        response = client.get(page_of(token))
        page = response.content.decode()
        assert "Hello <bdi>&lt;b&gt;Kit&lt;/b&gt;</bdi>" in page
        assert f"{meeting.date:%A} {meeting.date.day}" in page
        assert "Who to ring now" in page

    def test_the_address_goes_nowhere_and_no_cookie_is_set(self, client, forum):
        _, token = join(forum.pk, "Kit")
        response = client.get(page_of(token))
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies

    def test_the_link_of_a_member_who_left_is_closed(self, client, forum):
        member, token = join(forum.pk, "Kit")
        member.delete()
        response = client.get(page_of(token))
        assert response.status_code == 404
        assert "Ask the person who runs your forum for a new one." in response.content.decode()
        assert "noindex" in response["X-Robots-Tag"]

    def test_an_old_link_is_closed(self, client, forum):
        member, token = join(forum.pk, "Kit")
        member.links.update(expires_on=today() - dt.timedelta(days=1))
        assert client.get(page_of(token)).status_code == 404

    def test_guessing_is_slowed_and_a_true_link_still_opens(self, client, forum):
        cache.clear()
        _, token = join(forum.pk, "Kit")
        for guess in range(door.WRONG_LINKS_A_MINUTE + 1):
            response = client.get(page_of(f"{guess:032x}"))
        assert response.status_code == 404
        assert "Wait a minute" in response.content.decode()
        assert client.get(page_of(token)).status_code == 200

    def test_it_takes_few_statements(self, client, world, forum, django_assert_max_num_queries):
        _, token = join(forum.pk, "Kit")
        with django_assert_max_num_queries(8):
            client.get(page_of(token))


class TestTheMeeting:
    def test_a_member_says_whether_they_come_and_may_change_their_mind(self, client, world, forum):
        meeting = planned(world, forum, starts_at=dt.time(17, 30))
        _, token = join(forum.pk, "Kit")
        for answer, said in (("coming", "I’m coming"), ("cannot", "I can’t come")):
            address = reverse("answer_invitation", args=[token, meeting.pk])
            page = client.post(address, {"answer": answer}, follow=True).content.decode()
            assert f"You said: <strong>{said}</strong>" in page
        assert meeting.invitations.get().answer == "cannot"

    def test_an_answer_that_is_none_is_told_in_one_sentence(self, client, world, forum):
        meeting = planned(world, forum)
        _, token = join(forum.pk, "Kit")
        response = client.post(reverse("answer_invitation", args=[token, meeting.pk]), {"answer": "maybe"})
        assert response.status_code == 400
        assert "Choose if you are coming or not." in response.content.decode()
        assert response["Referrer-Policy"] == "no-referrer"

    def test_what_they_add_is_text_for_the_others_to_read(self, client, world, forum):
        meeting = planned(world, forum)
        _, token = join(forum.pk, "Kit")
        _, other = join(forum.pk, "Ash")
        address = reverse("suggest_agenda_item", args=[token, meeting.pk])
        client.post(address, {"title": "<img src=x onerror=alert(1)>", "words": ""})
        page = client.get(page_of(other)).content.decode()
        assert "&lt;img src=x" in page and "<img src=x" not in page

    def test_nothing_typed_is_lost(self, client, world, forum):
        meeting = planned(world, forum)
        _, token = join(forum.pk, "Kit")
        address = reverse("suggest_agenda_item", args=[token, meeting.pk])
        page = client.post(address, {"title": "", "words": "The buses stop at 7."}).content.decode()
        assert "Say in a few words what to talk about." in page and "The buses stop at 7." in page

    def test_a_flood_from_one_link_ends(self, client, world, forum):
        cache.clear()
        meeting = planned(world, forum)
        _, token = join(forum.pk, "Kit")
        address = reverse("suggest_agenda_item", args=[token, meeting.pk])
        for number in range(SENT_AN_HOUR + 1):
            page = client.post(address, {"title": f"Thing {number}"}, follow=True).content.decode()
        assert "Wait an hour" in page and f'value="Thing {SENT_AN_HOUR}"' in page
        assert meeting.agenda.count() == SENT_AN_HOUR

    def test_the_meeting_of_another_forum_is_not_found(self, client, world, forum):
        other = actions.start_forum(world.as_bob, name="Juniors")
        meeting = planned(world, other)
        _, token = join(forum.pk, "Kit")
        for name in ("suggest_agenda_item", "member_calendar", "say_of_notes"):
            assert client.get(reverse(name, args=[token, meeting.pk])).status_code == 404

    def test_their_calendar_holds_the_day_and_no_key(self, client, world, forum):
        meeting = planned(world, forum, starts_at=dt.time(17, 30))
        _, token = join(forum.pk, "Kit")
        content = client.get(reverse("member_calendar", args=[token, meeting.pk])).content.decode()
        assert f"DTSTART;TZID=Europe/London:{meeting.date:%Y%m%d}T173000" in content
        assert token not in content

    def test_called_off_is_said_on_the_page(self, client, world, forum):
        meeting = planned(world, forum)
        _, token = join(forum.pk, "Kit")
        meetings.call_off_meeting(world.as_bob, meeting_id=meeting.pk, address=HERE)
        assert "is called off" in client.get(page_of(token)).content.decode()

    def test_notes_are_read_and_judged(self, client, world, forum):
        meeting = held(world, forum)
        _, token = join(forum.pk, "Kit")
        address = reverse("say_of_notes", args=[token, meeting.pk])
        noting.write_notes(world.as_bob, meeting_id=meeting.pk, notes="We like the bus.")
        assert client.get(address).status_code == 404, "the group has not been shown them"
        noting.show_notes(world.as_bob, meeting_id=meeting.pk, address=HERE)
        assert "Are these notes right?" in client.get(page_of(token)).content.decode()
        page = client.post(address, {"say": "wrong", "words": ""}).content.decode()
        assert "Say what is wrong. A few words will do." in page
        page = client.post(address, {"say": "wrong", "words": "We do not."}, follow=True).content.decode()
        assert "You said: something is wrong" in page
        page = client.post(address, {"say": "right", "words": ""}, follow=True).content.decode()
        assert "You said: this is right" in page
