"""A contact list from file to sample in a real browser, at a desk and on a narrow phone; and an adviser's own list."""

import os

import pytest

from newbelongings.domain.kernel.permissions import Role
from newbelongings.domain.outreach.models import Contact
from tests.contacts import round_of
from tests.world import build_world

ROWS = "\n".join(
    f"LC-{n},Person {n},{n % 28 + 1:02}/03/{2004 + n % 4},07700 9001{n:02},{'F' if n % 2 else 'M'},adviser@example.org"
    for n in range(24)
)
LIST = f"Our ref,Name,D.O.B.,Mobile,Gender,PA email\n{ROWS}\n"


@pytest.fixture
def world(transactional_db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return build_world()


@pytest.mark.parametrize("width", ["page", "phone"])
def test_a_lead_goes_from_a_file_to_a_sample_and_an_adviser_writes_down_a_visit(request, world, sign_in, look, width):
    round_ = round_of(world)
    page = request.getfixturevalue(width)
    sign_in(page, world.alice)

    def seen(name):
        look(page)
        if folder := os.environ.get("NEWBELONGINGS_PICTURES"):
            page.screenshot(path=f"{folder}/{width}-{name}.png", full_page=True)

    page.goto(f"/listen/rounds/{round_.pk}/")
    page.get_by_role("link", name="Who to ask").click()
    seen("1-empty")
    page.get_by_role("button", name="Bring in a list").click()
    seen("2-upload")
    broken = LIST.replace("07700 900107", "ring mum")
    page.get_by_label("The file with your list").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": broken.encode()}
    )
    page.get_by_role("button", name="Read the columns").click()
    seen("3-columns")
    page.get_by_role("button", name="See who would come in").click()
    page.get_by_role("heading", name="Nobody can come in yet").wait_for()
    seen("4-refused")
    page.get_by_role("button", name="Choose the mended file").click()
    page.get_by_label("The file with your list").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    page.get_by_role("button", name="Read the columns").click()
    page.get_by_role("button", name="See who would come in").click()
    seen("5-preview")
    page.get_by_role("button", name="Bring in 24 people").click()
    page.get_by_text("New on the list: 24.").wait_for()
    seen("6-list")
    page.get_by_role("button", name="Choose who is asked").click()
    page.get_by_label("A random sample from each group").check()
    page.get_by_label("How many people, for a random sample").fill("12")
    page.get_by_label("Sex").check()
    seen("7-sample")
    page.get_by_role("button", name="Choose", exact=True).click()
    page.get_by_text("Chosen: 12. Nobody has been asked yet.").wait_for()
    seen("8-drawn")
    page.get_by_role("link", name="People to ask by telephone or visit").click()
    seen("9-people")
    assert Contact.objects.filter(chosen=True).count() == 12

    sign_in(page, world.people[Role.ADVISER])
    page.goto("/people-to-ask/")
    seen("10-own")
    page.get_by_role("link", name=round_.title).click()
    page.get_by_role("link", name="Person").first.click()
    seen("11-attempt")
    page.get_by_label("Visit").check()
    page.get_by_label("Reached").check()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("It is written down.").wait_for()
    seen("12-written")
