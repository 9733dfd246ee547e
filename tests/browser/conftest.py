"""A real Chromium for tests, at two widths.

``page`` is 1280 px wide and ``phone`` 320; ``sign_in(page, person)`` signs somebody in;
``look(page)`` fails unless the open page has no axe finding, valid HTML, a quiet console and no
sideways scroll. Without Chromium these tests skip, and say so in one line.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import looking, waiting
from tests.chromium import find_chromium

# Playwright runs an event loop in the thread of the test; Django would refuse to touch its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
expect.set_options(timeout=waiting.SECONDS * 1000)

NO_BROWSER = "NO CHROMIUM: no browser test was run. Install it (apt-get install chromium) or set CHROMIUM=/its/path."
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine is ever asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip(NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


def _open(new_context: Callable[..., BrowserContext], address: str, width: int, height: int) -> Page:
    context = new_context(base_url=address, viewport={"width": width, "height": height}, locale="en-GB")
    return looking.watch(context.new_page())


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], live_server) -> Page:
    """A desk: 1280 px wide. ``page.goto("/")`` opens an address of the server under test."""
    return _open(new_context, live_server.url, 1280, 900)


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], live_server) -> Page:
    """A narrow phone: 320 px wide."""
    return _open(new_context, live_server.url, 320, 640)


@pytest.fixture
def sign_in(live_server) -> Callable[[Page, object], None]:
    """``sign_in(page, person)``: that person's session, without the form (tests/web/test_accounts.py has that)."""

    def do(page: Page, person: object) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return do


@pytest.fixture
def look() -> Callable[[Page], None]:
    """``look(page)``: see tests/browser/looking.py."""
    return looking.look
