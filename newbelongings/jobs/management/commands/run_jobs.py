"""`newbelongings run-jobs`: what is due, once, or again and again for `serve`."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import close_old_connections

from newbelongings.adapters.senders import sender_of_settings
from newbelongings.adapters.uploads import sweep_uploads
from newbelongings.jobs.messages import ask_for_receipts, send_due_mailings, send_messages
from newbelongings.jobs.suggester import LocalSuggester
from newbelongings.jobs.sweeps import SuggestThemes, Sweep, forget_contacts, keep_concerns, open_boxes, sweep


class Command(BaseCommand):
    help = "Open the ballot boxes that may be opened, suggest themes for new answers, and send what is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="do it again and again, until told to stop")

    def handle(self, *_: Any, **options: Any) -> None:
        work = _work()
        if options["every"] is None:
            done = sweep(work)
            self.stdout.write("; ".join(f"{name}: {count}" for name, count in done.items()))
            if len(done) < len(work):
                raise SystemExit(1)
            return
        self._again_and_again(work, options["every"])

    def _again_and_again(self, work: dict[str, Sweep], seconds: float) -> None:
        """Until a signal, which may come in the middle of a sweep, or until whoever started this process is gone."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: sys.exit(0))
        parent = os.getppid()
        while os.getppid() == parent:
            close_old_connections()
            sweep(work)
            time.sleep(seconds)


def _work() -> dict[str, Sweep]:
    sender = sender_of_settings()
    return {
        "responses mixed": open_boxes,
        "answers read": SuggestThemes(LocalSuggester.version, LocalSuggester),
        "messages to care leavers due": lambda scope: send_due_mailings(scope, sender),
        "messages sent": lambda scope: send_messages(scope, sender),
        "concerns kept": keep_concerns,
        "receipts": lambda scope: ask_for_receipts(scope, sender),
        "contacts forgotten": forget_contacts,
        "left files deleted": lambda _: sweep_uploads(),
    }
