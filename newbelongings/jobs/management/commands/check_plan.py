"""`newbelongings check-plan`: what a reader who wishes the plan well would ask about it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.plans import queries
from newbelongings.domain.plans.checking import Finding, findings
from newbelongings.domain.plans.models import Plan
from newbelongings.jobs.council import council_scope


class Command(BaseCommand):
    help = (
        "Check the plan of a council's year, line by line, each finding with its reason. "
        "Leaves with 1 where something keeps the plan from doing its work, with 0 otherwise."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, metavar="CODE", help="the council's three-digit code")
        parser.add_argument("--year", type=int, metavar="NUMBER", help="the year's number; the running one without it")

    def handle(self, *_: Any, **options: Any) -> None:
        scope = council_scope(options["authority"])
        found = findings(scope, _plan(scope, options["year"]).pk)
        for finding in found:
            self.stdout.write(_line(finding))
        grave = sum(finding.rule.grave for finding in found)
        self.stdout.write(f"{len(found)} found, {grave} of them grave.")
        if grave:
            raise SystemExit(1)


def _plan(scope: Scope, number: int | None) -> Plan:
    years = list(authorities.cycles(scope))
    cycle = authorities.current_cycle(scope) if number is None else next((y for y in years if y.number == number), None)
    plan = queries.plan_of(scope, cycle.pk) if cycle else None
    if plan is None:
        raise CommandError("This council has no plan for that year. Write one, or give another --year.")
    return plan


def _line(finding: Finding) -> str:
    mark = "!" if finding.rule.grave else "?"
    return f"{mark} {finding.rule.code}: {finding.title}. {finding.words} ({finding.rule.source}.)"
