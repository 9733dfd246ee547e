"""Whether words look like spam: a guess for a pile of its own, which a person looks through. Nothing is dropped."""

import re
from collections import Counter
from typing import Final

_LINK: Final = re.compile(
    r"https?://|www\.|\[url|<a\s|(?<!@)\b[a-z0-9-]{2,}\.(?:com|net|biz|info|ru|cn|top|xyz|shop|online|site|io)\b",
    re.IGNORECASE,
)
# Shorter than this, capitals are a nickname, a place or a school.
_LETTERS_TO_JUDGE: Final = 24
_MOST_CAPITALS: Final = 0.7
_SAME_LETTER: Final = re.compile(r"(\S)\1{7,}")
_WORDS_TO_JUDGE: Final = 12
_MOST_OF_ONE_WORD: Final = 0.4
_LONGEST_WORD: Final = 60


def looks_like_spam(words: str) -> bool:
    """Links, shouting, or the same over and over. A text of which nothing can be read looks so too."""
    return bool(_LINK.search(words)) or _is_shouted(words) or _repeats(words) or not any(map(str.isalpha, words))


def _is_shouted(words: str) -> bool:
    letters = [letter for letter in words if letter.isupper() or letter.islower()]
    return len(letters) >= _LETTERS_TO_JUDGE and sum(map(str.isupper, letters)) > _MOST_CAPITALS * len(letters)


def _repeats(words: str) -> bool:
    if _SAME_LETTER.search(words):
        return True
    found = words.lower().split()
    if any(len(word) > _LONGEST_WORD for word in found):
        return True
    most = max(Counter(found).values(), default=0)
    return len(found) >= _WORDS_TO_JUDGE and most > _MOST_OF_ONE_WORD * len(found)
