"""What the device keeps so that the page opens without a signal: exactly these, and no page with anything personal."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

PAGE = "public/offline/offline_device.html"
FILES = (
    "site.css",
    "offline/app.js",
    "sprite.svg",
    "icon.svg",
    "fonts/next-latin.woff2",
    "fonts/next-latin-ext.woff2",
    "icons/plain-192.png",
)


def worker_script(request: HttpRequest) -> str:
    """The list, and then what goes by it. A changed page or file changes it, and so the device fetches anew."""
    return f"self.SHELL={json.dumps(shell(request))};importScripts({json.dumps(static('offline/worker.js'))});\n"


def shell(request: HttpRequest) -> list[dict[str, str | None]]:
    """Each address with what tells one version from the next; the name of a static file does so itself."""
    page = render_to_string(PAGE, request=request)
    return [
        {"url": reverse("offline_device"), "revision": _mark(page)},
        {"url": reverse("offline_manifest"), "revision": _mark(json.dumps(manifest()))},
        *({"url": static(name), "revision": None} for name in FILES),
    ]


def manifest() -> dict[str, Any]:
    """What makes the page something to put on a home screen."""
    return {
        "name": "New Belongings: ask without a signal",
        "short_name": "New Belongings",
        "id": reverse("offline_device"),
        "start_url": reverse("offline_device"),
        "scope": reverse("offline_device"),
        "display": "standalone",
        "lang": "en-GB",
        "background_color": "#fdfaf6",
        "theme_color": "#f5efe7",
        "icons": [
            {"src": static(f"icons/{kind}-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
            for kind, size, use in (("plain", 192, "any"), ("plain", 512, "any"), ("full", 512, "maskable"))
        ],
    }


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
