"""A personal link opens one action and nothing else, for as long as there is something to say."""

import datetime as dt

import pytest
import time_machine

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.accounts.models import Membership
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.plans import actions, edits
from newbelongings.domain.plans.given import GivenFile
from newbelongings.domain.plans.links import linked_action, new_link, update_by_link
from newbelongings.domain.plans.models import Evidence, PersonalLink, Update

DAY = dt.timedelta(days=1)
ANYBODY = public_scope()


@pytest.fixture
def objective(world):
    plan = actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes.", lead="Alice")
    return actions.set_objective(world.as_alice, plan_id=plan.pk, title="Dry", success="14 days.", area="A6")


@pytest.fixture
def action(world, objective):
    return actions.add_action(
        world.as_alice,
        objective_id=objective.pk,
        title="Agree 14 days",
        lead="Tom, housing",
        starts=world.cycle.starts,
        ends=today() + DAY,
        owner_id=world.people[Role.OWNER].pk,
    )


@pytest.fixture
def token(action):
    return new_link(action, sent_to=action.owner.email)


def file(number=1):
    return GivenFile(f"minutes-{number}.pdf", "application/pdf", 9, "0" * 64, f"{number:032x}")


def test_it_opens_its_action_and_reading_changes_nothing(world, token):
    before = PersonalLink.objects.values().get()
    seen = linked_action(ANYBODY, token)
    assert (seen.title, seen.authority, seen.latest) == ("Agree 14 days", world.ravensmere, None)
    assert PersonalLink.objects.values().get() == before
    assert token not in str(before)


def test_an_update_by_link_is_signed_with_the_leads_name(world, action, token):
    update_by_link(ANYBODY, token=token, rag="amber", words="Two of five.", evidence=[file()])
    update = Update.objects.get()
    assert (update.action, update.rag, update.made_by) == (action, "amber", "Tom, housing, by link")
    assert update.evidence.get().name == "minutes-1.pdf"
    assert linked_action(ANYBODY, token).latest.words == "Two of five."


def test_an_owner_without_an_account_has_one_too(world, objective):
    action = actions.add_action(
        world.as_alice, objective_id=objective.pk, title="Fix", lead="Una", lead_email="una@partner.example",
        starts=today(), ends=today(),
    )  # fmt: skip
    token = new_link(action, sent_to="una@partner.example")
    update_by_link(ANYBODY, token=token, rag="green", words="Begun.")
    assert Update.objects.get().made_by == "Una, by link"


def leaves(world, action):
    owner = Membership.objects.get(person=world.people[Role.OWNER])
    accounts.remove_person(world.as_alice, membership_id=owner.pk)


def is_given_to_bob(world, action):
    edits.edit_action(
        world.as_alice, action_id=action.pk, version=action.version, title=action.title, lead="Bob",
        starts=action.starts, ends=action.ends, owner_id=world.bob.pk,
    )  # fmt: skip


def is_done(world, action):
    actions.add_update(world.as_alice, action_id=action.pk, rag="done", words="All agreed.")


def is_dropped(world, action):
    edits.drop_objective(world.as_alice, objective_id=action.objective_id, because="Not asked for.")


@pytest.mark.parametrize("what", [leaves, is_given_to_bob, is_done, is_dropped])
def test_it_closes_when(world, action, token, what):
    linked_action(ANYBODY, token)
    what(world, action)
    count = Update.objects.count()
    with pytest.raises(NotFound, match="no longer works"):
        linked_action(ANYBODY, token)
    with pytest.raises(NotFound, match="no longer works"):
        update_by_link(ANYBODY, token=token, rag="green", words="Still here.")
    assert Update.objects.count() == count


def test_it_closes_for_good_once_the_action_was_done(world, action, token):
    is_done(world, action)
    actions.add_update(world.as_alice, action_id=action.pk, rag="red", words="It was not done after all.")
    with pytest.raises(NotFound):
        linked_action(ANYBODY, token)


def test_it_runs_out(action, token):
    with time_machine.travel(dt.datetime.now(dt.UTC) + 30 * DAY):
        linked_action(ANYBODY, token)
    with time_machine.travel(dt.datetime.now(dt.UTC) + 31 * DAY), pytest.raises(NotFound):
        linked_action(ANYBODY, token)


@pytest.mark.parametrize("guess", ["", "0" * 32, "' or 1=1", "\x00\ud800"])
def test_a_guess_opens_nothing(token, guess):
    with pytest.raises(NotFound):
        linked_action(ANYBODY, guess)


def test_a_flood_of_updates_is_stopped(action, token):
    for number in range(10):
        update_by_link(ANYBODY, token=token, rag="green", words=f"Update {number}.")
    with pytest.raises(Refused, match="tomorrow"):
        update_by_link(ANYBODY, token=token, rag="green", words="One more.")


def test_a_refused_update_keeps_no_evidence(world, token):
    for given in ({"rag": "blue"}, {"words": " "}, {"evidence": [file(n) for n in range(6)]}):
        with pytest.raises(Refused):
            update_by_link(ANYBODY, token=token, **({"rag": "green", "words": "Going.", "evidence": [file()]} | given))
    assert not Evidence.objects.exists()
    assert not Update.objects.exists()
