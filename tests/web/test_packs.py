"""The pages of packs: made by a button, read by those who may, taken as three files."""

import io
import json

import page
import pytest
from django.urls import reverse

from newbelongings.domain.evidence.models import Pack
from newbelongings.domain.kernel.models import AuditLine
from newbelongings.domain.kernel.permissions import Role
from tests.evidence_world import Year


@pytest.fixture
def year(world) -> Year:
    year = Year(world.ravensmere, world.cycle)
    answers = year.answers(year.round(), 40)
    year.theme("Damp", answers[:20])
    year.theme("Pets", answers[:3])
    return year


def sign_in(client, person) -> None:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.fixture
def pack(client, world, year) -> Pack:
    sign_in(client, world.alice)
    response = client.post(reverse("make_pack"))
    made = Pack.objects.get()
    assert response.url == reverse("pack", args=[made.pk])
    return made


def test_a_get_makes_nothing(client, world):
    sign_in(client, world.alice)
    assert client.get(reverse("make_pack")).url == reverse("packs")
    assert not Pack.objects.exists()


def test_before_the_first_pack_the_page_says_how(client, world):
    sign_in(client, world.alice)
    html = client.get(reverse("packs")).content.decode()
    assert "No pack yet" in html
    assert html.count("Make a pack of today") == 1
    sign_in(client, world.bob)
    html = client.get(reverse("packs")).content.decode()
    assert "The programme lead makes packs" in html
    assert "Make a pack of today" not in html


def test_the_page_shows_its_exhibits_and_its_fingerprint(client, world, pack):
    html = client.get(reverse("pack", args=[pack.pk])).content.decode()
    assert pack.sha256 in html
    assert "C. What they said" in html
    assert "The content is as it was made." in html
    assert reverse("pack", args=[pack.pk]) in client.get(reverse("packs")).content.decode()


def test_a_pack_that_somebody_tampered_with_says_so(client, world, pack):
    changed = pack.content | {"made": {"on": "2020-01-01", "by": "Nobody"}}
    super(type(Pack.objects.all()), Pack.objects.all()).update(content=changed)
    html = client.get(reverse("pack", args=[pack.pk])).content.decode()
    assert "something has changed it" in html


@pytest.mark.parametrize("role", [Role.LEAD, Role.COLLEAGUE, Role.BOARD, Role.INSPECTOR])
def test_those_who_may_take_all_three_files(client, world, pack, role):
    sign_in(client, world.people[role])
    files = {kind: client.get(reverse("download_pack", args=[pack.pk, kind])) for kind in ("pdf", "xlsx", "json")}
    assert page.validate_pdf_bytes(files["pdf"].content, profile="ua1").is_compliant
    assert files["xlsx"].content[:2] == b"PK"
    assert json.load(io.BytesIO(files["json"].content))["sha256"] == pack.sha256
    assert "ravensmere-evidence-" in files["pdf"]["Content-Disposition"]
    assert AuditLine.objects.filter(verb="downloaded_pack", role=role).count() == 3


@pytest.mark.parametrize("role", [Role.ADVISER, Role.OWNER, Role.CRITICAL_FRIEND, Role.CLUSTER, Role.PROGRAMME])
def test_others_may_not(client, world, pack, role):
    sign_in(client, world.people[role])
    for address in (reverse("packs"), reverse("pack", args=[pack.pk]), reverse("download_pack", args=[pack.pk, "pdf"])):
        assert client.get(address).status_code == 403
    assert client.post(reverse("make_pack")).status_code == 403


@pytest.mark.parametrize("role", [Role.COLLEAGUE, Role.BOARD, Role.INSPECTOR])
def test_reading_is_not_making(client, world, pack, role):
    sign_in(client, world.people[role])
    assert client.post(reverse("make_pack")).status_code == 403
    assert Pack.objects.count() == 1


def test_charlie_finds_none_of_it(client, world, pack):
    sign_in(client, world.charlie)
    assert client.get(reverse("pack", args=[pack.pk])).status_code == 404
    for kind in ("pdf", "xlsx", "json"):
        assert client.get(reverse("download_pack", args=[pack.pk, kind])).status_code == 404
    assert pack.sha256[:12] not in client.get(reverse("packs")).content.decode()
    assert not AuditLine.objects.filter(verb="downloaded_pack").exists()


def test_a_file_that_does_not_exist_is_not_found(client, world, pack):
    assert client.get(reverse("download_pack", args=[pack.pk, "docx"])).status_code == 404


def test_the_list_does_not_read_what_is_in_the_packs(client, world, pack, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as asked:
        client.get(reverse("packs"))
    assert not any('"evidence_pack"."content"' in each["sql"] for each in asked.captured_queries)


def test_no_small_number_of_people_is_on_the_page_or_in_a_file(client, world, pack):
    for exhibit in json.loads(client.get(reverse("download_pack", args=[pack.pk, "json"])).content)["content"][
        "exhibits"
    ]:
        for line in exhibit["lines"]:
            people = line["cells"].get("people", 0)
            assert people == "hidden" or people == 0 or people > 5
