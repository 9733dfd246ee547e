"""The programme team's page: its own councils, counts only, small ones hidden."""

import re

import pytest
from django.urls import reverse

from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.evidence.oversight import councils
from newbelongings.domain.kernel.errors import NotAllowed
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.domain.kernel.suppression import HIDDEN
from tests.evidence_world import Year, ago


@pytest.fixture
def programme(world):
    return world.scope(world.people[Role.PROGRAMME])


def rows(programme) -> dict:
    return {row.name: row for row in councils(programme)}


def test_each_council_stands_in_one_line(world, programme):
    year = Year(world.ravensmere, world.cycle)
    year.theme("Damp", year.answers(year.round(), 40)[:9])
    objective = year.objective("Homes")
    year.action(objective, "Done", rag="done")
    year.action(objective, "Late", ends=3, rag="green")
    year.milestone("Coming", objective=objective)
    year.reply("Told")
    year.reply("Draft", published=False)
    row = rows(programme)["Ravensmere"]
    assert (row.answered, row.themes, row.promises, row.done, row.late, row.told) == (40, 1, 3, 1, 1, 1)


def test_few_people_are_hidden_by_each_council_its_own_limit(world, programme):
    for authority, cycle, people in (
        (world.ravensmere, world.cycle, 5),
        (world.aldersea, world.aldersea_cycle, 8),
    ):
        year = Year(authority, cycle)
        year.answers(year.round(), people)
    type(world.aldersea).objects.filter(pk=world.aldersea.pk).update(hide_up_to=10)
    assert {name: row.answered for name, row in rows(programme).items()} == {"Ravensmere": HIDDEN, "Aldersea": HIDDEN}


def test_only_councils_of_the_programme_are_there(world, programme):
    authorities.add_authority(system_scope(), code="903", name="Wexcombe", region="Invented", imagined=True)
    assert sorted(rows(programme)) == ["Aldersea", "Ravensmere"]


def test_a_council_that_has_not_begun_says_so(client, world):
    council = authorities.add_authority(system_scope(), code="903", name="Wexcombe", region="Invented", imagined=True)
    world.ravensmere.programmes.get().authorities.add(council)
    client.force_login(world.people[Role.PROGRAMME], backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("oversight")).content.decode()
    assert "1 has not begun" in html
    assert "Not begun" in html


def test_the_present_year_counts_not_the_last(world, programme):
    last = authorities.start_cycle(world.as_system(), starts=ago(600), ends=ago(300))
    year = Year(world.ravensmere, last)
    year.answers(year.round(), 40)
    assert rows(programme)["Ravensmere"].answered == 0


def test_nobodys_words_are_on_the_page(client, world):
    year = Year(world.ravensmere, world.cycle)
    year.theme("Damp", year.answers(year.round(), 40)[:9])
    client.force_login(world.people[Role.PROGRAMME], backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("oversight")).content.decode()
    assert not re.search(r"Answer \d|Damp", html)


@pytest.mark.parametrize("role", [Role.LEAD, Role.COLLEAGUE, Role.BOARD, Role.INSPECTOR])
def test_councils_do_not_see_one_another(client, world, role):
    with pytest.raises(NotAllowed):
        councils(world.scope(world.people[role]))
    client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("oversight")).status_code == 403


def test_statements_do_not_grow_with_councils(world, programme, django_assert_num_queries):
    with django_assert_num_queries(7):
        councils(programme)
    team = world.ravensmere.programmes.get()
    for code in range(910, 940):
        authority = authorities.add_authority(system_scope(), code=str(code), name=f"Council {code}", region="Invented")
        team.authorities.add(authority)
        authorities.start_cycle(system_scope(authority.pk), starts=ago(10), ends=ago(-300))
    with django_assert_num_queries(7):
        assert len(councils(programme)) == 32
