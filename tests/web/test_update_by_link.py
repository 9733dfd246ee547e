"""The page behind a personal link: one action, and nothing else of the plan."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.plans import actions
from newbelongings.domain.plans.links import new_link
from newbelongings.domain.plans.models import Evidence, PersonalLink, Update

DAY = dt.timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_this_test(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def action(world):
    plan = actions.write_plan(world.as_alice, cycle_id=world.cycle.pk, aim="Dry homes for all.", lead="Alice Lead")
    objective = actions.set_objective(
        world.as_alice, plan_id=plan.pk, title="Every first home", success="14 days.", area="A6"
    )
    for title in ("Agree 14 days", "Somebody else’s thing"):
        made = actions.add_action(
            world.as_alice, objective_id=objective.pk, title=title, lead="Tom, housing",
            starts=today() - 60 * DAY, ends=today() - 3 * DAY, owner_id=world.people[Role.OWNER].pk,
        )  # fmt: skip
    return made.objective.actions.get(title="Agree 14 days")


@pytest.fixture
def address(action):
    return reverse("update_by_link", args=[new_link(action, sent_to=action.owner.email)])


def body(response):
    return " ".join(response.content.decode().split())


def stored(tmp_path):
    return sorted((tmp_path / "files" / "evidence").glob("*"))


def test_it_shows_the_action_and_no_other_line(client, action, address):
    actions_said = body(client.get(address))
    assert "Agree 14 days" in actions_said
    assert "3 days late" in actions_said
    for other in ("Somebody else", "Every first home", "Dry homes for all", "Alice Lead", "<nav"):
        assert other not in actions_said


def test_it_is_kept_out_of_caches_indexes_and_other_sites(client, address):
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_opening_it_a_hundred_times_changes_nothing(client, address):
    before = list(PersonalLink.objects.values())
    for _ in range(100):
        assert client.get(address).status_code == 200
    assert list(PersonalLink.objects.values()) == before
    assert not Update.objects.exists()


def test_an_update_with_a_file_is_in_the_plan_beside_the_late_flag(client, world, action, address, tmp_path):
    sent = {"rag": "green", "words": "Two of five.", "files": SimpleUploadedFile("minutes.docx", PDF)}
    thanks = Client(enforce_csrf_checks=True).post(address, sent, follow=True)
    assert "Your update is in the plan" in body(thanks)
    client.force_login(world.alice)
    page = body(client.get(reverse("plan")))
    assert "Green: on track" in page
    assert "3 days late" in page
    page = body(client.get(reverse("action", args=[action.pk])))
    assert "Tom, housing, by link" in page
    assert "minutes.docx.pdf" in page
    assert [path.read_bytes() for path in stored(tmp_path)] == [PDF]


def test_a_refused_file_loses_neither_the_words_nor_the_other_file(client, address, tmp_path):
    sent = {
        "rag": "amber",
        "words": "Two of five.",
        "files": [SimpleUploadedFile("good.pdf", PDF), SimpleUploadedFile("bad.pdf", b"MZ\x90\x00")],
    }
    page = client.post(address, sent)
    assert "bad.pdf is none of the kinds we can keep" in body(page)
    assert "Two of five." in body(page)
    assert not Update.objects.exists()
    assert stored(tmp_path) == []
    kept = page.context["form"]["kept"]
    assert [name for _, name in kept.field.choices] == ["good.pdf"]
    again = {"rag": "amber", "words": "Two of five.", "kept": kept.value()}
    assert client.post(address, again).status_code == 302
    assert Evidence.objects.get().name == "good.pdf"
    assert len(stored(tmp_path)) == 1
    assert list((tmp_path / "files" / "imports").iterdir()) == []


def test_a_file_that_waits_is_nobody_elses(client, world, action, address):
    page = client.post(address, {"words": "x", "files": SimpleUploadedFile("good.pdf", PDF)})
    kept = page.context["form"]["kept"].value()
    other = action.objective.actions.exclude(pk=action.pk).get()
    theirs = reverse("update_by_link", args=[new_link(other, sent_to=other.owner.email)])
    client.post(theirs, {"rag": "green", "words": "Mine.", "kept": kept})
    assert not Evidence.objects.exists()


def test_without_a_colour_the_file_waits_and_the_words_stay(client, address):
    page = client.post(address, {"words": "Half done.", "files": SimpleUploadedFile("good.pdf", PDF)})
    assert "Choose how it stands" in body(page)
    assert "Half done." in body(page)
    assert "good.pdf" in body(page)


def test_a_closed_link_says_so_and_shows_nothing(client, world, action, address):
    actions.add_update(world.as_alice, action_id=action.pk, rag="done", words="All agreed.")
    for response in (client.get(address), client.post(address, {"rag": "red", "words": "Again."})):
        assert response.status_code == 404
        assert "no longer works" in body(response)
        assert "Agree 14 days" not in body(response)
        assert "Ravensmere" not in body(response)


def test_a_link_opens_no_other_door(client, world, action, address):
    client.get(address)
    for name in ("plan", "own_actions"):
        assert client.get(reverse(name)).status_code == 302
    charlie = Client()
    charlie.force_login(world.charlie)
    assert "Agree 14 days" in body(charlie.get(address))
    assert charlie.get(reverse("action", args=[action.pk])).status_code == 404


def test_evidence_is_downloaded_by_those_who_may_read_the_line_and_only_saved(client, world, action, address):
    client.post(address, {"rag": "green", "words": "Yes.", "files": SimpleUploadedFile("a.csv", b"<b>,1\n")})
    url = reverse("download_evidence", args=[Evidence.objects.get().pk])
    opens = {}
    for person in (world.alice, world.bob, world.charlie, *world.people.values()):
        client.force_login(person)
        opens[person.name] = client.get(url).status_code
    assert opens["Alice"] == opens["Bob"] == opens["Owner"] == opens["Adviser"] == opens["Board"] == 200
    assert opens["Charlie"] == 404
    assert opens["Safeguarding"] == opens["Forum Member"] == 403
    client.force_login(world.alice)
    response = client.get(url)
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == b"<b>,1\n"


def test_an_owner_does_not_get_the_evidence_of_what_is_no_longer_theirs(client, world, action, address):
    client.post(address, {"rag": "green", "words": "Yes.", "files": SimpleUploadedFile("a.txt", b"words")})
    client.force_login(world.people[Role.OWNER])
    action.owner = None
    action.save()
    assert client.get(reverse("download_evidence", args=[Evidence.objects.get().pk])).status_code == 404
