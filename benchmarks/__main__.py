"""`python -m benchmarks NAME|all`: one JSON line a figure, each measured in a process and a folder of its own."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.registry import BENCHES, Bench
from tools.postgres import NoPostgres, temporary_postgresql


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "all"
    chosen = [bench for bench in BENCHES if wanted == "all" or wanted in bench.figures]
    if not chosen:
        names = "\n  ".join(name for bench in BENCHES for name in bench.figures)
        print(f"There is no figure called {wanted}. These there are:\n  {names}", file=sys.stderr)
        return 2
    return max([_run(bench, wanted) for bench in chosen])


def _run(bench: Bench, wanted: str) -> int:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nb-bench-", ignore_cleanup_errors=True))
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment |= {"NEWBELONGINGS_DATA": folder, "DJANGO_SETTINGS_MODULE": "newbelongings.config.settings"}
        if bench.postgresql:
            try:
                environment["DATABASE_URL"] = stack.enter_context(temporary_postgresql())
            except NoPostgres as error:
                print(f"{bench.figures[0]} was not measured: {error}", file=sys.stderr)
                return 1
        command = [sys.executable, "-m", "benchmarks.child", bench.module]
        child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for line in _lines(child):
            # A figure and those beside it, which go by its name: NAME-lost, NAME-p95-milliseconds.
            if wanted == "all" or line.startswith(f'{{"name": "{wanted}'):
                print(line, end="", flush=True)
        return child.wait()


def _lines(child: "subprocess.Popen[str]") -> Iterator[str]:
    assert child.stdout is not None
    return (line for line in child.stdout if line.startswith('{"name"'))


if __name__ == "__main__":
    sys.exit(main())
