"""A worker in a process of its own, which a test may kill: `reading_worker prepare PEOPLE`, `reading_worker read`."""

import sys

import django


def main(what: str, people: int) -> None:
    django.setup()

    from benchmarks import council
    from newbelongings.domain.kernel.scope import system_scope
    from newbelongings.domain.surveys import actions as surveys
    from newbelongings.domain.surveys.models import Round
    from newbelongings.domain.themes.suggesting import lay_round, suggest_for_round
    from tests.readers import word_machine

    machine = word_machine()
    # So that two of them set off together.
    print("ready", flush=True)
    sys.stdin.readline()
    if what == "prepare":
        scope, cycle = council.found()
        round_ = council.ask(scope, cycle)
        surveys.import_responses(scope, round_id=round_.pk, responses=council.responses(people))
        print(lay_round(scope, round_id=round_.pk, model=machine.reader.version))
    else:
        round_ = Round.objects.get()
        print(suggest_for_round(system_scope(round_.authority_id), round_id=round_.pk, machine=machine))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
