"""`newbelongings suggest-themes`: let the text model read what nobody has suggested themes for yet."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newbelongings.adapters.text_model.weights import WeightsMissing
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.themes.suggesting import Progress, suggest_for_round
from newbelongings.jobs.council import council_scope
from newbelongings.jobs.suggester import local_machine


class Command(BaseCommand):
    help = (
        "Suggest themes for the open answers of a council's rounds, on this machine. "
        "Stop it when you like: run again, it goes on where it was. A person decides what each answer is about."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--round", metavar="SLUG", help="the round's short name; all rounds unless you say one")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        rounds = [surveys.round_by_slug(scope, options["round"])] if options["round"] else list(surveys.rounds(scope))
        if not rounds:
            raise CommandError("This council has no round yet: open one, or import answers, then try again.")
        try:
            self._suggest(scope, rounds)
        except WeightsMissing as error:
            raise CommandError(str(error)) from error

    def _suggest(self, scope: Scope, rounds: list[Round]) -> None:
        machine = local_machine()
        for round_ in rounds:
            with tqdm(desc=round_.slug, unit=" texts", delay=2, file=sys.stderr, disable=None) as bar:
                found = suggest_for_round(scope, round_id=round_.pk, machine=machine, progress=_shown_on(bar))
            self.stdout.write(f"{round_.slug}: suggestions for {found:,} answers.")


def _shown_on(bar: Any) -> Progress:
    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return show
