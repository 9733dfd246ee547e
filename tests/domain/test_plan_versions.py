"""Submitted, agreed and shared: what is frozen stays frozen, and who may read it."""

import json

import pytest

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import edits, queries, versions
from newbelongings.domain.plans.content import content_of, sha256_of
from newbelongings.domain.plans.difference import difference
from newbelongings.domain.plans.models import Coverage, KeyFact, PlanVersion, Resource, SelfAssessment
from tests.small_plan import DAY, write_small_plan


@pytest.fixture
def small(world):
    return write_small_plan(world)


def reword(world, action, title="Agree 10 days with all landlords", **more):
    given = {"lead": action.lead, "starts": action.starts, "ends": action.ends} | more
    action.refresh_from_db()
    return edits.edit_action(world.as_alice, action_id=action.pk, version=action.version, title=title, **given)


def cluster(world):
    authorities.form_cluster(world.as_system(), name="Invented cluster", authorities=[world.ravensmere, world.aldersea])


def test_a_version_holds_the_whole_plan_and_stays_while_work_goes_on(world, small):
    KeyFact.objects.create(plan=small.plan, words="Two in five rent", source="The survey", as_of=today())
    SelfAssessment.objects.create(plan=small.plan, promise="CP1", well="We ring", better="Weekends")
    Resource.objects.create(plan=small.plan, kind="money", words="A repairs fund", pence=250_000)
    Coverage.objects.create(plan=small.plan, commitment="PC10", objective=small.objective)
    version = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    frozen = json.dumps(version.content)
    for words in (
        "Homes to stay in.",
        "Every first home is dry",
        "the forum, chosen on",
        "Repairs",
        "Agree 14 days",
        "Landlords agree",
        "Two in five rent",
        "Weekends",
        "250000",
        "PC10",
    ):
        assert words in frozen
    reword(world, small.action)
    again = PlanVersion.objects.get(pk=version.pk)
    assert (again.number, again.state) == (1, "submitted")
    assert again.content == json.loads(frozen)
    assert sha256_of(again.content) == again.sha256
    (changed,) = difference(again.content, content_of(world.as_alice, small.plan)).changed
    assert changed.title == "Agree 10 days with all landlords"


def test_a_version_holds_no_number_of_people_and_nobodys_address(world, small):
    reword(world, small.action, lead_email="tom@example.org")
    content = json.dumps(versions.submit_plan(world.as_alice, plan_id=small.plan.pk).content)
    assert "example.org" not in content


def test_word_for_word_the_last_one_is_refused(world, small):
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    with pytest.raises(Refused, match="word for word version 1"):
        versions.submit_plan(world.as_bob, plan_id=small.plan.pk)
    reword(world, small.action)
    assert versions.submit_plan(world.as_bob, plan_id=small.plan.pk).number == 2


def test_a_version_is_never_changed_or_deleted(world, small):
    version = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    version.content = {}
    rows = PlanVersion.objects.filter(pk=version.pk)
    for attempt in (
        version.save,
        version.delete,
        rows.delete,
        lambda: rows.update(state="agreed"),
        lambda: rows.bulk_update([version], ["content"]),
        small.plan.versions.all().delete,
    ):
        with pytest.raises(Refused, match="frozen"):
            attempt()
    assert rows.get().content["plan"]


def test_the_board_agrees_what_was_submitted_and_not_what_was_changed_since(world, small):
    with pytest.raises(Refused, match="Submit the plan"):
        versions.agree_plan(world.as_alice, plan_id=small.plan.pk, agreed_on=today())
    first = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    reword(world, small.action)
    with pytest.raises(Refused, match="earlier day"):
        versions.agree_plan(world.as_alice, plan_id=small.plan.pk, agreed_on=today() + DAY)
    agreed = versions.agree_plan(world.as_alice, plan_id=small.plan.pk, agreed_on=today() - DAY)
    assert (agreed.number, agreed.state, agreed.sha256) == (2, "agreed", first.sha256)
    assert queries.plan(world.as_alice, world.cycle.pk).agreed_on == today() - DAY
    assert versions.last_agreed(world.as_bob, small.plan.pk) == agreed
    with pytest.raises(Refused, match="agreed already"):
        versions.agree_plan(world.as_alice, plan_id=small.plan.pk, agreed_on=today())
    assert list(AuditLine.objects.filter(kind="plans.planversion").values_list("verb", flat=True).order_by("pk")) == [
        "sent_plan_for_review",
        "agreed_plan",
    ]


@pytest.mark.parametrize("role", [Role.CRITICAL_FRIEND, Role.CLUSTER, Role.BOARD, Role.ADVISER, Role.FORUM_MEMBER])
def test_others_submit_agree_and_share_nothing(world, small, role):
    scope = world.scope(world.people[role])
    for act, more in (
        (versions.submit_plan, {}),
        (versions.agree_plan, {"agreed_on": today()}),
        (versions.share_plan, {}),
        (versions.stop_sharing_plan, {}),
    ):
        with pytest.raises(NotAllowed):
            act(scope, plan_id=small.plan.pk, **more)


def test_the_next_council_reads_only_what_its_cluster_shares(world, small):
    charlie = world.as_charlie
    version = versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    with pytest.raises(Refused, match="in no cluster"):
        versions.share_plan(world.as_alice, plan_id=small.plan.pk)
    cluster(world)
    with pytest.raises(NotFound):
        versions.shared_version(charlie, small.plan.pk)
    versions.share_plan(world.as_alice, plan_id=small.plan.pk)
    assert versions.shared_version(charlie, small.plan.pk) == version
    for look in (
        lambda: versions.version(charlie, version.pk),
        lambda: versions.versions(charlie, small.plan.pk),
        lambda: versions.submit_plan(charlie, plan_id=small.plan.pk),
        lambda: queries.plan(charlie, world.cycle.pk),
        lambda: queries.action(charlie, small.action.pk),
    ):
        with pytest.raises(NotFound):
            look()
    versions.stop_sharing_plan(world.as_alice, plan_id=small.plan.pk)
    with pytest.raises(NotFound):
        versions.shared_version(charlie, small.plan.pk)


def test_shared_but_in_no_cluster_together_stays_closed(world, small):
    cluster(world)
    versions.submit_plan(world.as_alice, plan_id=small.plan.pk)
    versions.share_plan(world.as_alice, plan_id=small.plan.pk)
    world.aldersea.clusters.clear()
    with pytest.raises(NotFound):
        versions.shared_version(world.as_charlie, small.plan.pk)
