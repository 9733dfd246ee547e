"""Where Chromium lies on this machine. Used by the browser's fixtures and by `make test`."""

import os
import shutil
from pathlib import Path


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, or the machine's own; None where there is none."""
    named = [os.environ.get("CHROMIUM"), "/usr/bin/chromium"]
    named += [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    return next((path for path in named if path and Path(path).exists()), None)
