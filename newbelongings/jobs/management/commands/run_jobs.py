"""`newbelongings run-jobs`: what is due, once, or again and again for `serve`."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import close_old_connections

from newbelongings.adapters.evidence_store import sweep_orphans
from newbelongings.adapters.senders import sender_of_settings
from newbelongings.adapters.uploads import sweep_uploads
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans.updating import stored_files
from newbelongings.jobs.daily import OnceADay, is_office_time
from newbelongings.jobs.emerging import FindEmerging
from newbelongings.jobs.forum_notices import forget_listeners, tell_listeners
from newbelongings.jobs.messages import ask_for_receipts, send_due_mailings, send_messages
from newbelongings.jobs.plan_notices import send_plan_notices, tell_of_comments
from newbelongings.jobs.suggester import chosen_model, local_machine
from newbelongings.jobs.sweeps import (
    SuggestThemes,
    Sweep,
    forget_contacts,
    keep_concerns,
    open_boxes,
    remind_of_reviews,
    sweep,
)

LEARN_SECONDS = 2.0


class Command(BaseCommand):
    help = "Open the ballot boxes that may be opened, suggest themes for new answers, and send what is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="do it again and again, until told to stop")

    def handle(self, *_: Any, **options: Any) -> None:
        suggest = SuggestThemes(chosen_model().version, local_machine)
        work = _work(suggest)
        if options["every"] is None:
            done = sweep(work | {"answers read": lambda scope: _until_nothing_is_left(suggest, scope)})
            self.stdout.write("; ".join(f"{name}: {count}" for name, count in done.items()))
            if len(done) <= len(work):
                raise SystemExit(1)
            return
        self._again_and_again(work, suggest, options["every"])

    def _again_and_again(self, work: dict[str, Sweep], suggest: SuggestThemes, seconds: float) -> None:
        """Until a signal, which may come in the middle of a sweep, or until whoever started this process is gone.

        Between two sweeps the text model works, so that what a person says of one answer tells in the next.
        """
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: sys.exit(0))
        parent, due = os.getppid(), 0.0
        while os.getppid() == parent:
            close_old_connections()
            if time.monotonic() >= due:
                sweep(work)
                due = time.monotonic() + seconds
            read = sweep({"answers read": suggest})
            if not read.get("answers read"):
                time.sleep(min(seconds, LEARN_SECONDS))


def _until_nothing_is_left(suggest: SuggestThemes, scope: Scope) -> int:
    found = 0
    while some := suggest(scope):
        found += some
    return found


def _work(suggest: SuggestThemes) -> dict[str, Sweep]:
    sender = sender_of_settings()
    return {
        "responses mixed": open_boxes,
        "answers to read": suggest.lay,
        "groups found": FindEmerging(),
        "messages to care leavers due": lambda scope: send_due_mailings(scope, sender),
        "reviews reminded of": remind_of_reviews,
        "emails about plans due": OnceADay(send_plan_notices, is_office_time),
        "comments told of": OnceADay(tell_of_comments, is_office_time),
        "told who asked to hear": tell_listeners,
        "messages sent": lambda scope: send_messages(scope, sender),
        "concerns kept": keep_concerns,
        "receipts": lambda scope: ask_for_receipts(scope, sender),
        "contacts forgotten": forget_contacts,
        "listeners forgotten": OnceADay(forget_listeners),
        "left files deleted": lambda _: sweep_uploads(),
        "evidence without a line deleted": OnceADay(lambda scope: sweep_orphans(stored_files(scope))),
    }
