"""Writing a council's own questionnaires. What a round has used is frozen: a new version takes its place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import NotFound, Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope

from . import editing, instrument_queries
from .instruments import SHIPPED
from .models import Instrument, Question
from .question_faults import LENGTHS
from .soundness import ASKED, Fault, faults, wording
from .specs import spec_of, write_questions

FROZEN = "A survey has used this version, so it stays as it was asked. Make a new version, and change that."
STANDARD = "This is a standard question. It stays as it is and where it is, so that councils can be compared."

_Change = Callable[[list[Mapping[str, Any]]], Sequence[Mapping[str, Any]]]


@transaction.atomic
def start_instrument(scope: Scope, *, title: str, base_id: int | None = None) -> Instrument:
    """Start a questionnaire of the council's own: from nothing, or from a standard one, all of it word for word."""
    scope.require(Permission.RUN_SURVEYS)
    base = _base(scope, base_id)
    questions = spec_of(base)["questions"] if base else []
    return _create(scope, {"title": title, "source": base.source if base else "", "questions": questions}, base)


@transaction.atomic
def create_instrument(scope: Scope, *, spec: Mapping[str, Any], base_id: int | None = None) -> Instrument:
    """Put in a whole questionnaire of the council's own, for example from a file.

    ``spec`` has the form of the files in ``data/``; a question's ``number`` and ``short`` may be left out, and its
    slug and version are given anew. With ``base_id`` it must begin with all questions of that standard one.
    ``Refused`` names the first fault; ``soundness.faults(prepared(spec))`` gives them all.
    """
    scope.require(Permission.RUN_SURVEYS)
    base = _base(scope, base_id)
    made = prepared(spec)
    standard = spec_of(base) if base else None
    _refuse(faults(made, base=standard))
    if standard:
        first = standard["questions"]
        made["questions"] = editing.numbered([*first, *made["questions"][len(first) :]], len(first))
    return _create(scope, made, base)


