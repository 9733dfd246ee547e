"""Resident memory of the server once the demonstration has been clicked through, page by page, as a lead would."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from django.core.management import call_command

from benchmarks.figures import Figure
from benchmarks.server import family, serving
from newbelongings.demo.councils import PASSWORD
from newbelongings.domain.accounts.models import Membership

MOST_PAGES = 150
_LINK = re.compile(r'href="(/[^"#]*)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure() -> Iterator[Figure]:
    call_command("demo", no_serve=True)
    lead = Membership.objects.filter(role="lead").select_related("person").order_by("pk").first()
    assert lead is not None
    with serving() as (port, pid):
        opened = _click_through(f"http://127.0.0.1:{port}", lead.person.email)
        members = {member: _memory(member) for member in family(pid)}
    jobs = {member: held for member, (held, words) in members.items() if "run-jobs" in words}
    web = [held for member, (held, words) in members.items() if member not in jobs]
    note = f"after {opened} pages; memory that processes share is counted once between them"
    yield Figure("server-memory", sum(web) + sum(jobs.values()), "MB", opened, f"all processes; {note}")
    yield Figure("server-memory-worker", max(web), "MB", opened, f"the largest web process; {note}")
    yield Figure("server-memory-jobs", sum(jobs.values()), "MB", opened, f"the process that does what is due; {note}")


def _click_through(site: str, email: str) -> int:
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    page = browser.open(f"{site}/sign-in/", timeout=30).read().decode()
    token = _TOKEN.search(page)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token.group(1), "username": email, "password": PASSWORD}
    browser.open(f"{site}/sign-in/", urllib.parse.urlencode(fields).encode(), timeout=30).read()
    waiting, seen = ["/home/"], {"/home/"}
    for path in waiting:
        for link in _links(browser, site + path):
            if link not in seen and len(seen) < MOST_PAGES and not link.startswith("/static/"):
                seen.add(link)
                waiting.append(link)
    return len(seen)


def _links(browser: urllib.request.OpenerDirector, url: str) -> list[str]:
    try:
        with browser.open(url, timeout=60) as answer:
            body = answer.read()
            is_page = answer.headers.get_content_type() == "text/html"
    except urllib.error.HTTPError as refusal:
        if refusal.code >= 500:
            raise
        return []
    return [unescape(link) for link in _LINK.findall(body.decode())] if is_page else []


def _memory(pid: int) -> tuple[float, str]:
    """The process's share of resident memory in MB (PSS), and its command line."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    share = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return share / 1024, Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
