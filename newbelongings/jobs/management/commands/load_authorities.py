"""`newbelongings load-authorities`: the English councils with children's services, from a public list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from newbelongings.domain.authorities.actions import load_authorities
from newbelongings.domain.kernel.scope import system_scope
from newbelongings.jobs.councils_file import read_councils


class Command(BaseCommand):
    help = (
        "Load the upper-tier councils of England from the Department for Education's CSV: all of them or none. "
        "Run again it changes only what the list changed. Councils that are no more are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the list, with la_code, la_code_new and names")

    def handle(self, *_: Any, **options: Any) -> None:
        councils, gone = read_councils(options["file"])
        loaded = load_authorities(system_scope(), councils=councils)
        self.stdout.write(
            f"{len(councils)} councils: {loaded.added} added, {loaded.changed} changed, "
            f"{loaded.unchanged} as they were."
        )
        if gone:
            self.stdout.write(f"Left out because they are no more: {', '.join(gone)}.")
