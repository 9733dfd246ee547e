"""Reading a council's story: its forum, plan and replies of one year, as a TOML file of prose."""

import tomllib
from importlib.resources import files
from typing import Any, TypeAlias

Story: TypeAlias = dict[str, Any]


def story(council: str, *, this_year: bool) -> Story:
    """What ``council`` did in the running year, or in the one before it."""
    name = council.lower() if this_year else f"{council.lower()}_last_year"
    return tomllib.loads(files(__package__).joinpath("stories", f"{name}.toml").read_text("utf-8"))


def content_story(council: str) -> Story:
    """What the plan of the running year says beside its objectives and actions; empty where nothing is told."""
    return part_of_story(council, "content")


def part_of_story(council: str, part: str) -> Story:
    """One part of the running year that has a file of its own; empty where nothing is told."""
    told = files(__package__).joinpath("stories", f"{council.lower()}_{part}.toml")
    return tomllib.loads(told.read_text("utf-8")) if told.is_file() else {}


def pledge_story() -> Story:
    """The pledge of the one council that has a full set, its posts and its pictures."""
    return tomllib.loads(files(__package__).joinpath("stories", "ravensmere_pledge.toml").read_text("utf-8"))


def region() -> Story:
    """The region: its councils with their codes, numbers and people."""
    return tomllib.loads(files(__package__).joinpath("region.toml").read_text("utf-8"))
