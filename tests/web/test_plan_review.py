"""The pages of versions and comments: who opens what, what is shown, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions, comments, versions
from newbelongings.domain.plans.models import PlanVersion
from tests.small_plan import write_small_plan


@pytest.fixture
def small(world):
    return write_small_plan(world)


def share(world, small):
    authorities.form_cluster(world.as_system(), name="Near", authorities=[world.ravensmere, world.aldersea])
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    versions.share_plan(world.as_alice, plan_id=small.plan.pk)


def test_the_next_council_reads_and_comments_through_the_narrow_door_only(client, world, small):
    client.force_login(world.charlie)
    door = reverse("shared_plan", args=[small.plan.pk])
    assert client.get(door).status_code == 404
    share(world, small)
    page = client.get(door).content.decode()
    assert "Every first home is dry" in page
    form = reverse("comment_on_shared_plan", args=[small.plan.pk])
    sent = client.post(form, {"line": f"action-{small.action.pk}", "words": "We use a bond."}, follow=True)
    assert "We use a bond." in sent.content.decode()
    version = PlanVersion.objects.get()
    for address in (
        reverse("plan_version", args=[version.pk]),
        reverse("plan_difference") + f"?from={version.pk}",
        reverse("action", args=[small.action.pk]),
        reverse("answer_comment", args=[comments.comments(world.as_alice, small.plan.pk)[0].pk]),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "versions_open", "comments_open"),
    [
        (Role.COLLEAGUE, True, True),
        (Role.CRITICAL_FRIEND, True, True),
        (Role.CLUSTER, True, True),
        (Role.BOARD, True, False),
        (Role.FORUM_MEMBER, False, False),
        (Role.OWNER, False, False),
    ],
)
def test_who_opens_versions_and_comments(client, world, small, role, versions_open, comments_open):
    client.force_login(world.people[role])
    for name, opens in (("plan_versions", versions_open), ("plan_comments", comments_open)):
        assert client.get(reverse(name)).status_code == (200 if opens else 403)
    if role is not Role.COLLEAGUE:
        assert client.post(reverse("submit_plan")).status_code == 403
        assert not PlanVersion.objects.exists()


def test_what_was_typed_stays_when_a_comment_is_refused(client, world, small):
    client.force_login(world.people[Role.CRITICAL_FRIEND])
    words = "Why? " * 500
    page = client.post(reverse("comment_on_plan"), {"line": f"plan-{small.plan.pk}", "words": words}).content.decode()
    assert "Shorten your comment to 2,000 letters" in page
    assert words.strip() in page
    gone = client.post(reverse("comment_on_plan"), {"line": "action-999999", "words": "Why?"}).content.decode()
    assert "Choose a line that is in the plan" in gone
    assert "Why?" in gone


def test_words_that_look_like_html_are_shown_as_words(client, world, small):
    hostile = "<script>alert(1)</script>"
    friend = world.scope(world.people[Role.CRITICAL_FRIEND])
    comments.comment_on_plan(friend, plan_id=small.plan.pk, thing="plan", thing_id=small.plan.pk, words=hostile)
    first = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    actions.add_milestone(world.as_alice, plan_id=small.plan.pk, title=hostile, due=today())
    second = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    client.force_login(world.alice)
    for address in (
        reverse("plan_comments"),
        reverse("plan_version", args=[second.pk]),
        f"{reverse('plan_difference')}?from={first.pk}&to={second.pk}",
    ):
        page = client.get(address).content.decode()
        assert hostile not in page
        assert "&lt;script&gt;alert(1)" in page


def test_submitting_the_same_words_again_says_so_on_the_page(client, world, small):
    client.force_login(world.alice)
    assert client.post(reverse("submit_plan")).status_code == 302
    again = client.post(reverse("submit_plan"))
    assert again.status_code == 400
    assert "word for word version 1" in again.content.decode()


@pytest.mark.parametrize("number", [3, 30])
def test_a_long_plan_costs_no_more_statements(client, world, small, number, django_assert_max_num_queries):
    for n in range(number):
        actions.add_action(
            world.as_alice,
            objective_id=small.objective.pk,
            title=f"Action {n}",
            lead="Tom",
            starts=today(),
            ends=today(),
        )
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    friend = world.scope(world.people[Role.CRITICAL_FRIEND])
    for n in range(number):
        comments.comment_on_plan(
            friend, plan_id=small.plan.pk, thing="plan", thing_id=small.plan.pk, words=f"Question {n}"
        )
    client.force_login(world.alice)
    version = PlanVersion.objects.get()
    for address, most in (
        (reverse("plan_version", args=[version.pk]), 6),
        (reverse("plan_versions"), 30),
        (reverse("plan_difference"), 28),
        (reverse("plan_comments"), 22),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
