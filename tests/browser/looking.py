"""What every page must stand: `look` opens its eyes to it as Chromium drew it.

Four things are looked for: an axe finding (WCAG 2.2 AA), HTML that is not valid, a complaint in the
browser's console (a breach of the content security policy is one), and a page wider than its window.
"""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urldefrag
from weakref import WeakKeyDictionary

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_TRIES = 10
Found = TypeVar("Found")
_axe = Axe()
_watches: "WeakKeyDictionary[Page, Watch]" = WeakKeyDictionary()


class Watch:
    """Listens to one page from its first moment: its console, its errors, and the document it was sent."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.document: Response | None = None
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("response", lambda response: self._response(page, response))

    def _console(self, message: ConsoleMessage) -> None:
        own_refusal = self.document is not None and self.document.status >= 400
        if own_refusal and message.location.get("url") == self.document.url and "Failed to load" in message.text:
            return  # Chromium logs that a page answered 404, which a test may want of it
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _response(self, page: Page, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == page.main_frame and response.status != 302:
            self.document = response


def watch(page: Page) -> Page:
    """Begin to listen to a page; `look` can only tell of pages that are watched."""
    _watches[page] = Watch(page)
    return page


def faults(page: Page, *, source_too: bool = True) -> list[str]:
    """Everything wrong with the page that is open, one sentence each; the console is emptied by asking.

    ``source_too`` may be left out where the very same source is looked at elsewhere.
    """
    seen = _watches[page]
    drawn = at_rest(page, lambda: _axe_findings(page) + _sideways(page))
    complaints, seen.complaints = seen.complaints, []
    found = complaints + drawn
    if not _shows(page, seen.document):
        return [*found, f"the browser shows {page.url} and we did not see it arrive"]
    if seen.document.status >= 500:
        found.append(f"the server broke: {seen.document.status}")
    return found + html_faults(seen.document.text()) if source_too else found


def at_rest(page: Page, read: Callable[[], Found]) -> Found:
    """What ``read`` finds once the browser has come to rest.

    What a button or a key led to may not have begun to arrive, or be an empty document yet; then it takes the place
    of what one looks at, and ``read`` looks again at that.
    """
    for left in reversed(range(_TRIES)):
        page.wait_for_load_state()
        before = _watches[page].document
        try:
            found = read()
        except Error as error:
            if "navigat" not in str(error):
                raise
        else:
            if not left or (_watches[page].document is before and _shows(page, before)):
                return found
    raise AssertionError("the browser never came to rest")


def _shows(page: Page, document: Response | None) -> bool:
    return document is not None and urldefrag(document.url)[0] == urldefrag(page.url)[0]


def look(page: Page) -> None:
    """Fail, with all of its faults, unless the open page has none."""
    found = faults(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert not found, f"{page.url} at {width} px:\n  " + "\n  ".join(found)


def _axe_findings(page: Page) -> list[str]:
    violations = _axe.run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"axe {violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _sideways(page: Page) -> list[str]:
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if wide[0] <= wide[1]:
        return []
    guilty = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
        .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
    )
    return [f"scrolls sideways: {wide[0]} px wide in a window of {wide[1]}: {guilty}"]


def html_faults(source: str) -> list[str]:
    """What is not valid in a page's source: the parser's own errors, and what a parser lets pass."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source)
    lines = source.splitlines()
    found = [
        f"html {code} {detail or ''} at line {line}: {lines[line - 1].strip()[:120] if line <= len(lines) else ''}"
        for (line, _), code, detail in parser.errors
    ]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    return found + _broken_ids(elements) + _inline(elements) + _misplaced(elements)


def _broken_ids(elements: list) -> list[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    found = [f"html: {count} elements have the id {name}" for name, count in ids.items() if count > 1]
    for element in elements:
        wanted = [element.get("for", "")]
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "headers"):
            wanted += element.get(attribute, "").split()
        href = element.get("href", "")
        if href.startswith("#") and element.tag in ("a", "use"):
            wanted.append(href[1:])
        found += [
            f"html: <{element.tag}> points to #{name}, which is nowhere" for name in wanted if name not in ids | {"": 1}
        ]
    return found


def _inline(elements: list) -> list[str]:
    found = [f"html: <{e.tag}> carries a style of its own" for e in elements if e.get("style")]
    found += [f"html: <{e.tag}> carries a script of its own" for e in elements for a in e.attrib if a.startswith("on")]
    return found + ["html: a <script> without src" for e in elements if e.tag == "script" and not e.get("src")]


_PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "label", "button"}
_BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6", "form", "fieldset"}
_ONLY_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup", "hr"},
}
_PRESSED = {"a", "button", "input", "select", "textarea", "summary", "label"}


def _misplaced(elements: list) -> list[str]:
    found = []
    for element in elements:
        children = [child for child in element if isinstance(child.tag, str)]
        for child in children:
            allowed = _ONLY_CHILDREN.get(element.tag)
            if allowed and child.tag not in allowed | {"script", "template"}:
                found.append(f"html: <{child.tag}> stands directly in <{element.tag}>")
            if element.tag in _PHRASING_ONLY and child.tag in _BLOCKS:
                found.append(f"html: <{child.tag}> stands in <{element.tag}>")
        if element.tag in ("a", "button"):
            inner = [e for e in element.iter() if e is not element and isinstance(e.tag, str) and e.tag in _PRESSED]
            found += [f"html: <{e.tag}> stands inside <{element.tag}>" for e in inner]
    return found
