"""Councils, their years, and the public list that they are loaded from."""

import datetime as dt

import pytest

from newbelongings.domain.authorities import actions, queries
from newbelongings.domain.authorities.actions import CouncilFacts
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.kernel.errors import NotAllowed, NotFound, Refused
from newbelongings.domain.kernel.models import AuditLine

NORTHMERE = CouncilFacts("803", "E06000091", "Northmere", "North", "Unitary Authority")


class TestCycles:
    def test_alice_finds_her_year_and_charlie_does_not(self, world):
        assert queries.cycle(world.as_alice, world.cycle.pk) == world.cycle
        with pytest.raises(NotFound):
            queries.cycle(world.as_charlie, world.cycle.pk)

    def test_the_year_that_runs_today_is_the_current_one(self, world):
        later = actions.start_cycle(world.as_alice, starts=dt.date(2041, 4, 1), ends=dt.date(2042, 3, 31))
        assert later.number == 2
        assert queries.current_cycle(world.as_alice) == world.cycle

    def test_between_years_the_latest_one_counts(self, world):
        world.cycle.starts, world.cycle.ends = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
        world.cycle.save()
        assert queries.current_cycle(world.as_alice) == world.cycle

    def test_a_council_without_a_year_is_told_what_to_do(self, world):
        other = actions.add_authority(world.as_system(), code="904", name="Fourth", region="Invented region")
        with pytest.raises(NotFound, match="Start one"):
            queries.current_cycle(world.as_system(other))

    @pytest.mark.parametrize(("starts", "ends"), [(0, 0), (0, -1), (-400, 0), (100, 500)])
    def test_years_do_not_overlap_or_run_backwards(self, world, starts, ends):
        first = world.cycle.starts
        with pytest.raises(Refused):
            actions.start_cycle(
                world.as_alice, starts=first + dt.timedelta(days=starts), ends=first + dt.timedelta(days=ends)
            )
        assert list(queries.cycles(world.as_alice)) == [world.cycle]

    def test_a_board_member_starts_no_year(self, world):
        with pytest.raises(NotAllowed):
            actions.start_cycle(
                world.scope(world.people["board"]), starts=dt.date(2041, 4, 1), ends=dt.date(2042, 3, 31)
            )


class TestPublicFace:
    def test_anyone_finds_a_council_by_its_short_name(self, world):
        from newbelongings.domain.kernel.scope import public_scope

        assert queries.authority_by_slug(public_scope(), "ravensmere") == world.ravensmere
        with pytest.raises(NotFound):
            queries.authority_by_slug(public_scope(), "nowhere")

    def test_codes_are_for_commands(self, world):
        assert queries.authority_by_code(world.as_system(), "902") == world.aldersea
        with pytest.raises(NotAllowed):
            queries.authority_by_code(world.as_alice, "902")
        with pytest.raises(NotFound, match="999"):
            queries.authority_by_code(world.as_system(), "999")


class TestLoading:
    def test_a_list_is_loaded_once_and_then_only_what_it_changed(self, world):
        system = world.as_system()
        assert actions.load_authorities(system, councils=[NORTHMERE]).added == 1
        assert actions.load_authorities(system, councils=[NORTHMERE]).unchanged == 1
        renamed = CouncilFacts("803", "E06000091", "Northmere and Vale", "North", "Unitary Authority")
        assert actions.load_authorities(system, councils=[renamed]).changed == 1
        assert Authority.objects.get(code="803").name == "Northmere and Vale"

    def test_what_a_council_set_itself_stays_and_so_does_its_link(self, world):
        system = world.as_system()
        actions.load_authorities(system, councils=[NORTHMERE])
        Authority.objects.filter(code="803").update(helpline_phone="01632 960 001", hide_up_to=9)
        renamed = CouncilFacts("803", "E06000091", "Northmere and Vale", "North", "Unitary Authority")
        actions.load_authorities(system, councils=[renamed])
        found = Authority.objects.get(code="803")
        assert (found.helpline_phone, found.hide_up_to, found.slug) == ("01632 960 001", 9, "northmere")

    def test_all_or_nothing(self, world):
        clash = CouncilFacts("901", "E06000092", "Real place", "North", "")
        before = AuditLine.objects.count()
        with pytest.raises(Refused, match="invented"):
            actions.load_authorities(world.as_system(), councils=[NORTHMERE, clash])
        assert not Authority.objects.filter(code="803").exists()
        assert AuditLine.objects.count() == before
        assert Authority.objects.get(code="901").name == "Ravensmere"

    def test_it_is_for_the_service_only(self, world):
        with pytest.raises(NotAllowed):
            actions.load_authorities(world.as_alice, councils=[NORTHMERE])


@pytest.mark.parametrize("size", [1, 7])
def test_a_cluster_has_two_to_six_councils(world, size):
    councils = [
        actions.add_authority(world.as_system(), code=str(800 + n), name=f"Council {n}", region="North")
        for n in range(size)
    ]
    with pytest.raises(Refused):
        actions.form_cluster(world.as_system(), name="Neighbours", authorities=councils)


def test_neighbours_form_a_cluster_and_a_programme_stands_over_them(world):
    cluster = actions.form_cluster(world.as_system(), name="Neighbours", authorities=[world.ravensmere, world.aldersea])
    assert cluster.authorities.count() == 2
    with pytest.raises(NotAllowed):
        actions.form_programme(world.as_alice, name="Mine", authorities=[world.aldersea])
