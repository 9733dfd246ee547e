"""Asking: a round a year, and a short one that is open now. This year's answers go through the ballot box."""

import datetime as dt
from random import Random

from newbelongings.domain.kernel.scope import public_scope
from newbelongings.domain.surveys import actions, queries
from newbelongings.domain.surveys.given import INVITATION, OPEN_LINK, GivenAnswer, ImportedResponse
from newbelongings.domain.surveys.models import Round

from .mixes import mix
from .place import SHOWN_FIRST, Year, day
from .respondents import Crowd
from .texts import of_no_theme

INSTRUMENT = "new-belongings-2015"
LAST_YEAR, THIS_YEAR, OPEN_NOW = (-560, -505), (-205, -150), (-24, 18)
NOW, WAITING = 24, 4
INVITED_OF_TEN = 6
SEASONS = (
    ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer") + ("autumn",) * 3 + ("winter",)
)


def ask_last_year(year: Year, scale: float) -> Round:
    """Last year's answers were on paper and in another system: they were brought in by an import."""
    round_ = _open(year, LAST_YEAR, "year-1", year.place.care_leavers)
    weeks = Random(f"{year.place.name} weeks")
    said = [
        ImportedResponse(answers, week=day(weeks.randint(*LAST_YEAR)))
        for answers in _said(year, "import", _scaled(year.place.answered[False], scale))
    ]
    actions.import_responses(year.place.lead, round_id=round_.pk, responses=said)
    return round_


def ask_this_year(year: Year, scale: float) -> Round:
    """The year's survey, closed by now: by invitation and by the open link, mixed every fortnight."""
    round_ = _open(year, THIS_YEAR, "year-2", year.place.care_leavers)
    said = _said(year, "main", _scaled(year.place.answered[True], scale))
    tokens = _invite(year, round_, round(len(said) * 1.9))
    for fortnight in range(4):
        first = THIS_YEAR[0] + 14 * fortnight
        _send(year, round_, said[fortnight::4], (first, min(first + 13, THIS_YEAR[1])), tokens)
        actions.open_box(year.place.system, round_id=round_.pk, on=day(first + 13))
    actions.open_box(year.place.system, round_id=round_.pk, on=round_.closes + dt.timedelta(days=1))
    return round_


def ask_now(year: Year, scale: float) -> Round:
    """A short round that is open today, with the last few answers still waiting in the box."""
    round_ = _open(year, OPEN_NOW, "how-is-it-going", None)
    said = _said(year, "now", _scaled(NOW, max(scale, 0.7)))
    if year.place.name == SHOWN_FIRST:
        said += [[GivenAnswer("worst", text=words)] for words in of_no_theme()]
    _send(year, round_, said, (OPEN_NOW[0], -3))
    actions.open_box(year.place.system, round_id=round_.pk, on=day(-3))
    _send(year, round_, _said(year, "waiting", WAITING), (-2, -1))
    return round_


def _open(year: Year, window: tuple[int, int], slug: str, population: int | None) -> Round:
    opens, closes = day(window[0]), day(window[1])
    instrument = queries.instruments(year.place.lead).get(slug=INSTRUMENT)
    season = f"{SEASONS[opens.month - 1]} {opens.year}"
    return actions.open_round(
        year.place.lead,
        cycle_id=year.cycle.pk,
        instrument_id=instrument.pk,
        slug=slug,
        title=f"Care leaver survey {season}" if population else f"How is it going? {season.capitalize()}",
        opens=opens,
        closes=closes,
        population=population,
    )


def _invite(year: Year, round_: Round, people: int) -> list[str]:
    letter = year.place.name[0]
    labels = [f"{letter}{number:04}" for number in range(1, people + 1)]
    return [token for _, token in actions.invite(year.place.lead, round_id=round_.pk, labels=labels)]


def _send(
    year: Year, round_: Round, said: list[list[GivenAnswer]], window: tuple[int, int], tokens: list[str] | None = None
) -> None:
    """Everybody sends theirs on some day of the window, some of them by a personal link."""
    chance = Random(f"{year.place.name} {round_.slug} {window[0]}")
    scope = public_scope(year.place.authority.pk)
    for number, answers in enumerate(said):
        by_invitation = bool(tokens) and chance.randint(1, 10) <= INVITED_OF_TEN
        actions.submit_response(
            scope,
            round_id=round_.pk,
            answers=answers,
            way=INVITATION if by_invitation else OPEN_LINK,
            form_token=f"{round_.code}-{window[0]}-{number}",
            invitation_token=tokens.pop() if tokens and by_invitation else "",
            on=day(chance.randint(*window)),
        )


def _said(year: Year, what: str, people: int) -> list[list[GivenAnswer]]:
    crowd = Crowd(mix(year.place.name, this_year=year.this_year), f"{year.place.name} {what}")
    return list(crowd.responses(people))


def _scaled(count: int, scale: float) -> int:
    return max(12, round(count * scale))
