"""The names of the pictures that stand beside a question in the Easy Read layout. How they are drawn is the page's."""

from typing import Final

PICTURES: Final = (
    "home",
    "money",
    "people",
    "work",
    "school",
    "health",
    "talk",
    "calendar",
    "star",
    "cloud",
    "tools",
    "question",
)