def prepared(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A spec made ready to be judged and written: tidied, with short names and numbers where it has none."""
    made: dict[str, Any] = editing.tidied(spec)
    questions = made.get("questions")
    if isinstance(questions, list) and all(isinstance(question, Mapping) for question in questions):
        whole = [editing.completed(question, questions) for question in questions]
        if not all(question.get("number") for question in whole):
            whole = editing.numbered(whole, 0)
        made["questions"] = whole
    return made


@transaction.atomic
def start_version(scope: Scope, *, instrument_id: int) -> Instrument:
    """A new version of a questionnaire that was used, with the same questions, to be changed. One at a time."""
    scope.require(Permission.RUN_SURVEYS)
    old = instrument_queries.own_instrument(scope, instrument_id)
    if not old.rounds.exists():
        raise Refused("This version has not been used yet. Change it as it is.")
    versions = instrument_queries.versions(scope, old.slug)
    waiting = next((each for each in versions if not each.rounds.exists()), None)
    if waiting is not None:
        raise Refused(f"Version {waiting.version} is being written already. Go on with that one.")
    made = Instrument.objects.create(
        authority_id=scope.authority,
        slug=old.slug,
        version=str(max(int(each.version) for each in versions) + 1),
        title=old.title,
        source=old.source,
        base=old.base,
    )
    origins = {q.name: q.origin_id or q.pk for q in Question.objects.filter(instrument=old)}
    write_questions(made, spec_of(old)["questions"], origins)
    audit.note(scope, "started_version", made, version=made.version)
    return made


@transaction.atomic
def edit_instrument(scope: Scope, *, instrument_id: int, title: str) -> Instrument:
    """Give a questionnaire that is not used yet another title."""
    scope.require(Permission.RUN_SURVEYS)
    draft = _draft(scope, instrument_id)
    draft.title = _title(title)
    draft.save(update_fields=["title"])
    audit.note(scope, "renamed_instrument", draft)
    return draft


@transaction.atomic
def add_question(scope: Scope, *, instrument_id: int, question: Mapping[str, Any]) -> str:
    """Put a question at the end; returns the name it got. ``question`` is one of a spec, without its number."""
    given = editing.tidied(question)
    added = ""

    def add(there: list[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        nonlocal added
        new = editing.completed(given, there)
        added = new["name"]
        return [*there, new]

    _change(scope, instrument_id, add, "added_question")
    return added


@transaction.atomic
def change_question(scope: Scope, *, instrument_id: int, name: str, question: Mapping[str, Any]) -> None:
    """Give a question other words, choices or marks. It keeps its name, its place and its condition."""
    given = editing.tidied(question)

    def change(there: list[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        kept = {key: value for key, value in _named(there, name).items() if key in ("name", "condition", "note")}
        return editing.replaced(there, name, editing.completed({**kept, **given, "name": name}, there))

    _change(scope, instrument_id, change, "changed_question", name)


@transaction.atomic
def set_condition(scope: Scope, *, instrument_id: int, name: str, condition: Mapping[str, Any]) -> None:
    """Ask a question only of those who picked something before (``routing``); an empty condition asks everyone."""

    def set_(there: list[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        kept = {key: value for key, value in _named(there, name).items() if key != "condition"}
        return editing.replaced(there, name, {**kept, "condition": dict(condition)} if condition else kept)

    _change(scope, instrument_id, set_, "set_condition", name)


@transaction.atomic
def move_question(scope: Scope, *, instrument_id: int, name: str, by: int) -> None:
    """Put a question so many places later, or earlier where ``by`` is below 0."""
    _change(scope, instrument_id, lambda there: editing.moved(there, name, by), "moved_question", name)


@transaction.atomic
def remove_question(scope: Scope, *, instrument_id: int, name: str) -> None:
    """Take a question out."""
    _change(scope, instrument_id, lambda there: editing.removed(there, name), "removed_question", name)


@transaction.atomic
def delete_instrument(scope: Scope, *, instrument_id: int) -> None:
    """Delete a questionnaire that no round has used."""
    scope.require(Permission.RUN_SURVEYS)
    draft = _draft(scope, instrument_id)
    audit.note(scope, "deleted_instrument", draft, version=draft.version)
    draft.delete()


def _create(scope: Scope, spec: Mapping[str, Any], base: Instrument | None) -> Instrument:
    title = _title(spec["title"])
    made = Instrument.objects.create(
        authority_id=scope.authority,
        slug=_free_slug(scope, title),
        version="1",
        title=title,
        source=spec.get("source", ""),
        base=base,
    )
    origins = {q.name: q.origin_id or q.pk for q in Question.objects.filter(instrument=base)} if base else {}
    write_questions(made, spec["questions"], origins)
    audit.note(scope, "started_instrument", made, questions=len(spec["questions"]))
    return made


def _title(title: str) -> str:
    tidy: str = editing.tidied(title)
    if not tidy:
        raise Refused("Give the questionnaire a title that your colleagues will know it by.", field="title")
    if len(tidy) > LENGTHS["title"]:
        raise Refused(f"Make the title shorter: {LENGTHS['title']} letters fit.", field="title")
    return tidy


def _free_slug(scope: Scope, title: str) -> str:
    stem = slugify(title)[:40].strip("-_") or "questionnaire"
    taken = {*instrument_queries.own_slugs(scope), *SHIPPED}
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _base(scope: Scope, base_id: int | None) -> Instrument | None:
    if base_id is None:
        return None
    base = instrument_queries.instrument(scope, base_id)
    if base.authority_id is not None:
        raise NotFound("There is no such standard questionnaire. Choose one from the list.")
    return base


def _draft(scope: Scope, instrument_id: int) -> Instrument:
    """An own questionnaire that may still be changed, held so that no round opens on it meanwhile."""
    draft = instrument_queries.own_instrument(scope, instrument_id, hold=True)
    if draft.rounds.exists():
        raise Refused(FROZEN)
    return draft


def _change(scope: Scope, instrument_id: int, change: _Change, verb: str, name: str = "") -> None:
    """Read, change, judge and write the questions of a draft."""
    scope.require(Permission.RUN_SURVEYS)
    draft = _draft(scope, instrument_id)
    before = spec_of(draft)["questions"]
    base = spec_of(draft.base) if draft.base else None
    standard = len(base["questions"]) if base else 0
    if name:
        _named(before, name)
        if base and any(question["name"] == name for question in base["questions"]):
            raise Refused(STANDARD)
    after = editing.numbered(change(before), standard)
    _refuse([fault for fault in faults({"title": draft.title, "questions": after}, base=base) if fault.place])
    _rewrite(draft, after)
    audit.note(scope, verb, draft, questions=len(after))


def _rewrite(draft: Instrument, after: Sequence[Mapping[str, Any]]) -> None:
    """Write all questions anew: nobody has answered them. What is still the same question keeps its origin."""
    rows = Question.objects.filter(instrument=draft)
    origins = {question.name: question.origin_id for question in rows if question.origin_id}
    before = {question["name"]: wording(question, ASKED) for question in spec_of(draft)["questions"]}
    same = {q["name"] for q in after if before.get(q["name"]) == wording(q, ASKED)}
    rows.delete()
    write_questions(draft, after, {name: origin for name, origin in origins.items() if name in same})


def _named(questions: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    for question in questions:
        if question["name"] == name:
            return question
    raise NotFound("This questionnaire has no such question. Choose one from the list.")


def _refuse(found: Sequence[Fault]) -> None:
    if found:
        raise Refused(str(found[0]), field=found[0].field)
