"""A part of a template that is drawn once a process for the same values: what a page shows to everyone alike."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.translation import get_language

from newbelongings.web.parts.manner import manner_of

register = template.Library()
MOST_KEPT = 512


class DrawnOnce(Node):
    """Keeps what it drew under the language, the manner and all that was named. What is not named must not vary."""

    def __init__(self, nodelist: NodeList, named: list[FilterExpression]) -> None:
        self.nodelist, self.named = nodelist, named
        self.kept: dict[tuple[Any, ...], str] = {}

    def render(self, context: template.Context) -> str:
        values = tuple(expression.resolve(context, ignore_failures=True) for expression in self.named)
        key = (get_language(), manner_of(context.get("request")), *values)
        drawn = self.kept.get(key)
        if drawn is None:
            drawn = self.nodelist.render(context)
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = drawn
        return drawn


@register.tag
def drawn_once(parser: Parser, token: Token) -> DrawnOnce:
    """``{% drawn_once authority.name others %} … {% enddrawn_once %}``: name everything that the part depends on."""
    named = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(nodelist, named)
