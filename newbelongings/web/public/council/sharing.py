"""How a published reply goes on from one to another: its address, its picture, and words to post with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from newbelongings.adapters.qr import qr_svg
from newbelongings.domain.authorities.models import Authority
from newbelongings.domain.replies.models import Reply

from .cards import END_WORDS, STATE_WORDS

_SHORT = 180


@dataclass(frozen=True, slots=True)
class Shared:
    """Addresses of a reply's page and picture, whole and within this service (``path``), and words to go with them."""

    address: str
    path: str
    picture: str
    picture_path: str
    title: str
    description: str
    picture_in_words: str
    post: str


def shared(authority: Authority, reply: Reply) -> Shared:
    """What somebody needs to pass a published reply on."""
    address = whole("public_reply", authority.slug, reply.pk)
    told = f"{STATE_WORDS[reply.state]}. {cut(reply.answer)}"
    return Shared(
        address=address,
        path=reverse("public_reply", args=[authority.slug, reply.pk]),
        picture=whole("reply_picture", authority.slug, reply.pk),
        picture_path=reverse("reply_picture", args=[authority.slug, reply.pk]),
        title=f"{reply.title}: {STATE_WORDS[reply.state].lower()}",
        description=told,
        picture_in_words=f"{authority.name}: {reply.title}. You said: {cut(reply.said)} {told}",
        post=f"You said: {cut(reply.said)}\n\n{told}\n\n{address}",
    )


def picture_content(authority: Authority, reply: Reply) -> dict[str, str]:
    """The words of the picture."""
    return {
        "council": authority.name,
        "title": reply.title,
        "said": cut(reply.said, 130),
        "state": reply.state,
        "state-words": STATE_WORDS[reply.state],
        "answer": cut(reply.answer, 190),
        "foot": typed(whole("you_said_we_did", authority.slug)) + (" (an invented council)" * authority.imagined),
    }


def poster_content(authority: Authority, replies: Sequence[Reply]) -> dict[str, Any]:
    """The words of a poster of one reply, whole, or of several, cut to what can be read in passing."""
    if len(replies) == 1:
        address, most = whole("public_reply", authority.slug, replies[0].pk), 2000
    else:
        address, most = whole("you_said_we_did", authority.slug), 220
    return {
        "made": max(reply.published_on or reply.written_on for reply in replies).isoformat(),
        "council": authority.name,
        "invented": authority.imagined,
        "title": "You said, we did",
        "lead": f"What came of what care leavers told {authority.name}.",
        "replies": [_on_poster(reply, most) for reply in replies],
        "more": "Read more, and say whether it helped.",
        "address": typed(address),
        "qr": qr_svg(address),
    }


def _on_poster(reply: Reply, most: int) -> dict[str, str]:
    return {
        "title": reply.title,
        "said": cut(reply.said, most),
        "state": reply.state,
        "state-words": STATE_WORDS[reply.state],
        "answer": cut(reply.answer, most),
        "changed": cut(reply.changed, most),
        "end-words": END_WORDS[reply.state],
    }


def typed(address: str) -> str:
    """An address as somebody types it."""
    return address.partition("://")[2].rstrip("/")


def whole(name: str, *args: Any) -> str:
    """An address with the name of this service before it, as somebody elsewhere needs it."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(name, args=args)


def cut(words: str, most: int = _SHORT) -> str:
    """The first words of a text, on one line, ended by three dots where there are more."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
