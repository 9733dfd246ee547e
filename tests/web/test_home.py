"""The first page of a council: one next thing, the thread, the breaks, and who sees which of them."""

import re

import pytest
from django.urls import reverse

from newbelongings.domain.accounts import actions as accounts
from newbelongings.domain.authorities import actions as authorities
from newbelongings.domain.authorities.models import Cycle
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.kernel.scope import system_scope
from tests.evidence_world import Year
from tests.world import PASSWORD


@pytest.fixture
def year(world) -> Year:
    return Year(world.ravensmere, world.cycle)


@pytest.fixture
def broken(year) -> Year:
    """A year with one break of each kind."""
    year.theme("Damp", year.answers(year.round(closed=61), 12)[:9])
    asked = year.objective("Asked for", year.priority("Weekends", issues=[year.issue("Weekends")]))
    year.action(asked, "Finished line", rag="done")
    year.action(asked, "Late line", ends=43, rag="red")
    year.objective("A manager’s idea")
    return year


def get(client, person, name: str, *args) -> str:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, response.content
    return re.sub(r"\s+", " ", response.content.decode())


def filled_buttons(html: str) -> list[str]:
    main = html[html.index("<main") : html.index("</main>")]
    return re.findall(r'class="govuk-button"[^>]*>([^<]+)<', main)


def test_the_lead_sees_one_next_thing_and_the_thread(client, world, broken):
    html = get(client, world.alice, "home")
    assert "One thing is done, and nobody has been told" in html
    assert "It is broken in 4 places." in html
    assert "The oldest has waited 61 days." in html
    assert filled_buttons(html) == ["Write the reply"]
    assert "12 people, 1 theme, 1 forum issue" in html


def test_a_single_thing_to_tell_leads_straight_to_its_reply(client, world, broken):
    html = get(client, world.alice, "home")
    action = broken.plan.objectives.first().actions.get(title="Finished line")
    assert f"{reverse('write_reply')}?action={action.pk}" in html


def test_the_board_reads_the_same_thread_and_is_asked_to_write_nothing(client, world, broken):
    html = get(client, world.people[Role.BOARD], "home")
    assert "It is broken in 4 places." in html
    assert filled_buttons(html) == ["See what is late"]
    for written in ("Write", "write_reply", "Link to what was said"):
        assert written not in html
    listed = get(client, world.people[Role.BOARD], "breaks", "acted_not_told")
    assert "Finished line" in listed
    assert reverse("write_reply") not in listed
    assert filled_buttons(listed) == []


@pytest.mark.parametrize(
    ("kind", "what", "leads_to"),
    [
        ("heard_not_acted_on", "Damp", "choose_priority"),
        ("promised_and_late", "Late line", "add_update"),
        ("acted_not_told", "Finished line", "write_reply"),
        ("nobody_asked", "A manager’s idea", "link_objective"),
    ],
)
def test_each_kind_of_break_says_what_to_do(client, world, broken, kind, what, leads_to):
    html = get(client, world.alice, "breaks", kind)
    assert what in html
    objective = broken.plan.objectives.get(title="A manager’s idea")
    expected = reverse(leads_to, args=[objective.pk]) if leads_to == "link_objective" else f"{reverse(leads_to)}?"
    assert expected in html
    assert len(filled_buttons(html)) == 1


@pytest.mark.parametrize("kind", ["heard_not_acted_on", "promised_and_late", "acted_not_told", "nobody_asked"])
def test_where_nothing_is_broken_the_page_says_so(client, world, kind):
    assert "The thread is whole here" in get(client, world.alice, "breaks", kind)


def test_a_kind_that_does_not_exist_is_not_found(client, world):
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("breaks", args=["all"])).status_code == 404


def test_charlie_sees_nothing_of_ravensmere(client, world, broken):
    for page in (get(client, world.charlie, "home"), get(client, world.charlie, "breaks", "heard_not_acted_on")):
        assert "Damp" not in page and "Ravensmere" not in page
    assert "Nobody has been asked yet" in get(client, world.charlie, "home")


def test_steps_that_are_not_kept_are_not_made_up(client, world, broken):
    html = get(client, world.alice, "home")
    assert html.count("Not kept here yet") == 3


def test_the_number_of_statements_does_not_grow(client, world, broken, django_assert_max_num_queries):
    client.force_login(world.alice, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(32) as few:
        client.get(reverse("home"))
    broken.answers(broken.round(slug="winter"), 200)
    for n in range(20):
        broken.issue(f"Issue {n}", raised=n)
    with django_assert_max_num_queries(32) as many:
        client.get(reverse("home"))
    assert len(many) == len(few)


@pytest.fixture
def dana(world):
    """The lead of a council that has not begun."""
    council = authorities.add_authority(system_scope(), code="903", name="Wexcombe", region="Invented", imagined=True)
    return accounts.add_person(
        system_scope(council.pk), email="dana@example.org", name="Dana", role=Role.LEAD, password=PASSWORD
    )


def test_a_council_without_a_year_starts_one(client, dana):
    html = get(client, dana, "home")
    assert filled_buttons(html) == ["Start the year"]
    response = client.post(reverse("start_cycle"), {"starts": "2026-04-01", "ends": "2027-03-31"})
    assert response.url == reverse("home")
    assert Cycle.objects.get(authority__name="Wexcombe").number == 1
    assert "Nobody has been asked yet" in get(client, dana, "home")


def test_dates_the_wrong_way_round_are_refused_and_kept(client, dana):
    client.force_login(dana, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(reverse("start_cycle"), {"starts": "2027-04-01", "ends": "2026-03-31"})
    html = response.content.decode()
    assert html.count("Give an end after the start.") == 2
    assert 'value="2027-04-01"' in html
    assert not Cycle.objects.filter(authority__name="Wexcombe").exists()


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OWNER, Role.INSPECTOR, Role.CRITICAL_FRIEND, Role.CLUSTER])
def test_who_may_not_open_it(client, world, role):
    client.force_login(world.people[role], backend="django.contrib.auth.backends.ModelBackend")
    for address in (reverse("home"), reverse("start_cycle"), reverse("breaks", args=["acted_not_told"])):
        assert client.get(address).status_code == 403
