"""Writing, looking at, publishing and withdrawing a reply, as staff do it."""

import pytest
from django.test import Client

from newbelongings.domain.forum import actions as forum
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans import actions as plans
from newbelongings.domain.replies import actions, checking, queries
from newbelongings.domain.replies.models import Reply
from newbelongings.domain.themes import actions as themes
from tests.answering import UNREAD, WORDS, action_of, days_ago, draft_of, issue_of, publish, themes_of
from tests.replies_world import check_of, member_of

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def as_person():
    """``as_person(person)``: a browser in which that person is signed in."""

    def do(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return do


def _text(response) -> str:
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def _checked(page: str, name: str, pk: int) -> bool:
    inputs = [part.partition(">")[0] for part in page.split("<input")]
    return any(f'name="{name}"' in one and f'value="{pk}"' in one and " checked" in one for one in inputs)


def test_from_an_issue_to_the_public_page(world, as_person):
    issue = issue_of(world.as_alice)
    alice = as_person(world.alice)
    page = _text(alice.get("/replies/"))
    assert "We owe one answer" in page
    page = _text(alice.get(f"/replies/write/?issue={issue.pk}"))
    assert 'value="Letters that scare people"' in page and "The letter said court." in page
    assert _checked(page, "issues", issue.pk)
    response = alice.post("/replies/write/", WORDS | {"issues": [issue.pk], "look": "yes"})
    page = _text(alice.get(response.url))
    assert "This is how care leavers will read it." in page
    reply = Reply.objects.get()
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    page = _text(alice.post(response.url, {"edition": edition}))
    assert "say in one sentence why none did" in page
    page = _text(alice.post(response.url, {"edition": edition, "unchecked_because": UNREAD}, follow=True))
    assert "is on your public page" in page and "Everything has an answer" in page
    assert WORDS["title"] in _text(Client().get("/c/ravensmere/"))
    assert Reply.objects.get().published_on == today(), reply


def test_a_draft_shows_what_is_hard_to_read(world, as_person):
    bob = as_person(world.bob)
    hard = "We are currently reviewing the accommodation provision in order to ensure that appropriate placements are "
    sent = WORDS | {"answer": hard + "available to all eligible young people in the locality."}
    page = _text(bob.post("/replies/write/", sent, follow=True))
    assert "Hard to read" in page and "Cut these in two" in page
    assert "<strong>ensure</strong>: make sure" in page


def test_preview_of_an_unready_draft_says_what_is_missing_and_cannot_be_published(world, as_person):
    draft = draft_of(world, answer="")
    alice = as_person(world.alice)
    page = _text(alice.get(f"/replies/{draft.pk}/publish/"))
    assert "Link at least one theme or issue" in page and "Write what you did" in page
    assert ">Publish<" not in page
    page = _text(alice.post(f"/replies/{draft.pk}/publish/", {"unchecked_because": UNREAD}))
    assert "One thing to put right" in page and Reply.objects.get().published_on is None


def test_a_cleared_quotation_is_offered_and_taken(world, as_person):
    theme = themes_of(world, {"A signature": 20}, base=60)["A signature"]
    quotation = themes.clear_quotation(world.as_alice, theme_id=theme.pk, words="Nobody to sign for me.")
    alice = as_person(world.alice)
    page = _text(alice.get(f"/replies/write/?theme={theme.pk}"))
    assert _checked(page, "themes", theme.pk) and _checked(page, "quotation", quotation.pk)
    sent = WORDS | {"themes": [theme.pk], "quotation": quotation.pk, "said": ""}
    alice.post("/replies/write/", sent)
    assert Reply.objects.get().said == "“Nobody to sign for me.”"
    page = _text(alice.post("/replies/write/", sent | {"said": "Words of ours."}))
    assert "You chose a sentence above and wrote one too." in page and "Words of ours." in page


def test_a_thing_done_brings_those_who_asked_for_it(world, as_person):
    issue = issue_of(world.as_alice)
    priority = plans.choose_priority(
        world.as_alice,
        cycle_id=world.cycle.pk,
        title="A signature",
        area="A6",
        chosen_by="The forum",
        issue_ids=[issue.pk],
    )
    action = action_of(world, priority_id=priority.pk)
    plans.add_update(world.as_alice, rag="done", words="Agreed.", action_id=action.pk)
    alice = as_person(world.alice)
    assert "One thing is done, and nobody has been told" in _text(alice.get("/replies/"))
    page = _text(alice.get(f"/replies/write/?action={action.pk}"))
    assert _checked(page, "actions", action.pk) and _checked(page, "issues", issue.pk)
    assert _checked(page, "state", "did")
    page = _text(alice.get(f"/replies/write/?priority={priority.pk}"))
    assert _checked(page, "issues", issue.pk)


def test_two_people_edit_one_draft_and_neither_loses_a_word(world, as_person):
    draft = draft_of(world)
    alice, bob = as_person(world.alice), as_person(world.bob)
    address = f"/replies/{draft.pk}/"
    pages = [_text(person.get(address)) for person in (alice, bob)]
    seen = [page.partition('name="edition" value="')[2].partition('"')[0] for page in pages]
    assert seen[0] == seen[1] != ""
    alice.post(address, WORDS | {"answer": "Alice wrote this.", "edition": seen[0]})
    page = _text(bob.post(address, WORDS | {"answer": "Bob wrote this.", "edition": seen[1]}))
    assert "Somebody else saved this draft" in page
    assert "Alice wrote this." in page and "Bob wrote this." in page
    assert Reply.objects.get().answer == "Alice wrote this."
    fresh = page.partition('name="edition" value="')[2].partition('"')[0]
    bob.post(address, WORDS | {"answer": "Bob wrote this.", "edition": fresh})
    assert Reply.objects.get().answer == "Bob wrote this."


def test_a_draft_changed_after_the_preview_is_not_published(world, as_person):
    draft = draft_of(world, issue_ids=[issue_of(world.as_alice).pk])
    alice = as_person(world.alice)
    seen = _text(alice.get(f"/replies/{draft.pk}/publish/")).partition('name="edition" value="')[2].partition('"')[0]
    actions.edit_reply(world.as_bob, reply_id=draft.pk, **(WORDS | {"answer": "Bob changed it."}))
    page = _text(alice.post(f"/replies/{draft.pk}/publish/", {"edition": seen, "unchecked_because": UNREAD}))
    assert "Somebody else saved this draft" in page and "Bob changed it." in page
    assert not queries.published_replies(world.as_alice, world.ravensmere.pk).exists()


def test_withdrawing_needs_a_reason_and_keeps_the_reply(world, as_person):
    reply = publish(world)
    alice = as_person(world.alice)
    assert alice.get(f"/replies/{reply.pk}/").url == f"/replies/{reply.pk}/withdraw/", "published replies stay"
    assert "Fill in: why you take it down" in _text(alice.post(f"/replies/{reply.pk}/withdraw/", {"because": ""}))
    page = _text(alice.post(f"/replies/{reply.pk}/withdraw/", {"because": "It named a street."}, follow=True))
    assert "It named a street." in page and "Withdrawn" in page
    assert WORDS["answer"] not in _text(Client().get("/c/ravensmere/"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Fill in: title, in their words"),
        ({"title": "x" * 300}, "at most 120 characters"),
        ({"promised_by": "31/31/2026"}, "Enter a valid date"),
        ({"said": ""}, "Write what they said, in their words"),
        ({"state": "maybe"}, "maybe is not one of the available choices"),
    ],
)
def test_wrong_input_keeps_what_was_typed(world, as_person, wrong, words):
    page = _text(as_person(world.alice).post("/replies/write/", WORDS | {"answer": "Keep me."} | wrong))
    assert words in page and "Keep me." in page
    assert not Reply.objects.exists()


def test_charlie_of_the_next_council_finds_nothing(world, as_person):
    issue, draft, published = issue_of(world.as_alice), draft_of(world), publish(world)
    charlie = as_person(world.charlie)
    for address in (
        f"/replies/{draft.pk}/",
        f"/replies/{draft.pk}/publish/",
        f"/replies/{published.pk}/withdraw/",
        f"/replies/write/?issue={issue.pk}",
        "/replies/write/?theme=999&theme=1",
        "/replies/write/?priority=77",
    ):
        assert charlie.get(address).status_code == 404, address
    assert WORDS["title"] not in _text(charlie.get("/replies/"))
    charlie.post("/replies/write/", WORDS | {"issues": [issue.pk]})
    assert not queries.replies(world.as_charlie, world.aldersea_cycle.pk).get().issues.exists()
    issue_of(world.as_charlie)
    page = _text(charlie.post("/replies/write/", WORDS | {"issues": [issue.pk]}))
    assert "is not one of the available choices" in page


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADVISER, Role.OWNER, Role.CRITICAL_FRIEND, Role.INSPECTOR])
def test_others_do_not_come_in(world, as_person, role):
    draft = draft_of(world)
    person = as_person(world.people[role])
    for address in ("/replies/", "/replies/write/", f"/replies/{draft.pk}/", f"/replies/{draft.pk}/publish/"):
        assert person.get(address).status_code == 403


