"""Bringing in what was coded elsewhere: all of it or nothing, as one stroke that can be undone."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel import audit
from newbelongings.domain.kernel.errors import Refused
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import queries as surveys

from . import book, desk
from .codebook import make_theme
from .coded_rows import TICK, CodingReading, Known, key_of
from .coding import Said, Segment, own_answers, write_codings
from .models import CodingAct, Reading


def known_to_rows(scope: Scope, *, round_id: int) -> Known:
    """The answers and themes that a file for this round may speak of."""
    scope.require(Permission.CODE_ANSWERS)
    found = surveys.round_(scope, round_id)
    texts = dict(surveys.open_answers(scope, round_id=round_id).values_list("pk", "text"))
    kept = desk.kept_for_two(scope, round_id=round_id).values_list("pk", flat=True)
    return Known.of(texts, book.themes(scope, found.cycle_id).values_list("pk", "name", "slug"), kept)


def read_already(scope: Scope, *, round_id: int, reading: CodingReading) -> int:
    """Of how many answers a file would say something in place of what somebody said before."""
    scope.require(Permission.CODE_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    read = Reading.objects.filter(answer__response__round=round_).values_list("answer_id", flat=True)
    return len(reading.coded.keys() & set(read))


@transaction.atomic
def bring_in_codings(
    scope: Scope, *, round_id: int, reading: CodingReading, make: Mapping[str, str]
) -> tuple[CodingAct, int]:
    """Write every coding of a reading in place of what was said before; returns the stroke and how many themes are new.

    ``make`` gives an area to each unknown theme that is to be made; the others are left out.
    """
    scope.require(Permission.CODE_ANSWERS)
    round_ = surveys.round_(scope, round_id)
    if reading.refused:
        raise Refused("Nothing was brought in, because some rows were refused. Put them right and try again.")
    if not reading.coded:
        raise Refused("This file says nothing of any answer in the columns that were chosen: check the columns.")
    wanted = {name: area for name, area in make.items() if area and name in reading.unknown}
    made = {key_of(name): make_theme(round_.cycle, name, area).pk for name, area in wanted.items()}
    themes = {**known_to_rows(scope, round_id=round_id).themes, **made}
    answers = own_answers(scope, list(reading.coded))
    said = {answer: _said(reading, answer.pk, themes) for answer in answers}
    act = write_codings(scope, said, kind=CodingAct.Kind.IMPORTED)[0]
    audit.note(scope, "brought_in_codings", round_, answers=act.answers, themes=len(made))
    return act, len(made)


def _said(reading: CodingReading, answer_id: UUID, themes: Mapping[str, int]) -> Said:
    coded = reading.coded[answer_id]
    ids = [int(name.removeprefix(TICK)) if name.startswith(TICK) else themes.get(key_of(name)) for name in coded.themes]
    return Said(tuple(Segment(pk) for pk in dict.fromkeys(ids) if pk is not None), coded.sentiment)


@transaction.atomic
def bring_in_codebook(scope: Scope, *, cycle_id: int, lines: Sequence[tuple[str, str, str]]) -> int:
    """Add lines to a cycle's codebook, each an area, a name and a description: all of them, or none.

    Those that are there already by their name are left as they are; returns how many are new.
    """
    scope.require(Permission.CODE_ANSWERS)
    cycle = authorities.cycle(scope, cycle_id)
    there = {key_of(name) for name in book.themes(scope, cycle_id).values_list("name", flat=True)}
    made = 0
    for area, name, description in lines:
        if key_of(name) not in there:
            make_theme(cycle, name, area, description=description)
            there.add(key_of(name))
            made += 1
    if not made:
        raise Refused("Every code of this file is in the codebook already, or was left out.")
    audit.note(scope, "brought_in_codebook", cycle, themes=made)
    return made
