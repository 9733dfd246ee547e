"""How somebody reads a page: in which language, with how large letters, in which layout.

Nothing of it is kept: no cookie, no session. A link carries it in its address, a form in hidden fields, and the
buttons that change it are part of the form (``go=lang:ar``), so that nothing typed is lost. See docs/adr/0017.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .languages import ENGLISH, Language, language_of

View = TypeVar("View", bound=Callable[..., HttpResponse])
LANGUAGE, SIZE, LAYOUT = "lang", "size", "layout"
LARGE, EASY, USUAL = "large", "easy", "usual"


@dataclass(frozen=True, slots=True)
class Manner:
    """One way of reading. ``easy`` is the Easy Read layout: a picture on the left, few words on the right."""

    language: Language = ENGLISH
    large: bool = False
    easy: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Manner":
        """What a form or an address asks for; whatever it says that we do not know counts as unsaid."""
        return _manner(language_of(given.get(LANGUAGE, "")), given.get(SIZE) == LARGE, given.get(LAYOUT) == EASY)

    def changed(self, button: str) -> "Manner":
        """The same after a button such as ``size:large``; unchanged by any other button."""
        key, _, value = button.partition(":")
        return self.of({**self.given, key: value}) if changes_manner(button) else self

    @property
    def given(self) -> dict[str, str]:
        """As a form or an address says it, without what goes without saying."""
        said = {LANGUAGE: self.language.code, SIZE: LARGE * self.large, LAYOUT: EASY * self.easy}
        return {key: value for key, value in said.items() if value and value != ENGLISH.code}

    @property
    def query(self) -> str:
        """The end of an address that leads to a page in this manner: ``?lang=ar``, or nothing."""
        return _query(self)

    @property
    def carried(self) -> SafeString:
        """The hidden fields of a form. The language is always among them: it says that the others are meant."""
        return _carried(self)

    @property
    def root(self) -> SafeString:
        """Direction and classes of a page's first element."""
        return _root(self)


_manner = lru_cache(maxsize=None)(Manner)


@lru_cache(maxsize=64)
def _query(manner: Manner) -> str:
    return f"?{urlencode(manner.given)}" if manner.given else ""


@lru_cache(maxsize=64)
def _carried(manner: Manner) -> SafeString:
    fields = {LANGUAGE: ENGLISH.code, **manner.given}
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())


@lru_cache(maxsize=64)
def _root(manner: Manner) -> SafeString:
    classes = ["govuk-template"] + ["nb-large"] * manner.large + ["nb-easy"] * manner.easy
    direction = format_html('dir="{}" ', "rtl") if manner.language.right_to_left else ""
    return format_html('{}class="{}"', direction, " ".join(classes))


def changes_manner(button: str) -> bool:
    """Whether a button of a form only changes how its page is read."""
    return button.partition(":")[0] in (LANGUAGE, SIZE, LAYOUT)


def manner_of(request: HttpRequest | None) -> Manner:
    """How this request wants to be answered; the usual manner where its view knows of none."""
    return getattr(request, "manner", None) or Manner()


def as_they_read(view: View) -> View:
    """A page that can be read in any manner: it is drawn in the language that its form or its address asks for."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.POST if LANGUAGE in request.POST else request.GET
        manner = Manner.of(cast(Mapping[str, str], given)).changed(request.POST.get("go", ""))
        request.manner = manner  # type: ignore[attr-defined]
        with translation.override(gettext_code(manner.language)):
            try:
                response = view(request, *args, **kwargs)
            except Exception:
                # The page that says so is drawn by others, in English.
                request.manner = replace(manner, language=ENGLISH)  # type: ignore[attr-defined]
                raise
        response["Content-Language"] = manner.language.tag
        return response

    return cast(View, read)


def gettext_code(language: Language) -> str:
    """The name of a language's catalogue. English is what stands in the code."""
    return language.tag.lower() if language is ENGLISH else language.code