def test_hostile_words_stay_words(world, as_person):
    issue = issue_of(world.as_alice, HOSTILE, words=HOSTILE)
    hostile = {"title": HOSTILE, "said": HOSTILE, "answer": HOSTILE, "changed": HOSTILE, "promised_who": HOSTILE}
    draft = draft_of(world, **hostile, issue_ids=[issue.pk])
    published = publish(world, **hostile)
    alice = as_person(world.alice)
    for address in (
        "/replies/",
        f"/replies/write/?issue={issue.pk}",
        f"/replies/{draft.pk}/",
        f"/replies/{draft.pk}/publish/",
        f"/replies/{published.pk}/withdraw/",
    ):
        assert HOSTILE not in _text(alice.get(address))


@pytest.mark.parametrize("query", ["?theme=x", "?issue=", "?action=-1", "?priority=1e9", "?milestone=٣"])
def test_an_odd_address_begins_an_empty_reply(world, as_person, query):
    assert "Write a reply" in _text(as_person(world.alice).get(f"/replies/write/{query}"))


@pytest.mark.parametrize("count", [5, 50])
def test_statements_do_not_grow_with_the_replies(world, as_person, count, django_assert_max_num_queries):
    for number in range(count):
        draft_of(world, title=f"Draft {number}")
        publish(world, title=f"Reply {number}", on=days_ago(1), written_on=days_ago(2))
        issue_of(world.as_alice, f"Issue {number}")
    alice = as_person(world.alice)
    with django_assert_max_num_queries(36):
        assert f"Draft {count - 1}" in _text(alice.get("/replies/"))


