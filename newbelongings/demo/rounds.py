"""Asking: a round a year, and a short one that is open now. This year's answers go through the ballot box."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK, GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Round

from .mixes import mix
from .place import Year, day
from .respondents import Crowd

INSTRUMENT = "new-belongings-2015"
LAST_YEAR, THIS_YEAR, OPEN_NOW = (-560, -505), (-205, -150), (-24, 18)
EARLIER, LATER, NOW = 250, 276, 24
INVITED_OF_TEN = 6
SEASONS = (
    ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer") + ("autumn",) * 3 + ("winter",)
)


def ask_last_year(year: Year, scale: float) -> Round:
    """Last year's answers were on paper and in another system: they were brought in by an import."""
    round_ = _open(year, LAST_YEAR, "year-1", year.place.care_leavers)
    crowd = _crowd(year, "import")
    weeks = Random(f"{year.place.name} weeks")
    said = [
        ImportedResponse(answers, week=day(weeks.randint(*LAST_YEAR)))
        for answers in crowd.responses(_scaled(EARLIER, scale))
    ]
    actions.import_responses(year.place.lead, round_id=round_.pk, responses=said)
    return round_


def ask_this_year(year: Year, scale: float) -> Round:
    """The year's survey, closed by now: by invitation and by the open link, mixed every week."""
    round_ = _open(year, THIS_YEAR, "year-2", year.place.care_leavers)
    count = _scaled(LATER, scale)
    tokens = _invite(year, round_, round(count * 1.9))
    _send(year, round_, _crowd(year, "main").responses(count), count, tokens, THIS_YEAR)
    actions.open_box(year.place.system, round_id=round_.pk, on=round_.closes + dt.timedelta(days=1))
    return round_


def ask_now(year: Year, scale: float) -> Round:
    """A short round that is open today, with the last few answers still waiting in the box."""
    round_ = _open(year, OPEN_NOW, "how-is-it-going", None)
    count = _scaled(NOW, max(scale, 0.7))
    _send(year, round_, _crowd(year, "now").responses(count), count, [], (OPEN_NOW[0], -3))
    late = _crowd(year, "waiting").responses(4)
    _send(year, round_, late, 4, [], (-2, -1), mixing=False)
    return round_


def _open(year: Year, window: tuple[int, int], slug: str, population: int | None) -> Round:
    opens, closes = day(window[0]), day(window[1])
    instrument = queries.instruments(year.place.lead).get(slug=INSTRUMENT)
    return actions.open_round(
        year.place.lead,
        cycle_id=year.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title=f"{'Care leaver survey' if population else 'How is it going?'} {SEASONS[opens.month - 1]} {opens.year}",
        opens=opens,
        closes=closes,
        population=population,
    )


def _invite(year: Year, round_: Round, people: int) -> list[str]:
    letter = year.place.name[0]
    labels = [f"{letter}{number:04}" for number in range(1, people + 1)]
    return [token for _, token in actions.invite(year.place.lead, round_id=round_.pk, labels=labels)]


def _send(
    year: Year,
    round_: Round,
    said: Iterator[list[GivenAnswer]],
    count: int,
    tokens: list[str],
    window: tuple[int, int],
    *,
    mixing: bool = True,
) -> None:
    """Everybody sends theirs on some day of the window; the box is opened whenever a week is over."""
    chance = Random(f"{year.place.name} {round_.slug}")
    days = sorted(chance.randint(*window) for _ in range(count))
    scope = public_scope(year.place.authority.pk)
    week = None
    for number, (answers, sent) in enumerate(zip(said, map(day, days), strict=True)):
        if mixing and week not in (None, sent.isocalendar().week):
            actions.open_box(year.place.system, round_id=round_.pk, on=sent)
        week = sent.isocalendar().week
        by_invitation = bool(tokens) and chance.randint(1, 10) <= INVITED_OF_TEN
        actions.submit_response(
            scope,
            round_id=round_.pk,
            answers=answers,
            way=INVITATION if by_invitation else OPEN_LINK,
            form_token=f"{round_.code}-{number}-{window[0]}",
            invitation_token=tokens.pop(chance.randrange(len(tokens))) if by_invitation else "",
            on=sent,
        )
    if mixing:
        actions.open_box(year.place.system, round_id=round_.pk, on=day(window[1]))


def _crowd(year: Year, what: str) -> Crowd:
    return Crowd(mix(year.place.name, this_year=year.this_year), f"{year.place.name} {what}")


def _scaled(count: int, scale: float) -> int:
    return max(12, round(count * scale))
