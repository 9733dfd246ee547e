"""Who answers where: the three councils differ in their people and in what weighs on them."""

from .respondents import Mix

_RARE = {"asylum": 4, "young-parent": 5, "disability": 3, "custody": 2, "far-away": 2, "lgbt": 1, "": 83}
_LIVES = {
    "Ravensmere": {**_RARE, "young-parent": 6},
    "Aldersea": {**_RARE, "far-away": 12, "": 73},
    "Wexcombe": {**_RARE, "asylum": 6, "disability": 6, "": 78},
}
_AGES = {
    "Ravensmere": (
        {"16-17": 16, "18-20": 47, "21-25": 35, "over-25": 2},
        {"16-17": 11, "18-20": 42, "21-25": 43, "over-25": 4},
    ),
    "Aldersea": (
        {"16-17": 24, "18-20": 51, "21-25": 24, "over-25": 1},
        {"16-17": 19, "18-20": 48, "21-25": 31, "over-25": 2},
    ),
    "Wexcombe": (
        {"16-17": 9, "18-20": 40, "21-25": 46, "over-25": 5},
        {"16-17": 13, "18-20": 38, "21-25": 43, "over-25": 6},
    ),
}
_MINDS = {
    "Ravensmere": {"guarantor": 5.0, "pa-changes": 5.0, "first-flat": 2.0, "file": 2.0, "id": 2.0},
    "Aldersea": {"transport": 5.0, "council-tax": 5.0, "far-away": 3.0, "job-travel": 4.0, "college-travel": 4.0},
    "Wexcombe": {"mh-wait": 5.0, "mh-help": 2.0, "setting-up": 5.0, "lonely": 4.0},
}
# What hardly anybody wrote about a year ago and many do now, so that what changed has something to show.
_NEW = {"Ravensmere": "guarantor"}


def mix(council: str, *, this_year: bool) -> Mix:
    """Who answers at ``council``; a year ago the crowd was younger or older, and less of one mind."""
    minds = _MINDS[council] if this_year else {subject: 1 + weight / 3 for subject, weight in _MINDS[council].items()}
    return Mix(
        council,
        _AGES[council][this_year],
        _LIVES[council],
        minds,
        this_year,
        "" if this_year else _NEW.get(council, ""),
    )
