"""What the pages of rounds show, worked out before a template sees it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from newbelongings.adapters.qr import qr_svg
from newbelongings.domain.authorities import queries as authorities
from newbelongings.domain.kernel.dates import long_date, today
from newbelongings.domain.kernel.errors import NotFound
from newbelongings.domain.kernel.permissions import Permission
from newbelongings.domain.kernel.scope import Scope
from newbelongings.domain.kernel.suppression import Hidden, Shown
from newbelongings.domain.safeguarding import queries as safeguarding
from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Round
from newbelongings.domain.surveys.queries import RoundSummary
from newbelongings.web.parts.charts import bar_chart


@dataclass(frozen=True)
class Next:
    """The one next thing: a sentence that states the fact, what to do, and where."""

    title: str
    words: str
    button: str
    url: str


@dataclass(frozen=True)
class RoundCard:
    """A round with where it stands."""

    round: Round
    summary: RoundSummary
    state: str
    is_open: bool
    is_over: bool

    @property
    def rate_is_shown(self) -> bool:
        return isinstance(self.summary.rate, int)

    @property
    def has_answers(self) -> bool:
        return isinstance(self.summary.responses, Hidden) or self.summary.responses > 0


@dataclass(frozen=True)
class Results:
    """One closed question: its chart, and the rows of the table under it."""

    title: str
    chart: SafeString
    rows: list[tuple[str, Shown]]


def round_card(scope: Scope, round_: Round) -> RoundCard:
    """A round, its numbers, and its state in words."""
    day = today()
    return RoundCard(
        round=round_,
        summary=surveys.round_summary(scope, round_.pk),
        state=_state(round_, day),
        is_open=round_.opens <= day <= round_.closes,
        is_over=day > round_.closes,
    )


def _state(round_: Round, day: dt.date) -> str:
    if day < round_.opens:
        return f"Opens on {long_date(round_.opens)}"
    if day > round_.closes:
        return f"Closed on {long_date(round_.closes)}"
    left = (round_.closes - day).days
    return f"Open until {long_date(round_.closes)}, {_days(left)}"


def _days(left: int) -> str:
    return "the last day" if left == 0 else f"{left} day{'s' if left > 1 else ''} left"


def listen_page(scope: Scope) -> dict[str, Any]:
    """The rounds of this year, and the one next thing."""
    try:
        cycle = authorities.current_cycle(scope)
    except NotFound:
        cycle = None
    cards = [round_card(scope, found) for found in surveys.rounds(scope).filter(cycle=cycle)] if cycle else []
    earlier = list(surveys.rounds(scope).exclude(cycle=cycle)) if cycle else []
    return {"cycle": cycle, "cards": cards, "earlier": earlier, "next": _next_for_year(cards), "first": not cards}


def _next_for_year(cards: list[RoundCard]) -> Next:
    running = next((card for card in cards if card.is_open), None)
    if running is not None:
        return next_thing(running)
    over = next((card for card in cards if card.is_over and card.has_answers), None)
    if over is not None:
        return next_thing(over)
    return Next(
        "Nobody has been asked yet this year",
        "Choose the questions and the dates. The link works on any phone. About 5 minutes.",
        "Open a survey",
        reverse("open_round"),
    )


def next_thing(card: RoundCard) -> Next:
    """What to do next about one round."""
    round_, here = card.round, reverse("round", args=[card.round.pk])
    if card.is_over and card.has_answers:
        return Next(
            "The answers are in. Somebody has to read them",
            "Read each answer and say what it is about. About 20 seconds an answer.",
            "Read the answers",
            reverse("code_answer", args=[round_.pk]),
        )
    if card.is_over:
        return Next(
            "The survey is closed and there are no answers to read",
            "Bring in answers that were gathered on paper or elsewhere. About 5 minutes.",
            "Bring in answers",
            reverse("import_responses", args=[round_.pk]),
        )
    title = "The survey is open" if card.is_open else "The survey is ready"
    if card.summary.asked:
        return Next(
            title,
            "Share its link again: most people answer after an adviser mentions it. About 5 minutes.",
            "See the link to share",
            f"{here}#link",
        )
    return Next(
        title,
        "Make a personal link for each care leaver, so that you know who has not been reached. About 5 minutes.",
        "Make personal links",
        reverse("invite", args=[round_.pk]),
    )


def round_page(request: HttpRequest, scope: Scope, round_id: int) -> dict[str, Any]:
    """Everything about one round."""
    round_ = surveys.round_(scope, round_id)
    card = round_card(scope, round_)
    address = request.build_absolute_uri(reverse("start_survey", args=[round_.code]))
    return {
        "card": card,
        "round": round_,
        "next": next_thing(card),
        "address": address,
        "short_address": address.partition("://")[2].rstrip("/"),
        "qr": mark_safe(qr_svg(address)) if round_.open_link and not card.is_over else "",  # noqa: S308  drawn, not typed
        "results": results(scope, card),
        "may_read": scope.may(Permission.READ_ANSWERS),
        "standing": safeguarding.standing(scope),
        "may_invite": scope.may(Permission.MANAGE_PEOPLE),
    }


def results(scope: Scope, card: RoundCard) -> list[Results]:
    """Every question of choices, once there are responses to count."""
    if not card.has_answers:
        return []
    questions = surveys.instrument_questions(card.round.instrument_id)
    tables = surveys.closed_question_tables(scope, card.round.pk)
    return [_result(card, tables[q.name], q.short) for q in questions if not q.is_open]


def _result(card: RoundCard, rows: list[tuple[str, Shown]], short: str) -> Results:
    shown = [value for _, value in rows if not isinstance(value, Hidden)]
    base = card.summary.responses
    of = "a number of people that is hidden" if isinstance(base, Hidden) else f"the {base:,} people who answered"
    sub = f"Of {of}. {card.round.authority.name}, {card.round.title}."
    most = base if shown and not isinstance(base, Hidden) else None
    return Results(short, bar_chart(rows, title=short, sub=sub, base=most), rows)
