"""`newbelongings demo`: an imagined region to click through, built once and kept."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from tqdm import tqdm

from newbelongings.demo import signposts, standing
from newbelongings.demo.region import Step, build_region


class Command(BaseCommand):
    help = (
        "Build three imagined councils with their surveys, plans and replies, say who to sign in as, and serve them. "
        "Run again, it keeps what is there. Refuses in a database that holds real councils."
    )
    # The tables may not be there yet, and must not be made in a database of real councils.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop after building")
        parser.add_argument(
            "--scale",
            type=float,
            default=1.0,
            metavar="S",
            help="build a smaller region: 0.1 is a tenth of the answers",
        )
        parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port, 8000 unless you say so")

    def handle(self, *_: Any, **options: Any) -> None:
        if not 0 < options["scale"] <= 1:
            raise CommandError("Give a scale above 0 and up to 1: 1 is the whole region.")
        if standing.real_councils():
            raise CommandError(
                "This database holds real councils, and the demonstration would stand among them: "
                "choose an empty folder with --data, or another DATABASE_URL."
            )
        call_command("migrate", verbosity=0, interactive=False)
        if not standing.is_built():
            self._build(options["scale"])
        port = options["port"]
        self.stdout.write(signposts.who_and_where(f"http://127.0.0.1:{port}"))
        if not options["no_serve"]:
            self.stdout.flush()
            connection.close()
            call_command("serve", port=port)

    def _build(self, scale: float) -> None:
        """All or nothing: whoever stops it half-way finds the database as it was."""
        self.stdout.write(f"Building an imagined region in {settings.DATABASES['default']['NAME']}. About a minute.")
        self.stdout.flush()
        with transaction.atomic():
            build_region(scale=scale, progress=_bar)


def _bar(steps: list[Step]) -> Iterator[Step]:
    with tqdm(total=len(steps), unit=" steps", bar_format="{l_bar}{bar}| {elapsed} {postfix}") as bar:
        for step in steps:
            bar.set_postfix_str(step.words)
            yield step
            bar.update()
