"""`newbelongings evidence-pack`: the evidence of the present year as pack.pdf, pack.xlsx and pack.json."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from newbelongings.adapters.pack_files import TYPES, draw
from newbelongings.domain.authorities.queries import current_cycle
from newbelongings.domain.evidence.actions import make_pack
from newbelongings.domain.evidence.models import Pack
from newbelongings.domain.kernel.scope import Scope
from newbelongings.jobs.council import council_scope


class Command(BaseCommand):
    help = "Freeze what was said, promised, done and told this year, and write it as PDF, spreadsheet and JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write into")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        out: Path = options["out"]
        try:
            pack = write_pack(scope, out)
        except OSError as error:
            raise CommandError(
                f"{out} could not be written ({error.strerror}): choose another folder after --out, or free some space."
            ) from error
        names = " and ".join((", ".join(f"pack.{kind}" for kind in [*TYPES][:-1]), f"pack.{[*TYPES][-1]}"))
        self.stdout.write(f"Wrote {names} to {out}. SHA-256 {pack.sha256}")


def write_pack(scope: Scope, out: Path) -> Pack:
    """Make a pack and its three files: all of them and the record of it, or none of it."""
    cycle = current_cycle(scope)
    out.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".pack-", dir=out))
    try:
        with transaction.atomic(), tqdm(total=4, unit=" parts", delay=2, file=sys.stderr, disable=None) as progress:
            pack = make_pack(scope, cycle_id=cycle.pk)
            progress.update()
            for kind in TYPES:
                (draft / f"pack.{kind}").write_bytes(draw(kind, pack.content, pack.sha256))
                progress.update()
            for kind in TYPES:
                (draft / f"pack.{kind}").replace(out / f"pack.{kind}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return pack
