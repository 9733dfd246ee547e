"""Drawing a question. One that nobody has touched looks the same for everyone, so it is drawn once a process."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from newbelongings.domain.surveys.sheets import QuestionSheet

from .asking import Asked, asked
from .paper import Paper

ALONE = {"heading": "h1", "legend": "govuk-fieldset__legend--l", "label": "govuk-label--l"}
AMONG_OTHERS = {"heading": "h2", "legend": "govuk-fieldset__legend--m", "label": "govuk-label--m"}


def draw(one: Asked, *, alone: bool) -> SafeString:
    """A question as HTML: as a page's own heading, or as one among others."""
    return _draw(one, alone) if one.touched else _untouched(one.sheet, alone, one.only_if)


@lru_cache(maxsize=256)
def _untouched(sheet: QuestionSheet, alone: bool, only_if: str) -> SafeString:
    return _draw(asked(sheet, Paper((sheet,), {}), {}, only_if), alone)


def _draw(one: Asked, alone: bool) -> SafeString:
    return render_to_string("public/survey/asked.html", {"asked": one, **(ALONE if alone else AMONG_OTHERS)})
