"""An instrument as a spec, the form of the files in ``data/``, and a spec as the rows of an instrument."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .kinds import OWN_OPTIONS, options_of_kind
from .models import Instrument, Option, Question
from .sheets import QuestionSheet, read_questions

NEEDED: Final = ("name", "number", "kind", "text", "short")
OPTIONAL: Final = ("hint", "ideas", "note", "area", "condition", "ends", "private", "easy", "picture")


def spec_of(instrument: Instrument) -> dict[str, Any]:
    """The whole instrument as a spec; what is empty is left out, as in the files."""
    questions = [question_spec(sheet) for sheet in read_questions(instrument.pk)]
    whole = {"slug": instrument.slug, "version": instrument.version, "title": instrument.title}
    return {**whole, "source": instrument.source, "questions": questions}


def question_spec(sheet: QuestionSheet) -> dict[str, Any]:
    """One question as it stands in a spec. Choices that its kind brings are left out."""
    made: dict[str, Any] = {key: getattr(sheet, key) for key in NEEDED}
    made |= {key: _plain(getattr(sheet, key)) for key in OPTIONAL if getattr(sheet, key)}
    if sheet.kind in OWN_OPTIONS:
        made["options"] = [
            {"name": o.name, "text": o.text, "other": True} if o.other else {"name": o.name, "text": o.text}
            for o in sheet.options
        ]
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def write_questions(
    instrument: Instrument, questions: Sequence[Mapping[str, Any]], origins: Mapping[str, int] | None = None
) -> None:
    """Put the questions of a spec in, in their order. ``origins`` gives, by name, the question that one copies."""
    rows = Question.objects.bulk_create(
        Question(
            instrument=instrument,
            position=position,
            origin_id=(origins or {}).get(spec["name"]),
            **{key: spec[key] for key in NEEDED},
            **{key: spec[key] for key in OPTIONAL if key in spec},
        )
        for position, spec in enumerate(questions, 1)
    )
    Option.objects.bulk_create(
        Option(question=row, position=place, name=o["name"], text=o["text"], other=o.get("other", False))
        for row, spec in zip(rows, questions, strict=True)
        for place, o in enumerate(spec.get("options") or options_of_kind(spec["kind"]), 1)
    )
