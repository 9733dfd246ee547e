"""`newbelongings export-responses`: a round's responses as one CSV file, whole or not at all."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from newbelongings.adapters.csv_files import write_csv
from newbelongings.domain.surveys import queries
from newbelongings.domain.surveys.exporting import export_responses
from newbelongings.jobs.council import council_scope


class Command(BaseCommand):
    help = "Write a round's responses as CSV: one row a response, in random order, with the week and nothing finer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--round", required=True, metavar="SLUG", help="the round's short name")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.csv", help="where to write")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        round_ = queries.round_by_slug(scope, options["round"])
        out: Path = options["out"]

        def write(header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
            return write_csv(out, header, tqdm(rows, unit=" rows", delay=2, file=sys.stderr, disable=None))

        if out.is_dir() or not out.parent.is_dir():
            raise CommandError(f"{out} is not a file in a folder that exists: give another name after --out.")
        try:
            count = export_responses(scope, round_id=round_.pk, write=write)
        except OSError as error:
            raise CommandError(
                f"{out} could not be written ({error.strerror}): free some space, or choose another place."
            ) from error
        self.stdout.write(
            f"Wrote {count:,} responses to {out}. It holds what people said: keep it as you keep case files."
        )
