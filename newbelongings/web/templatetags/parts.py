"""Template tags of the house: icons, knots, RAG tags, error summaries, hidden numbers."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newbelongings.domain.kernel.dates import long_date as written
from newbelongings.domain.kernel.suppression import Hidden
from newbelongings.domain.standards.vocabularies import area_name as plain_area_name
from newbelongings.web.parts.knots import RAG_WORDS

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "nb-icon") -> SafeString:
    """One drawing of the sprite, silent to screen readers: words beside it carry the meaning."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#nb-{}"></use></svg>',
        css_class,
        static("sprite.svg"),
        name,
    )


@register.simple_tag
def rag_tag(rag: str, words: str = "") -> SafeString:
    """A RAG state as a tag: shape, word, and what is said beside it ("Red: 43 days late")."""
    word = RAG_WORDS[rag or "none"]
    text = f"{word}: {words}" if words else word
    return format_html(
        '<span class="nb-tag nb-rag nb-rag--{}">{}{}</span>',
        rag or "none",
        icon(f"rag-{rag or 'none'}", "nb-rag__shape"),
        text,
    )


@register.filter
def count(value: Any) -> SafeString | Any:
    """A number as it may be shown: itself, or the word "hidden"."""
    if isinstance(value, Hidden):
        return format_html('<span class="{}">{}</span>', "nb-hidden-count", value)
    return f"{value:,}" if isinstance(value, int) else value


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, at its top: the same words as at the field, each leading there."""
    links = [
        {"target": _target(form, name), "words": words} for name, errors in form.errors.items() for words in errors
    ]
    return {"form": form, "links": links, "count": len(links)}


def _target(form: BaseForm, name: str) -> str:
    if name == "__all__":
        return ""
    field = form[name]
    # A group of choices has no input of its own: lead to its first choice.
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


@register.filter
def long_date(value: Any) -> str:
    """``3 December 2026``."""
    return written(value) if value else ""


@register.filter
def area_name(code: str) -> str:
    """The plain name of one of the ten areas."""
    return plain_area_name(code)
