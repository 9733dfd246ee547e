"""Making sense: a codebook each year, what the text model suggests, what people said answers are about, quotations."""

from collections.abc import Iterable
from functools import cache
from random import Random
from uuid import UUID

from newbelongings.domain.surveys import queries as surveys
from newbelongings.domain.surveys.models import Answer
from newbelongings.domain.themes import actions
from newbelongings.domain.themes.codebook import ensure_codebook
from newbelongings.domain.themes.models.fields import Sentiment

from .hands import HANDS
from .place import Year, day
from .story import Story
from .texts import Subject, subjects, texts

READ_OF_TEN = 8
_HARD_TO_REACH = "Workers who are hard to reach"
_EXAMPLE = 90  # letters: an example is a short phrase
# How people speak, by what they were asked; a text about several things under "best" or "worst" may be of two minds.
MANNERS = {
    "best": Sentiment.POSITIVE,
    "worst": Sentiment.NEGATIVE,
    "prepared": Sentiment.ADVICE,
    "advice": Sentiment.ADVICE,
    "change-self": Sentiment.ADVICE,
    "change-councils": Sentiment.ADVICE,
    "anything-else": Sentiment.MIXED,
}
_OF_TWO_MINDS = 0.4
SECOND_THOUGHTS = 0.12  # how often whoever codes leaves out what an answer is about besides


def keep_codebook(year: Year) -> None:
    """The codebook that ships with the service, and the lines this council added to it."""
    scope = year.place.who("colleague")
    by_name = {theme.name: theme.pk for theme in ensure_codebook(scope, cycle_id=year.cycle.pk)}
    for subject in subjects().values():
        if subject.theme not in by_name:
            by_name[subject.theme] = _add(year, subject)
        year.themes[subject.slug] = by_name[subject.theme]


def _add(year: Year, subject: Subject) -> int:
    examples = [text.words for text in texts() if text.subjects[0] == subject.slug and len(text.words) < _EXAMPLE][:6]
    theme = actions.add_theme(
        year.place.who("colleague"),
        cycle_id=year.cycle.pk,
        area=subject.area,
        name=subject.theme,
        examples=examples,
    )
    return theme.pk


def merge_twins(year: Year) -> None:
    """A line that turned out to say what another says: the codebook has a history to look at, and to undo."""
    scope = year.place.who("colleague")
    twin = actions.add_theme(scope, cycle_id=year.cycle.pk, area="A2", name="Calls that nobody returns")
    into = next(theme for theme in ensure_codebook(scope, cycle_id=year.cycle.pk) if theme.name == _HARD_TO_REACH)
    actions.merge_themes(scope, theme_ids=[twin.pk], into_id=into.pk)


def code_round(year: Year, round_id: int, *, of_ten: int = 10) -> None:
    """Say what ``of_ten`` in ten answers of a round are about, half of them by the lead."""
    chance = Random(f"{year.place.name} {year.this_year} codes")
    answers = sorted(surveys.open_answers(year.place.lead, round_id=round_id), key=lambda answer: answer.text)
    read = [answer for answer in answers if chance.randint(1, 10) <= of_ten]
    for scope, share in ((year.place.lead, read[::2]), (year.place.who("colleague"), read[1::2])):
        manners = {answer.pk: manner(answer, chance) for answer in share}
        actions.code_answers(scope, codings=_codings(year, share, chance), sentiments=manners)


def manner(answer: Answer, chance: Random) -> str:
    """How somebody who codes would say that an answer speaks."""
    asked = MANNERS[answer.question.name]
    either = asked in (Sentiment.POSITIVE, Sentiment.NEGATIVE) and len(_meaning()[answer.text]) > 1
    return Sentiment.MIXED if either and chance.random() < _OF_TWO_MINDS else asked


def meant(year: Year, answer: Answer) -> list[int]:
    """The themes that somebody who leaves nothing out would say, the main one first."""
    return list(dict.fromkeys(year.themes[subject] for subject in _meaning()[answer.text]))


def _codings(year: Year, answers: Iterable[Answer], chance: Random) -> dict[UUID, list[int]]:
    return {answer.pk: _themes(year, answer, chance) for answer in answers}


def _themes(year: Year, answer: Answer, chance: Random) -> list[int]:
    main, *more = _meaning()[answer.text]
    kept = [main, *(subject for subject in more if chance.random() > SECOND_THOUGHTS)]
    return list(dict.fromkeys(year.themes[subject] for subject in kept))


@cache
def _meaning() -> dict[str, tuple[str, ...]]:
    """What each text is about, by every hand that may have typed it."""
    return {hand(text.words): text.subjects for hand in HANDS for text in reversed(texts())}


def clear_quotations(year: Year, told: Story) -> None:
    """Words that were cleared to be quoted, by a person."""
    for quotation in told.get("quotations", ()):
        actions.clear_quotation(
            year.place.who("colleague"),
            theme_id=year.themes[quotation["theme"]],
            words=quotation["words"],
            cleared_on=day(quotation["day"]),
        )
