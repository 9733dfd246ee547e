"""The languages that pages for care leavers can be read in, and whether a person has checked each.

Which languages, and why, is in docs/how-to/languages.md; how a page gets into one is in docs/adr/0017.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name. ``code`` is gettext's and the address's, ``tag`` the one for HTML (BCP 47).

    ``checked`` says that a person who speaks it has read the whole catalogue and vouches for it.
    """

    code: str
    tag: str
    name: str
    right_to_left: bool = False
    checked: bool = False


ENGLISH = Language("en", "en-GB", "English", checked=True)
OTHERS = (
    Language("ar", "ar", "العربية", right_to_left=True),
    Language("fa", "fa", "فارسی", right_to_left=True),
    Language("sq", "sq", "Shqip"),
)
LANGUAGES = (ENGLISH, *OTHERS)
_BY_CODE = {language.code: language for language in LANGUAGES}


def language_of(code: str) -> Language:
    """The language of that code; English for any other."""
    return _BY_CODE.get(code, ENGLISH)
