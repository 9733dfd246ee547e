"""`newbelongings suggest-themes`: let the text model read what nobody has suggested themes for yet."""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from functools import cached_property
from typing import Any, Final

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes.batches import is_left, progress, unseen
from newbelongings.domain.themes.machine import Machine
from newbelongings.domain.themes.suggesting import Progress, lay_round, suggest_for_round
from newbelongings.jobs.council import council_scope
from newbelongings.jobs.suggester import local_machine

MOST_WORKERS: Final = 64


class Command(BaseCommand):
    help = (
        "Suggest themes for the open answers of a council's rounds, on this machine. "
        "Stop it when you like: run again, it goes on where it was. A person decides what each answer is about."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--round", metavar="SLUG", help="the round's short name; all rounds unless you say one")
        parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that share the work (1)")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        rounds = [surveys.round_by_slug(scope, options["round"])] if options["round"] else list(surveys.rounds(scope))
        if not rounds:
            raise CommandError("This council has no round yet: open one, or import answers, then try again.")
        if not 1 <= options["workers"] <= MOST_WORKERS:
            raise CommandError(f"Give --workers a number from 1 to {MOST_WORKERS}.")
        for round_ in rounds:
            found = self._suggest(scope, round_, options)
            self.stdout.write(f"{round_.slug}: suggestions for {found:,} answers.")

    def _suggest(self, scope: Scope, round_: Round, options: dict[str, Any]) -> int:
        """Until nothing is left of a round, whoever reads it; returns how many answers were read meanwhile."""
        machine = self._machine
        waiting = unseen(round_.pk, machine.reader.version).count()
        with tqdm(desc=round_.slug, total=waiting, unit=" answers", delay=2, file=sys.stderr, disable=None) as bar:
            if options["workers"] > 1 and waiting:
                lay_round(scope, round_id=round_.pk, model=machine.reader.version)
                self._let_workers(scope, round_, options, bar)
            suggest_for_round(scope, round_id=round_.pk, machine=machine, progress=_shown_on(bar))
            # Another process may have a stretch; if it dies, its claim runs out and the stretch is ours.
            while is_left(machine.reader.version, round_id=round_.pk):
                time.sleep(1)
                suggest_for_round(scope, round_id=round_.pk, machine=machine, progress=_shown_on(bar))
        return waiting - unseen(round_.pk, machine.reader.version).count()

    def _let_workers(self, scope: Scope, round_: Round, options: dict[str, Any], bar: Any) -> None:
        command = [sys.executable, "-m", "newbelongings", "suggest-themes", "--authority", options["authority"]]
        # One thread each, or they would wait for each other's.
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        workers = [
            subprocess.Popen([*command, "--round", round_.slug], env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
            for _ in range(options["workers"])
        ]
        while any(worker.poll() is None for worker in workers):
            if far := progress(scope, round_id=round_.pk):
                _shown_on(bar)(far.done, far.of)
            time.sleep(0.5)
        if all(worker.returncode for worker in workers):
            raise CommandError("No worker came to the end. What they read is kept: run it again.")

    @cached_property
    def _machine(self) -> Machine:
        """One for all rounds; it loads at the first text."""
        return local_machine()


def _shown_on(bar: Any) -> Progress:
    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return show
