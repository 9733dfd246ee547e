"""The words of messages to care leavers, with placeholders: pure functions, and words to begin with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from newbelongings.domain.kernel.errors import Refused

from .channels import EMAIL, LETTER, TEXT

INVITATION: Final = "invitation"
REMINDER: Final = "reminder"
PLACEHOLDERS: Final = ("name", "link", "council", "closes", "stop")
# What GOV.UK Notify takes at most in one text, 6 parts; and more than anybody reads of a letter.
MOST_LETTERS: Final = MappingProxyType({TEXT: 918, EMAIL: 5000, LETTER: 5000})
# Links are about 60 letters, a name up to 30, a council's name 40; words are checked as if so.
_EXAMPLE: Final = MappingProxyType(
    {"name": "n" * 30, "link": "l" * 60, "stop": "s" * 60, "council": "c" * 40, "closes": "27 November 2026"}
)
_FOUND: Final = re.compile(r"\(\(\s*([^()]*?)\s*\)\)")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a message by one way. ``subject`` is an email's subject and a letter's heading."""

    channel: str
    subject: str
    words: str


def fill(words: str, fields: Mapping[str, str]) -> str:
    """Put what each placeholder stands for in its place, once: what is put in is not looked through again."""
    return _FOUND.sub(lambda found: fields.get(found[1].strip().lower(), found[0]), words)


def check(text: Text) -> Text:
    """The text, trimmed; ``Refused`` with the placeholder that is wrong or missing."""
    tidy = Text(text.channel, text.subject.strip(), text.words.replace("\r\n", "\n").strip())
    here = f"words_{text.channel}"
    if "\x00" in tidy.subject + tidy.words:
        raise Refused("The words hold a letter that cannot be sent. Write them again.", field=here)
    if text.channel != TEXT and not 0 < len(tidy.subject) <= 200:
        raise Refused("Give it a subject of 1 to 200 letters.", field=f"subject_{text.channel}")
    for name in _FOUND.findall(f"{tidy.subject}\n{tidy.words}"):
        if name.strip().lower() not in PLACEHOLDERS:
            listed = ", ".join(f"(({known}))" for known in PLACEHOLDERS)
            raise Refused(f"There is no placeholder (({name[:40]})). You can use {listed}.", field=here)
    named = {name.strip().lower() for name in _FOUND.findall(tidy.words)}
    for name, why in (("link", "nobody could answer without it"), ("stop", "everybody must be able to say stop")):
        if name not in named:
            raise Refused(f"Put (({name})) into the words: {why}.", field=here)
    most = MOST_LETTERS[text.channel]
    if len(fill(tidy.words, _EXAMPLE)) > most:
        raise Refused(f"Make it shorter: with the links in it may have {most:,} letters.", field=here)
    return tidy


_EMAIL_INVITATION: Final = """\
Hello ((name)),

((council)) would like to know what goes well for you, and what should change. You decide what you tell us.

It takes about 5 minutes on a phone. You can skip any question. Your name is not on your answers.

Start here: ((link))

This link is only for you and works once. It is open until ((closes)).

You don’t have to do this. If you want no more messages about it, press here: ((stop))"""

_LETTER_INVITATION: Final = """\
Hello ((name)),

((council)) would like to know what goes well for you, and what should change. You decide what you tell us.

It takes about 5 minutes on a phone or a computer. You can skip any question. Your name is not on your answers.

Type this into your phone or computer:
((link))

The address is only for you and works once. It is open until ((closes)).

If you would rather answer on paper or with somebody, tell the person at the council who helps you.

You don’t have to do this. If you want no more letters about it, type this in: ((stop))"""

_EMAIL_REMINDER: Final = """\
Hello ((name)),

A while ago we asked you what goes well for you, and what should change. There is still time to tell us.

It takes about 5 minutes on a phone. You can skip any question. Your name is not on your answers.

Start here: ((link))

It is open until ((closes)).

You don’t have to do this. If you want no more messages about it, press here: ((stop))"""

_LETTER_REMINDER: Final = """\
Hello ((name)),

A while ago we asked you what goes well for you, and what should change. There is still time to tell us.

Type this into your phone or computer:
((link))

It takes about 5 minutes, and you can skip any question. It is open until ((closes)).

If you would rather answer on paper or with somebody, tell the person at the council who helps you.

You don’t have to do this. If you want no more letters about it, type this in: ((stop))"""

# A text costs by the part of 160 letters, and twice as much with a letter such as ’ in it.
STANDARD: Final[Mapping[tuple[str, str], Text]] = MappingProxyType(
    {
        (INVITATION, EMAIL): Text(EMAIL, "What should change? ((council)) is asking you", _EMAIL_INVITATION),
        (INVITATION, TEXT): Text(
            TEXT,
            "",
            "Hi ((name)). ((council)) wants to know what goes well for you and what should change. "
            "5 minutes, and your name is not on your answers: ((link)) No more texts about this: ((stop))",
        ),
        (INVITATION, LETTER): Text(LETTER, "What should change? We are asking you", _LETTER_INVITATION),
        (REMINDER, EMAIL): Text(EMAIL, "There is still time to tell ((council))", _EMAIL_REMINDER),
        (REMINDER, TEXT): Text(
            TEXT,
            "",
            "Hi ((name)). There is still time to tell ((council)) what should change, until ((closes)): ((link)) "
            "No more texts about this: ((stop))",
        ),
        (REMINDER, LETTER): Text(LETTER, "There is still time to tell us", _LETTER_REMINDER),
    }
)
