"""An adviser's device for tests: a Chromium whose profile stays on the disk when it is closed or killed."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser import looking
from tests.browser.conftest import QUIET
from tests.chromium import find_chromium

APP = "/ask/offline/device/"
DATABASE = "new-belongings-offline"
_WAITING = """async () => {
    const opened = indexedDB.open(%r);
    const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
    const all = database.transaction("waiting").objectStore("waiting").getAll();
    const rows = await new Promise((done) => { all.onsuccess = () => done(all.result); });
    database.close();
    return rows;
}"""


class Device:
    """One phone of 320 px. ``start`` opens its browser, with or without a signal; ``kill`` ends it at once."""

    def __init__(self, playwright: Playwright, folder: Path, address: str, sign_in: Callable[[Page, object], None]):
        self.playwright, self.folder, self.address, self.sign_in = playwright, folder, address, sign_in
        self.context: BrowserContext | None = None

    def start(self, *, signal: bool = True) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=find_chromium(),
            args=QUIET,
            base_url=self.address,
            viewport={"width": 320, "height": 640},
            locale="en-GB",
        )
        self.context.set_offline(not signal)
        return self.tab()

    def tab(self) -> Page:
        return looking.watch(self.context.new_page())

    def take(self, person: object) -> Page:
        """Sign in, bring the first survey onto the device, and open it there."""
        page = self.start()
        self.sign_in(page, person)
        page.goto("/ask/offline/")
        page.get_by_role("button", name="Take it with you").first.click()
        page.get_by_role("link", name="Open it").click()
        page.get_by_role("button", name="Ask the next person").wait_for()
        return page

    def signal(self, there: bool) -> None:
        self.context.set_offline(not there)

    def kill(self) -> None:
        """End the browser as a battery that runs out would: without a word, in the middle of whatever it does."""
        listed = subprocess.run(["ps", "-axwwo", "pid=,args="], capture_output=True, text=True, check=True).stdout
        mine = [line.split(None, 1) for line in listed.splitlines() if f"--user-data-dir={self.folder}" in line]
        (browser,) = [int(pid) for pid, arguments in mine if "--type=" not in arguments]
        with self.context.expect_event("close"):
            os.kill(browser, signal.SIGKILL)
        self.context = None

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None

    def waiting(self, page: Page) -> list[dict]:
        return page.evaluate(_WAITING % DATABASE)

    def holds(self, words: str) -> list[str]:
        """The files of the profile in which these words stand, as the browser or as its session keeps text."""
        wanted = [words.encode(), words.encode("utf-16-le")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return [path.name for path in files if any(text in path.read_bytes() for text in wanted)]
