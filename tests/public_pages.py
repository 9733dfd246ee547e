"""Every page for care leavers, found by the frame that it is drawn in; its own words, and its weight.

The words that people typed are taken out by looking for everything that the database holds: what is left is ours.
"""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import html5lib
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import models
from django.test import Client

from newbelongings.domain.kernel.permissions import Role
from tests.access_list import ACCESS
from tests.addresses import addresses

FRAME = 'class="nb-strip'  # the strip with help and the way out, on every page for care leavers
# Pages in the same frame that staff read: whoever leads an action, and an adviser with a device.
FOR_STAFF = {
    "sign_in",
    "accept_invitation",
    "accessibility",
    "update_by_link",
    "update_sent",
    "offline_device",
    "offline_worker",
    "offline_manifest",
}
OPEN = [
    address for address in addresses() if Role.PUBLIC in ACCESS[address.name].roles and address.name not in FOR_STAFF
]
OPEN_TO_ALL = [address for address in OPEN if ACCESS[address.name].gives == "page"]
FILES = [address for address in OPEN if ACCESS[address.name].gives == "file"]
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "label", "legend", "dt", "dd", "summary", "button", "td", "th"}
_SHORT = 6
_DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_STAND_IN = "it"


def draw(address: str) -> str:
    """The page as it is sent to a browser without gzip; it must be there, and drawn in the frame for care leavers."""
    response = Client().get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    html = response.content.decode()
    assert FRAME in html, f"{address} has another frame"
    return html


def blocks(html: str) -> list[str]:
    """What stands in the main part of a page: one text for each paragraph, point, heading, label and so on."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    main = next(element for element in tree.iter() if element.tag == "main")
    texts = []
    for element in main.iter():
        if element.tag in _BLOCKS and not any(
            child is not element and child.tag in _BLOCKS for child in element.iter()
        ):
            texts.append(re.sub(r"\s+", " ", "".join(element.itertext())).strip())
    return [text for text in texts if text]


def own_words(html: str, typed: list[str]) -> list[str]:
    """The same without dates and what people typed: a short word stands in their place; what was only that is gone."""
    kept = []
    for block in blocks(html):
        block = _DATE.sub(_STAND_IN, block)
        for words in typed:
            block = block.replace(words, _STAND_IN)
        if re.sub(rf"\b{_STAND_IN}\b|\W|\d", "", block):
            kept.append(block)
    return kept


def typed_words() -> list[str]:
    """Every text in the database, line by line as a page shows it, the longest first."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                for text in model.objects.values_list(field.name, flat=True):
                    found.update(_lines(str(text)))
    return sorted(found, key=len, reverse=True)


def weight(source: str) -> int:
    """Bytes on the way to a phone: the page and everything it loads, compressed as we serve it."""
    loaded = {match.split("#")[0] for match in re.findall(r'(?:href|src)="(/static/[^"]+)"', source)}
    assert {Path(path).name for path in loaded} >= {"site.css", "next-latin.woff2", "sprite.svg"}
    files = [Path(finders.find(path.removeprefix("/static/"))).read_bytes() for path in loaded]
    return sum(len(gzip.compress(content)) for content in [source.encode(), *files])


def _lines(text: str) -> Iterable[str]:
    """Lines with their runs of space closed, with and without the marks of a quotation."""
    for line in text.splitlines():
        words = " ".join(line.split())
        yield from (form for form in {words, words.strip("“”\"'‘’ ")} if len(form) > _SHORT)
