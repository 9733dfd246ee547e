"""What is left to a person without a suggestion: too little to go by, pasted from elsewhere, another language. Pure."""

import re
from typing import Final

from .language import foreign
from .terms import Vocabulary

LANGUAGE, NO_WORDS, PASTED = "language", "no_words", "pasted"

_LETTER: Final = re.compile(r"[^\W\d_]")
# fmt: off
_SAYS_NOTHING: Final = frozenset({
    "ok", "okay", "k", "kk", "yes", "no", "yep", "yeah", "yea", "ye", "nope", "nah", "na", "n/a", "nil", "none",
    "nothing", "unsure", "idk", "idc", "dk", "dunno", "pass", "lol", "hmm", "test", "blank", "maybe", "whatever",
    "not sure", "dont know", "i dont know", "no idea", "no comment", "nothing really", "not applicable",
    "nothing to add", "nothing else", "no answer", "not really", "cant think of anything",
})
# fmt: on
# One word that no keyboard meant: no vowel in six letters, one letter five times, or longer than any word.
_MASHED: Final = re.compile(r"[^aeiouy\W]{6,}|\S*(\S)\1{4,}\S*|\S{31,}", re.IGNORECASE)
_OF_A_PAGE: Final = re.compile(
    r"https?://|www\.|</?(?:div|span|p|a|br|li|ul|script|html)\b|cookies? (?:policy|settings|preferences|notice)|"
    r"(?:accept|reject|manage|essential|use) (?:all )?(?:the )?cookies|privacy (?:policy|notice)|"
    r"all rights reserved|skip to (?:main )?content|terms (?:and|&) conditions|terms of (?:use|service)|©|"
    r"sign in|log ?in \||subscribe to|newsletter|share this page|was this page helpful|read more|"
    r"back to top|related articles|unsubscribe|sitemap",
    re.IGNORECASE,
)
_SIGNS: Final = 3
_MANY_LINES: Final = 30
# Nobody writes as much as this on a phone; it would not be read to its end either.
_VERY_LONG: Final = 8000


def aside(text: str, english: Vocabulary) -> tuple[str, str]:
    """Why a text is left to a person (empty where it is not), and the code of its language where that can be told.

    Swearing is no reason, nor is being short: ``money`` says what it is about.
    """
    if not _says_something(text):
        return NO_WORDS, ""
    if _pasted(text):
        return PASTED, ""
    other, language = foreign(text, english)
    return (LANGUAGE if other else ""), language


def _says_something(text: str) -> bool:
    said = " ".join(text.replace("’", "").replace("'", "").lower().split()).strip(" .,!?:;-")
    return bool(_LETTER.search(said)) and said not in _SAYS_NOTHING and not _MASHED.fullmatch(said)


def _pasted(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    signs = len(_OF_A_PAGE.findall(text))
    return len(text) > _VERY_LONG or len(lines) >= _MANY_LINES or signs >= _SIGNS or (signs > 0 and len(lines) >= 8)
