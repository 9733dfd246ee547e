"""Template tags of pages that can be read in other languages and layouts."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from newbelongings.web.parts.easy_read import LINES, lines
from newbelongings.web.parts.languages import ENGLISH, LANGUAGES, Language
from newbelongings.web.parts.manner import EASY, LANGUAGE, LARGE, LAYOUT, SIZE, USUAL, Manner, manner_of
from newbelongings.web.public.survey.asking import Asked
from newbelongings.web.public.survey.drawing import draw

register = template.Library()


@register.simple_tag(takes_context=True)
def page_language(context: template.Context) -> str:
    """The language of a page, for its first element."""
    return manner_of(context.get("request")).language.tag


@register.simple_tag(takes_context=True)
def page_root(context: template.Context) -> SafeString:
    """Direction and classes of a page's first element."""
    return manner_of(context.get("request")).root


@register.simple_tag(takes_context=True)
def carried_manner(context: template.Context) -> SafeString:
    """The hidden fields by which a form keeps the reader's language, size and layout."""
    return manner_of(context.get("request")).carried


@register.simple_tag(takes_context=True)
def manner_query(context: template.Context) -> str:
    """What to put behind an address, so that its page is read in the same manner."""
    return manner_of(context.get("request")).query


@register.simple_tag(takes_context=True)
def choose_manner(context: template.Context) -> SafeString:
    """The choices of language, size and layout as links, for a page on which nothing has been typed."""
    return _choices(manner_of(context.get("request")), as_buttons=False)


@register.simple_tag(takes_context=True)
def change_manner(context: template.Context) -> SafeString:
    """The same as buttons, for a form: nothing that was typed is lost."""
    return _choices(manner_of(context.get("request")), as_buttons=True)


@register.simple_tag(takes_context=True)
def drafted(context: template.Context) -> SafeString:
    """That nobody has checked the translation yet, in that language and in English; nothing where somebody has."""
    return _drafted(manner_of(context.get("request")).language)


@register.simple_tag
def said(text: str) -> SafeString:
    """Words of a questionnaire in the reader's language; a council's own as written, marked as English."""
    if not text or get_language() == ENGLISH.tag.lower():
        return conditional_escape(text)
    translated = gettext(text)
    if translated == text and not text.isdigit():
        return format_html('<span lang="{}" dir="ltr">{}</span>', ENGLISH.tag, text)
    return conditional_escape(translated)


@register.filter
def translated(text: str) -> str:
    """Words of a questionnaire in the reader's language, where there is no room to mark them."""
    return gettext(text) if text else ""


@register.simple_tag(takes_context=True)
def draw_question(context: template.Context, one: Asked, *, alone: bool) -> SafeString:
    """One question of a survey, in the layout that is asked for."""
    return draw(one, alone=alone, easy=manner_of(context.get("request")).easy)


@register.simple_tag
def easy_lines(name: str, **values: object) -> SafeString:
    """Lines of the Easy Read layout, with what goes into their sentences."""
    return lines(name, {drawn: picture(drawn) for drawn, _ in LINES[name]}, values)


@register.simple_tag
def picture(name: str) -> SafeString:
    """One picture of the Easy Read layout, silent to screen readers: the words beside it carry the meaning."""
    return format_html(
        '<svg class="nb-picture" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("pictures.svg"),
        name or "question",
    )


@lru_cache(maxsize=128)
def _choices(manner: Manner, *, as_buttons: bool) -> SafeString:
    context: dict[str, Any] = {
        "manner": manner,
        "as_buttons": as_buttons,
        "languages": [_choice(manner, LANGUAGE, language.code) | {"language": language} for language in LANGUAGES],
        "size": _choice(manner, SIZE, USUAL if manner.large else LARGE),
        "layout": _choice(manner, LAYOUT, USUAL if manner.easy else EASY),
        "drafted": _drafted(manner.language),
    }
    return render_to_string("parts/manner.html", context)


def _choice(manner: Manner, key: str, value: str) -> dict[str, Any]:
    """One choice: the button's value, and the address of the page that a link leads to."""
    button = f"{key}:{value}"
    return {"button": button, "address": manner.changed(button).query or "?"}


@lru_cache(maxsize=8)
def _drafted(language: Language) -> SafeString:
    return SafeString("") if language.checked else render_to_string("parts/drafted.html")
