"""Reading a council's story: its forum, plan and replies of one year, as a TOML file of prose."""

import tomllib
from importlib.resources import files
from typing import Any, TypeAlias

Story: TypeAlias = dict[str, Any]


def story(council: str, *, this_year: bool) -> Story:
    """What ``council`` did in the running year, or in the one before it."""
    name = council.lower() if this_year else f"{council.lower()}_last_year"
    return tomllib.loads(files(__package__).joinpath("stories", f"{name}.toml").read_text("utf-8"))


def region() -> Story:
    """The region: its councils with their codes, numbers and people."""
    return tomllib.loads(files(__package__).joinpath("region.toml").read_text("utf-8"))
