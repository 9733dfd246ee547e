"""Drawing a question. One that nobody has touched looks the same for everyone, so it is drawn once a process."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newbelongings.domain.surveys.sheets import QuestionSheet

from .asking import Asked, asked
from .paper import Paper

ALONE = {"heading": "h1", "legend": "govuk-fieldset__legend--l", "label": "govuk-label--l"}
AMONG_OTHERS = {"heading": "h2", "legend": "govuk-fieldset__legend--m", "label": "govuk-label--m"}


def draw(one: Asked, *, alone: bool, easy: bool) -> SafeString:
    """A question as HTML, in the language of now: as a page's own heading, or as one among others."""
    if one.touched:
        return _draw(one, alone, easy)
    return _untouched(one.sheet, alone, one.only_if, easy, get_language() or "")


# Some hundred questions, four languages, two layouts: all of it is a few megabytes.
@lru_cache(maxsize=2048)
def _untouched(sheet: QuestionSheet, alone: bool, only_if: str, easy: bool, language: str) -> SafeString:
    return _draw(asked(sheet, Paper((sheet,), {}), {}, only_if), alone, easy)


def _draw(one: Asked, alone: bool, easy: bool) -> SafeString:
    text = (easy and one.sheet.easy) or one.sheet.text
    context = {"asked": one, "text": text, "easy": easy, **(ALONE if alone else AMONG_OTHERS)}
    return render_to_string("public/survey/asked.html", context)
