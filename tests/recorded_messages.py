"""What the service sends by itself, as it lies in the folder of messages where no sender is set."""

import datetime as dt
import re
from pathlib import Path

import time_machine
from django.core.management import call_command
from django.utils import timezone


def run_jobs(days: int = 0) -> None:
    """What the service does by itself, some days from now, at noon."""
    noon = timezone.localtime().replace(hour=12) + dt.timedelta(days=days)
    with time_machine.travel(noon):
        call_command("run_jobs", verbosity=0)


def recorded(folder: Path) -> dict[str, list[str]]:
    """What lies in the folder of messages, by whom it is for."""
    found: dict[str, list[str]] = {}
    for path in sorted((folder / "outbox").glob("*.txt"), key=lambda path: path.stat().st_mtime):
        text = path.read_text()
        found.setdefault(re.search("^To: (.*)$", text, re.MULTILINE)[1], []).append(text)
    return found