def test_days_of_a_promise_come_back_into_the_form(world, as_person):
    draft = draft_of(world, state="doing", promised_by=days_ago(-90))
    assert f'value="{days_ago(-90).isoformat()}"' in _text(as_person(world.alice).get(f"/replies/{draft.pk}/"))


def test_a_forum_is_asked_and_what_it_says_is_written_down(world, as_person):
    started = forum.start_forum(world.as_bob, name="Care forum")
    meeting = forum.hold_meeting(world.as_bob, forum_id=started.pk, date=days_ago(1), place="Library")
    draft = draft_of(world, issue_ids=[issue_of(world.as_alice).pk])
    bob = as_person(world.bob)
    assert "Ask Care forum" in _text(bob.get(f"/replies/{draft.pk}/publish/"))
    page = _text(bob.post(f"/replies/{draft.pk}/ask/", {"forum": started.pk}, follow=True))
    assert "Nobody has said anything yet" in page and "Ask Care forum" not in page
    check = draft.checks.get()
    checking.say_of_draft(
        public_scope(), token=member_of(started)[1], check_id=check.pk, said="unclear", words=f"What is {HOSTILE}?"
    )
    page = _text(bob.get(f"/replies/checks/{check.pk}/"))
    assert "some people" in page and "&lt;script&gt;" in page and HOSTILE not in page and "Sky" not in page
    sent = {"meeting": meeting.pk, "outcome": "agreed", "words": "Clear now."}
    page = _text(bob.post(f"/replies/checks/{check.pk}/", sent))
    assert "Write how many people read it" in page and "Clear now." in page
    page = _text(bob.post(f"/replies/checks/{check.pk}/", sent | {"people": 8}, follow=True))
    assert "A forum read it and agreed" in page and "8 read it at the meeting" in page
    assert "Why no forum read it" not in page
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    bob.post(f"/replies/{draft.pk}/publish/", {"edition": edition})
    assert Reply.objects.get().published_on == today()


def test_charlie_asks_no_forum_of_the_next_council(world, as_person):
    draft = draft_of(world, issue_ids=[issue_of(world.as_alice).pk])
    started = forum.start_forum(world.as_bob, name="Care forum")
    charlie = as_person(world.charlie)
    assert charlie.post(f"/replies/{draft.pk}/ask/", {"forum": started.pk}).status_code == 404
    check = check_of(world, draft, started)
    assert charlie.get(f"/replies/checks/{check.pk}/").status_code == 404
    assert as_person(world.bob).post(f"/replies/{draft.pk}/ask/", {"forum": "x"}).status_code == 404


def test_the_reading_box_is_drawn_for_words_that_nobody_saved(world, as_person):
    bob = as_person(world.bob)
    words = ["A title", f"We ensure accommodation. {HOSTILE}", ""]
    page = _text(bob.post("/replies/reading/", {"words": words}))
    assert '<mark class="nb-mark">accommodation</mark>' in page and "[a place to live]" in page
    assert HOSTILE not in page and "&lt;script&gt;" in page
    assert not Reply.objects.exists()
    assert bob.get("/replies/reading/").status_code == 405
    assert "Plain words" in _text(bob.post("/replies/reading/"))
