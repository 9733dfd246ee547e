"""The process in which one benchmark runs: an empty, migrated database in a folder of its own."""

import importlib
import os
import sys

import django


def main() -> int:
    from benchmarks.figures import Missing

    os.umask(0o077)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    try:
        for figure in importlib.import_module(sys.argv[1]).measure():
            print(figure.line(), flush=True)
    except Missing as missing:
        print(f"{sys.argv[1]}: not measured, {missing}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
