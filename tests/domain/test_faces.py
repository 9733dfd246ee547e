"""A round is looked up once a second by the pages that care leavers see, not once a page."""

import datetime as dt

import pytest

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.scope import public_scope, system_scope
from newbelongings.domain.surveys import actions, faces, queries
from newbelongings.domain.surveys.models import Round


@pytest.fixture
def round_(world, monkeypatch) -> Round:
    monkeypatch.setattr(faces, "SECONDS", 3600.0)
    return actions.open_round(
        world.as_alice,
        cycle_id=world.cycle.pk,
        instrument_id=actions.install_shipped_instruments(system_scope())[0].pk,
        slug="spring",
        title="Spring survey",
        opens=today() - dt.timedelta(days=20),
        closes=today() + dt.timedelta(days=20),
    )


def test_a_second_page_asks_the_database_nothing(round_, django_assert_num_queries):
    queries.public_round(public_scope(), round_.code)
    with django_assert_num_queries(0):
        assert queries.public_round(public_scope(), round_.code).authority.name == "Ravensmere"
        assert faces.face_by_id(round_.pk) == round_


def test_a_round_that_is_given_longer_shows_at_once_in_the_process_that_did_it(world, round_):
    queries.public_round(public_scope(), round_.code)
    later = round_.closes + dt.timedelta(days=30)
    actions.extend_round(world.as_alice, round_id=round_.pk, closes=later)
    assert queries.public_round(public_scope(), round_.code).closes == later


def test_a_link_that_nobody_knows_is_not_remembered(round_):
    with pytest.raises(NotFound):
        queries.public_round(public_scope(), "zzzzzzzz")
    Round.objects.update(code="zzzzzzzz")
    assert queries.public_round(public_scope(), "zzzzzzzz").pk == round_.pk


def test_after_a_while_it_is_looked_up_again(round_, monkeypatch):
    queries.public_round(public_scope(), round_.code)
    Round.objects.update(title="Renamed")
    assert queries.public_round(public_scope(), round_.code).title == "Spring survey"
    later = faces.time.monotonic() + 3700
    monkeypatch.setattr(faces.time, "monotonic", lambda: later)
    assert queries.public_round(public_scope(), round_.code).title == "Renamed"
