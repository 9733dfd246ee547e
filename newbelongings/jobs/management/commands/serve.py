"""`newbelongings serve`: one data folder on this machine's own address."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from newbelongings.jobs.serving import ADDRESS, serve


class Command(BaseCommand):
    help = (
        "Serve one data folder, with a process beside it that does what is due every 20 seconds. "
        "Ctrl-C ends both. Only this machine can reach it: put a web server with a certificate in front."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port, 8000 unless you say so")
        parser.add_argument("--workers", type=int, default=2, metavar="N", help="web processes, 2 unless you say so")

    def handle(self, *_: Any, **options: Any) -> None:
        if not 1 <= options["workers"] <= 64:
            raise CommandError("Give 1 to 64 workers: one for each core of the machine is a good number.")
        self.stdout.write(f"http://{ADDRESS}:{options['port']}/ (Ctrl-C to stop)")
        self.stdout.flush()
        serve(port=options["port"], workers=options["workers"])
