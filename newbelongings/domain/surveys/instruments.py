"""Putting questionnaires in. They are data files; a version, once in, never changes."""

import json
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from .models import Instrument, Option, Question
from .sheets import instrument_questions

SHIPPED = ("new-belongings-2015", "new-belongings-2013")
OPTIONAL = ("hint", "ideas", "note", "area", "condition", "ends", "private", "easy", "picture")
OPTIONS_OF_KIND: Final = {
    Question.SCALE: tuple((str(step), str(step)) for step in range(11)),
    Question.YES_NO: (("yes", "Yes"), ("no", "No"), ("not-sure", "Not sure")),
    Question.AGE_BAND: (
        ("under-16", "Under 16"),
        ("16-17", "16 or 17"),
        ("18-20", "18 to 20"),
        ("21-25", "21 to 25"),
        ("over-25", "Over 25"),
        ("rather-not-say", "I’d rather not say"),
    ),
}


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
    what people were asked cannot be changed after they have answered.
    """
    scope.require(Permission.RUN_THE_SERVICE)
    instrument, new = Instrument.objects.get_or_create(
        slug=spec["slug"],
        version=spec["version"],
        defaults={"title": spec["title"], "source": spec["source"], "authority_id": None},
    )
    if not new:
        _check_same(instrument, spec)
        return instrument
    for position, question in enumerate(spec["questions"], 1):
        _add_question(instrument, position, question)
    # An id may have been used by an installation that was rolled back.
    instrument_questions.cache_clear()
    audit.note(scope, "installed_instrument", instrument, version=instrument.version)
    return instrument


def _add_question(instrument: Instrument, position: int, spec: dict[str, Any]) -> None:
    fields = {key: spec[key] for key in ("name", "number", "kind", "text", "short")}
    optional = {key: spec[key] for key in OPTIONAL if key in spec}
    question = Question.objects.create(instrument=instrument, position=position, **fields, **optional)
    Option.objects.bulk_create(
        Option(question=question, position=place, name=o["name"], text=o["text"], other=o.get("other", False))
        for place, o in enumerate(spec.get("options") or options_of_kind(spec["kind"]), 1)
    )


def options_of_kind(kind: str) -> list[dict[str, str]]:
    """The options that a kind brings with it: a scale, yes or no, age bands. None for the other kinds."""
    return [{"name": name, "text": text} for name, text in OPTIONS_OF_KIND.get(kind, ())]


def _check_same(instrument: Instrument, spec: dict[str, Any]) -> None:
    there = list(Question.objects.filter(instrument=instrument).values_list("name", "text"))
    if there != [(question["name"], question["text"]) for question in spec["questions"]]:
        raise Refused(
            f"Version {instrument.version} of “{instrument.title}” is in already, with other questions. "
            "Give the changed one a new version."
        )
