"""`newbelongings import-responses`: answers gathered elsewhere become a round, all or nothing."""

import datetime as dt
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from newbelongings.adapters.survey_tools import open_responses
from newbelongings.adapters.tables import Row, Table, Unreadable
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import today
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import actions, columns, importing, queries
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.jobs.council import council_scope

INSTRUMENT = "new-belongings-2015"
CACHE_KILOBYTES = 32 * 1024


class Command(BaseCommand):
    help = (
        "Read answers from CSV, XLSX or JSON lines into a round. "
        "Columns are called by the question (best_1, stage), or a mapping file says where they go. "
        "If one row is refused, nothing is written. A round that does not exist yet is made, already closed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--round", required=True, metavar="SLUG", help="the round's short name")
        parser.add_argument("--mapping", type=Path, metavar="MAPPING.json", help="which column goes to which question")
        parser.add_argument(
            "--instrument", default=INSTRUMENT, metavar="SLUG", help="questionnaire of a round that is made"
        )
        parser.add_argument("--check", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("file", type=Path, metavar="FILE", help="the answers")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        try:
            self._import(scope, options)
        except Unreadable as problem:
            raise CommandError(f"{options['file'].name}: {problem}") from problem

    def _import(self, scope: Scope, options: dict[str, Any]) -> None:
        round_ = queries.rounds(scope).filter(slug=options["round"]).first()
        instrument_id = round_.instrument_id if round_ else _instrument_id(scope, options["instrument"])
        questions = queries.instrument_questions(instrument_id)
        table = open_responses(options["file"], max_bytes=settings.IMPORT_MAX_BYTES)
        plan = _plan(table, questions, options["mapping"])
        self._say_what_is_assumed(table, plan)
        reading = importing.read(_with_progress(table), table.header, plan, questions)
        self._stop_at_refusals(reading)
        self._say_what_is_blank(reading)
        if options["check"]:
            self.stdout.write(f"{len(reading.responses):,} responses can be imported. Nothing was written.")
        else:
            self._write(scope, reading, round_, instrument_id, options["round"])

    @transaction.atomic
    def _write(
        self, scope: Scope, reading: importing.Reading, round_: Round | None, instrument_id: int, slug: str
    ) -> None:
        if connection.vendor == "sqlite":
            # Room for the indexes of a large table; the usual 2 MB makes it read the disk for every row.
            connection.cursor().execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        round_ = round_ or self._make_round(scope, instrument_id, slug)
        written = importing.bring_in(scope, round_id=round_.pk, reading=reading)
        self.stdout.write(f"Imported {written:,} responses into the round {slug}.")

    def _say_what_is_assumed(self, table: Table, plan: columns.Plan) -> None:
        if table.note:
            self.stdout.write(table.note)
        left_out = [heading for place, heading in enumerate(table.header) if place not in plan.columns]
        if left_out:
            self.stdout.write(f"Left out, and not kept anywhere: {', '.join(left_out)}.")

    def _say_what_is_blank(self, reading: importing.Reading) -> None:
        if reading.blank:
            self.stdout.write(f"{reading.blank:,} rows say nothing in these columns and were left out.")

    def _stop_at_refusals(self, reading: importing.Reading) -> None:
        for refusal in reading.refusals:
            self.stderr.write(str(refusal))
        more = reading.refused - len(reading.refusals)
        if more:
            self.stderr.write(f"And {more:,} more.")
        if reading.refused:
            raise CommandError("Nothing was imported: put these right in the file, and import it again.")

    def _make_round(self, scope: Scope, instrument_id: int, slug: str) -> Round:
        """A round whose window was yesterday: its open link takes no answers, because these were gathered elsewhere."""
        yesterday = today() - dt.timedelta(days=1)
        round_ = actions.open_round(
            scope,
            cycle_id=authorities.current_cycle(scope).pk,
            instrument_id=instrument_id,
            slug=slug,
            title=slug.replace("-", " ").capitalize(),
            opens=yesterday,
            closes=yesterday,
        )
        self.stdout.write(f"There was no round called {slug}, so it was made: closed, with {round_.instrument.title}.")
        return round_


def _instrument_id(scope: Scope, slug: str) -> int:
    if not queries.shipped_instruments(scope).exists():
        actions.install_shipped_instruments(scope)
    found = queries.instruments(scope).filter(slug=slug).first()
    if found is None:
        known = ", ".join(sorted(instrument.slug for instrument in queries.instruments(scope)))
        raise CommandError(f"There is no questionnaire called {slug}: use one of {known}.")
    return found.pk


def _plan(table: Table, questions: tuple[QuestionSheet, ...], mapping: Path | None) -> columns.Plan:
    if mapping:
        plan = columns.plan_from_file(_json(mapping), table.header, questions)
    else:
        guessed = columns.guess(table.header, questions, json_lines=table.kind == "jsonl")
        plan = columns.plan_from_choices(guessed, table.header, questions)
    columns.refuse_birth_dates(plan, table.header, (row.cells for row in table.rows()), questions, today())
    return plan


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(
            f"The mapping file {path.name} cannot be read as JSON: check its name and quotes."
        ) from error


def _with_progress(table: Table) -> Iterator[Row]:
    return iter(tqdm(table.rows(), desc="Reading", unit=" rows", delay=2, file=sys.stderr, disable=None))
