"""Every address of the service, as Django's resolver knows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from newbelongings.domain.accounts.models import Person
from tests.access_list import ACCESS
from tests.full_world import FullWorld


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name and what stands between its slashes."""

    name: str
    route: str
    wanted: tuple[str, ...]

    def within(self, full: FullWorld, person: Person | None = None) -> str:
        """The address with the ids of that world, as ``person`` would have them."""
        path = reverse(self.name, kwargs=full.values(self.name, list(self.wanted), person))
        query = ACCESS[self.name].query
        if not query:
            return path
        name, key = query.split("=")
        return f"{path}?{name}={full.values(self.name, [key], person)[key]}"


def addresses() -> list[Address]:
    """All of them, in the order of the resolver."""
    return list(_walk(get_resolver().url_patterns, ()))


def _walk(patterns: list[URLPattern | URLResolver], above: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        wanted = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, wanted)
        else:
            yield Address(pattern.name or "", str(pattern.pattern), wanted)
