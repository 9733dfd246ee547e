"""`newbelongings`: one command for everything that is not a page.

Django's management commands stand behind it. Every one takes ``--data DIR``, the folder that holds the
SQLite database and the files (``DATABASE_URL`` overrides the database). Bad input gives one sentence on
standard error and a non-zero exit; nothing is half written.
"""

import os
import sys
from pathlib import Path

COMMANDS = {
    "demo": "build the demonstration region and serve it",
    "serve": "serve one data folder, with its jobs",
    "migrate": "bring the database up to date",
    "load-authorities": "load the English councils from a file of the Department for Education",
    "add-lead": "add a council's first programme lead",
    "import-responses": "import responses from CSV, XLSX or JSON lines, all or nothing",
    "export-responses": "write a round's responses as CSV",
    "suggest-themes": "let the text model suggest themes for answers that have none",
    "check-plan": "say what a plan lacks, line by line",
    "evidence-pack": "write pack.pdf, pack.xlsx and pack.json",
    "themes-evaluate": "score the text model's suggestions on a file of coded answers",
    "run-jobs": "do what is due once: open ballot boxes, suggest, send messages",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        _print_help()
        return 0
    os.umask(0o077)  # what a command writes holds what people said: for its own user only
    name, rest = words[0], _take_data_folder(words[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newbelongings.config.settings")
    return _run(name, rest)


def _print_help() -> None:
    print("usage: newbelongings COMMAND [--data DIR] ...\n")
    width = max(map(len, COMMANDS))
    for name, what in COMMANDS.items():
        print(f"  {name:<{width}}  {what}")
    print("\n`newbelongings COMMAND --help` says more about one.")


def _take_data_folder(words: list[str]) -> list[str]:
    rest: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--data" or word.startswith("--data="):
            folder = word.partition("=")[2] or next(remaining, "")
            if not folder:
                print("Say which folder after --data.", file=sys.stderr)
                raise SystemExit(2)
            os.environ["NEWBELONGINGS_DATA"] = str(Path(folder).resolve())
        else:
            rest.append(word)
    return rest


def _run(name: str, rest: list[str]) -> int:
    import django
    from django.core.management import CommandError, ManagementUtility

    from newbelongings.domain.kernel.errors import DomainError

    django.setup()
    command_name = name.replace("-", "_") if name in COMMANDS else name
    command = ManagementUtility(["newbelongings", command_name]).fetch_command(command_name)
    options = vars(command.create_parser("newbelongings", name).parse_args(rest))
    try:
        command.execute(*options.pop("args", ()), **options)
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.returncode
    except DomainError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
