"""What was said, as a form offers it to be chosen, and what was chosen, as an action takes it."""

from collections.abc import Iterable

from newbelongings.domain.plans.said import Key, Said


def said_choices(offered: Iterable[Said]) -> list[tuple[str, str]]:
    """Each as a value and a label: what it is, and who said it."""
    return [(f"{one.key[0]}-{one.key[1]}", f"{one.title} ({one.phrase})") for one in offered]


def chosen_keys(values: Iterable[str]) -> list[Key]:
    """The keys behind values that the form has found among its choices."""
    parted = [value.partition("-") for value in values]
    return [(kind, int(pk)) for kind, _, pk in parted]
