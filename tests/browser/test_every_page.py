"""Every page on the access list, opened in Chromium at 320 and at 1280 px, as each role that may.

The world has something on every page. Each is asked for as each role; what stands between <main> and </main> letter
for letter as it did for an earlier role is not drawn and looked at again; the frame around it is looked at once for
each role, on its first page.
"""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page

from newbelongings.domain.kernel.permissions import Role
from tests.access_list import ACCESS
from tests.addresses import Address, addresses
from tests.browser.looking import faults, watch
from tests.full_world import FullWorld, build_full_world

PAGES = [address for address in addresses() if address.name in ACCESS and ACCESS[address.name].gives == "page"]
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def full(transactional_db) -> FullWorld:
    return build_full_world()


def _may_open(role: Role) -> list[Address]:
    return [address for address in PAGES if role in ACCESS[address.name].roles]


def _is_new(html: str, seen: set[str]) -> bool:
    main = TOKEN.sub("", html).partition("<main")[2].partition("</main>")[0]
    new = main not in seen
    seen.add(main)
    return new


def _faults_of(page: Page, url: str) -> list[str]:
    response = page.goto(url)
    if response is None or response.status != 200:
        return [f"answered {response and response.status}"]
    # The source is the same at both widths: it is read at one of them.
    return faults(page, source_too=page.viewport_size == PHONE)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["320", "1280"])
def test_every_page_is_sound(full, new_context, live_server, sign_in, window: dict):
    seen: set[str] = set()
    found: list[str] = []
    for role, person in {Role.PUBLIC: None, **full.world.people}.items():
        context = new_context(base_url=live_server.url, viewport=window)
        page = watch(context.new_page())
        client = Client()
        if person is not None:
            sign_in(page, person)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for number, address in enumerate(_may_open(role)):
            url = address.within(full, person)
            answer = client.get(url, follow=True)
            if answer.status_code != 200:
                found.append(f"{address.name} as {role}: answered {answer.status_code}")
            elif _is_new(answer.content.decode(), seen) or number == 0:
                found += [f"{address.name} as {role}: {fault}" for fault in _faults_of(page, url)]
        context.close()
    assert not found, f"at {window['width']} px:\n" + "\n".join(found)
