"""Which language a text is in: English by its words and letters, others by their script or their small words.

It need not name every language. It must tell whole sentences that are not English, and leave slang alone.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from .terms import Vocabulary

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Fewer words than this in Latin letters need a small word or a letter of another language: they may be names.
_FEWEST: Final = 4
# Found on the training text, cross-validated (one text in two thousand lies beyond both), and on sentences in 28
# other languages (all of them do).
_KNOWN: Final = 0.5
_STRANGE: Final = 5.0
# What a script tells of the language; where several use it, letters or words below tell more.
_SCRIPTS: Final = {
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "ti": "\u1200-\u139f",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f",
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "zh": "\u4e00-\u9fff",
}
_SCRIPT: Final = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS.items()}
# Letters of one language among those that share a script.
_LETTERS: Final = {
    "ps": "ښځڅډړږټڼېۍ",
    "ur": "ٹڈڑےںہھ",
    "fa": "پچژ",
    "uk": "іїєґ",
    "vi": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ",
    "pl": "ąęłńśźż",
    "ro": "țșă",
    "tr": "ığş",
    "ku": "êîûş",
    "lt": "ėįųū",
    "cs": "ěřů",
    "sk": "ľĺŕôä",
    "hu": "őű",
    "yo": "ẹọṣ",
}
# Small words that are common in a language and are no English ones.
_SMALL: Final = {
    "cy": "yn mae dw i'n rwy'n roedd ddim fy mae'r y'r wedi gyda hoffwn oedd dim ac ei mewn fel ond sy ar gan neb does",
    "pl": "nie jest się mam że jak był była jestem mi z na ale chciałbym bardzo moja mój dla bo pracy",
    "sq": "dhe nuk një më për të jam është shumë kam ime dua ju unë i e që shume nje",
    "so": "waxaan iyo ku waa aan ma oo aad inaan ka uu u way si laakiin lacag",
    "ro": "și nu este sunt pe am din foarte pentru mai să fost mea singur aș vrea nimeni",
    "vi": "tôi toi không khong là rất cho người nguoi muốn một tiếng của duoc",
    "fr": "je suis pas les une est dans avec pour très mon ma et qui que il c'est j'ai moi m'aide personne voudrais",
    "es": "que no el los una es muy con para mi y me por estoy tengo pero nadie gustaria gustaría",
    "pt": "não uma é muito com para meu minha eu os estou tenho mas nao um o não gostaria ninguém",
    "it": "non che sono una è molto con per mio mia gli della ho ma mi vorrei da e di nessuno un",
    "de": "ich nicht und ist das der die mit mein ein eine habe sehr zu für möchte mir",
    "nl": "ik niet het een van mijn ben heb met voor zeer en naar",
    "tr": "ve bir çok ben bana için değil yok daha ama bu istiyorum kimse",
    "ku": "ez min û ji bi li di ku dixwazim bo ne gelek",
    "lt": "ir aš man nėra labai yra bet mano kad nori",
    "cs": "jsem není já se mám pro bych že velmi ale",
    "sk": "som nie je sa mám by že veľmi ale mi nikto chcel",
    "hu": "nem és van egy hogy nagyon én a az",
    "sw": "na ya wa ni kwa nina sina hakuna yangu wangu katika",
    "yo": "mo ń kò sí ni ti rẹ fún àti",
    "ti": "ኣነ እዩ እየ ናይ ኣብ ኣለኹ ዘሎ ነይሩ ኣይኮነን ኢዩ",
    "ar": "في من على لا أن إلى جدا أنا ولا كان هذا",
    "fa": "من را که به از است می این خیلی ندارم کنم",
    "ur": "میں ہے اور کی کے نہیں کوئی مجھے میری",
    "ps": "زه د او نه سره دی یم ته",
    "am": "ነው እኔ ነበር አለ ውስጥ ላይ እና የለም",
    "uk": "я мені не що і це мене дуже",
    "ru": "я мне не что и это меня очень",
    "bg": "аз не съм и на много ми да",
    "ne": "छ र मलाई हो गर्न",
}
_SMALL_WORDS: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_OF_SCRIPT: Final = {"ar": ("ar", "fa", "ur", "ps"), "ti": ("ti", "am"), "ru": ("ru", "uk", "bg"), "hi": ("hi", "ne")}
_LATIN: Final = tuple(
    code for code in {**_SMALL, **_LETTERS} if code not in {c for o in _OF_SCRIPT.values() for c in o}
)


def foreign(text: str, english: Vocabulary) -> tuple[bool, str]:
    """Whether a text is not in English, and the ISO 639-1 code of its language where that can be told.

    ``english``: the vocabulary of an English training text.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return False, ""
    if script := _script(words):
        return True, _likeliest(words, _OF_SCRIPT.get(script, (script,))) or script
    known = sum(f"={_plain(word)}" in english.columns for word in words) / len(words)
    if len(words) < _FEWEST:
        language = "" if known else _likeliest(words, _LATIN)
        return bool(language), language
    if known <= _KNOWN and strangeness(words, english) > _STRANGE:
        return True, _likeliest(words, _LATIN)
    return False, "en"


def strangeness(words: Iterable[str], english: Vocabulary) -> float:
    """How rare, on average, each three letters of these words are in English: the mean of their IDF."""
    rarest = float(english.strength.max())
    found = [padded[i : i + 3] for word in words for padded in [f" {_plain(word)} "] for i in range(len(padded) - 2)]
    rare = [english.idf.get(three, rarest) for three in found]
    return sum(rare) / max(len(rare), 1)


def _plain(word: str) -> str:
    return word.replace("'", "").replace("’", "")


def _script(words: Iterable[str]) -> str:
    """The script of most letters, where it is not Latin."""
    letters = "".join(words)
    counts = Counter({language: len(script.findall(letters)) for language, script in _SCRIPT.items()})
    ((language, count),) = counts.most_common(1)
    return language if 2 * count > len(letters) else ""


def _likeliest(words: list[str], languages: Iterable[str]) -> str:
    """The language with most of its small words and letters in a text; empty where there is none of either."""
    letters = Counter("".join(words))
    scores = {
        language: 2 * sum(word.replace("’", "'") in _SMALL_WORDS.get(language, ()) for word in words)
        + sum(letters[letter] for letter in _LETTERS.get(language, ""))
        for language in languages
    }
    best = max(scores, key=lambda language: scores[language], default="")
    return best if best and scores[best] > 0 else ""
