"""What the pages of a questionnaire show, worked out before a template sees it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.surveys import instrument_queries as queries
from newbelongings.domain.surveys.instrument_queries import InstrumentCard
from newbelongings.domain.surveys.models import Question
from newbelongings.domain.surveys.routing import only_if
from newbelongings.domain.surveys.sheets import QuestionSheet
from newbelongings.domain.surveys.soundness import MOST_LOCAL
from newbelongings.web.public.survey.asking import asked
from newbelongings.web.public.survey.drawing import draw
from newbelongings.web.public.survey.paper import Paper
from newbelongings.web.workspace.listen.pages import Next

_KINDS = dict(Question.KINDS)


@dataclass(frozen=True)
class Row:
    """One question as the page of its questionnaire lists it."""

    sheet: QuestionSheet
    kind: str
    only_if: str
    standard: bool
    may_go_up: bool
    may_go_down: bool
    may_wait: bool  # whether an earlier question with choices stands before it


@dataclass(frozen=True)
class Tried:
    """One question of the preview, and whether somebody who picked what is picked there would be asked it."""

    sheet: QuestionSheet
    drawn: SafeString
    is_asked: bool


def list_page(scope: Scope) -> dict[str, Any]:
    """Every questionnaire, and the one next thing."""
    cards = queries.instrument_cards(scope)
    own = [card for card in cards if not card.is_standard]
    return {"own": own, "standard": [card for card in cards if card.is_standard], "next": _next_of_all(own)}


def _next_of_all(own: list[InstrumentCard]) -> Next:
    draft = next((card for card in own if not card.rounds), None)
    if draft is not None:
        title = f"“{draft.instrument.title}” has not been asked yet"
        words = "Look through its questions, then ask them. About 10 minutes."
        return Next(title, words, "Go on with it", reverse("instrument", args=[draft.instrument.pk]))
    return Next(
        "The standard questions are ready to ask",
        "Open a survey with them as they are. To ask something of your own, write a questionnaire first.",
        "Open a survey",
        reverse("open_round"),
    )


def instrument_page(scope: Scope, instrument_id: int) -> dict[str, Any]:
    """One questionnaire with its questions, and the one next thing."""
    card = queries.instrument_card(scope, instrument_id)
    rows = question_rows(scope, instrument_id)
    own = sum(not row.standard for row in rows)
    full = card.instrument.base is not None and own >= MOST_LOCAL
    newer = _newer(scope, card)
    return {
        "card": card,
        "instrument": card.instrument,
        "rows": rows,
        "may_add": not card.is_frozen and not full,
        "newer": newer,
        "next": _next(card, own, newer is not None),
        "most_local": MOST_LOCAL,
    }


def _newer(scope: Scope, card: InstrumentCard) -> InstrumentCard | None:
    """The version that is being written to take this one's place."""
    if card.is_standard:
        return None
    later = [each for each in queries.versions(scope, card.instrument.slug) if each.pk > card.instrument.pk]
    return queries.instrument_card(scope, max(each.pk for each in later)) if later else None


def question_rows(scope: Scope, instrument_id: int) -> list[Row]:
    """Each question with what may be done with it."""
    sheets = queries.written_questions(scope, instrument_id)
    standard = queries.standard_names(scope, instrument_id)
    first = sum(sheet.name in standard for sheet in sheets)
    return [
        Row(
            sheet=sheet,
            kind=_KINDS[sheet.kind],
            only_if=only_if(sheet.condition, sheets).replace("Answer this", "Asked", 1).replace("you", "they", 1),
            standard=sheet.name in standard,
            may_go_up=place > first,
            may_go_down=place >= first and place + 1 < len(sheets),
            may_wait=any(not before.is_open for before in sheets[:place]),
        )
        for place, sheet in enumerate(sheets)
    ]


def _next(card: InstrumentCard, own: int, has_newer: bool) -> Next | None:
    here = card.instrument.pk
    if not card.is_frozen and not own:
        extra = card.instrument.base is not None
        title = "Nothing of your own is in it yet" if extra else "It has no questions yet"
        return Next(title, "Write one question at a time. About 3 minutes each.", "Add a question", _add(here))
    if has_newer:
        return None
    if not card.rounds:
        words = "Look at it as a care leaver does, then open a survey with it. From then on it stays as it is."
        return Next("It is ready to ask", words, "Open a survey", f"{reverse('open_round')}?instrument={here}")
    words = "Answers can be compared only while the questions stay the same. See what people said."
    return Next("It has been asked", words, "See the survey", reverse("round", args=[card.rounds[0].pk]))


def _add(instrument_id: int) -> str:
    return reverse("add_question", args=[instrument_id])


def preview_page(scope: Scope, instrument_id: int, typed: Any) -> dict[str, Any]:
    """Every question as a care leaver sees it, with what was picked, and who would not be asked what."""
    sheets = queries.written_questions(scope, instrument_id)
    paper = Paper.read(sheets, typed)
    drawn = [draw(asked(s, paper, {}, only_if(s.condition, sheets)), alone=False, easy=False) for s in sheets]
    tried = [Tried(s, html, s in paper.asked) for s, html in zip(sheets, drawn, strict=True)]
    conditions = any(sheet.condition for sheet in sheets)
    found = queries.instrument(scope, instrument_id)
    return {"instrument": found, "tried": tried, "conditions": conditions, "asked": len(paper.asked)}
