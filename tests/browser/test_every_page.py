"""Every page on the access list, opened in Chromium at 320 and at 1280 px, as each role that may.

The world has something on every page. What comes out letter for letter as it did for an earlier role is
not looked at twice.
"""

import re

import pytest
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


def _faults_of(page: Page, url: str, seen: set[str]) -> list[str]:
    response = page.goto(url)
    if response is None or response.status != 200:
        return [f"answered {response and response.status}"]
    source = TOKEN.sub("", response.text())
    if source in seen:
        return []
    seen.add(source)
    # The source is the same at both widths: it is read at one of them.
    return faults(page, source_too=page.viewport_size == PHONE)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["320", "1280"])
def test_every_page_is_sound(full, new_context, live_server, sign_in, window: dict):
    seen: set[str] = set()
    found: list[str] = []
    for role, person in {Role.PUBLIC: None, **full.world.people}.items():
        context = new_context(base_url=live_server.url, viewport=window)
        page = watch(context.new_page())
        if person is not None:
            sign_in(page, person)
        for address in _may_open(role):
            for fault in _faults_of(page, address.within(full, person), seen):
                found.append(f"{address.name} as {role}: {fault}")
        context.close()
    assert not found, f"at {window['width']} px:\n" + "\n".join(found)
