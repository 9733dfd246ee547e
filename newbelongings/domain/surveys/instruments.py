"""Putting in the questionnaires that come with the service. They are data files; a version keeps its words."""

import json
from importlib.resources import files
from typing import Any

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Instrument, Question
from .sheets import forget_questions
from .specs import write_questions

SHIPPED = ("new-belongings-2015", "new-belongings-2013", "home-money-people-2026", "feeling-well-2026")
# What stands beside the words, and may be bettered in a version that people have answered.
BESIDE = ("easy", "picture")


@transaction.atomic
def install_shipped_instruments(scope: Scope) -> list[Instrument]:
    """Install the questionnaires that come with the service, for every council; doing it again changes nothing."""
    scope.require(Permission.RUN_THE_SERVICE)
    return [install_instrument(scope, spec=shipped_spec(slug)) for slug in SHIPPED]


def shipped_spec(slug: str) -> dict[str, Any]:
    """The data file of one shipped questionnaire."""
    spec: dict[str, Any] = json.loads(files(__package__).joinpath("data", f"{slug}.json").read_text("utf-8"))
    return spec


@transaction.atomic
def install_instrument(scope: Scope, *, spec: dict[str, Any]) -> Instrument:
    """Install one questionnaire, or return it where this slug and version are in already.

    ``spec`` has the form of the files in ``data/``. Raises ``Refused`` where the version is in with other words:
    what people were asked cannot be changed after they have answered. Easy wording and pictures may change.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    instrument, new = Instrument.objects.get_or_create(
        slug=spec["slug"],
        version=spec["version"],
        authority=None,
        defaults={"title": spec["title"], "source": spec["source"]},
    )
    forget_questions()
    if not new:
        _check_same(instrument, spec)
        _better(instrument, spec)
        return instrument
    write_questions(instrument, spec["questions"])
    audit.note(scope, "installed_instrument", instrument, version=instrument.version)
    return instrument


def _check_same(instrument: Instrument, spec: dict[str, Any]) -> None:
    there = list(Question.objects.filter(instrument=instrument).values_list("name", "text"))
    if there != [(question["name"], question["text"]) for question in spec["questions"]]:
        raise Refused(
            f"Version {instrument.version} of “{instrument.title}” is in already, with other questions. "
            "Give the changed one a new version."
        )


def _better(instrument: Instrument, spec: dict[str, Any]) -> None:
    """Bring what stands beside the words up to date, also in the copies that councils have made."""
    beside = {question["name"]: {key: question.get(key, "") for key in BESIDE} for question in spec["questions"]}
    for question in Question.objects.filter(instrument=instrument):
        wanted = beside[question.name]
        if any(getattr(question, key) != value for key, value in wanted.items()):
            Question.objects.filter(pk=question.pk).update(**wanted)
            question.copies.update(**wanted)
